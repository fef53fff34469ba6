import { CancelledError } from "../../base/errors";
import { message } from "../../base/message";
import { Failure } from "../../core/failure";
import type { ExportSubject } from "../../services/exportService";
import { words } from "../localize";
import type { Ui } from "../parts";
import { askAddress } from "../prompts/mailboxQuestions";
import { back } from "../prompts/frame";
import { pickMailbox } from "../prompts/pickMailbox";
import { readRegistrationFor } from "../readRegistration";
import { rowOf, mailboxOf, registrationOf } from "../target";
import type { ExportPlace } from "./exportUri";

/**
 * What a configuration is written for: the mailbox or the registration a command was called on, or a mailbox that is
 * asked for. For a registration the address is asked for, because somebody else will sign in.
 * @throws Failure `graph.*`; CancelledError
 */
export async function askExportSubject(
  ui: Ui,
  target: unknown,
  title: string,
): Promise<ExportSubject> {
  const mailbox = mailboxOf(ui, target);
  if (mailbox !== undefined) return { kind: "mailbox", mailbox };
  const isRegistration = rowOf(target).registration !== undefined || registrationOf(ui, target);
  if (!isRegistration) return { kind: "mailbox", mailbox: await pickMailbox(ui, title) };
  const registration = await readRegistrationFor(ui, target, title);
  const address = await askAddress({ title }, "");
  if (address === back) throw new CancelledError();
  return {
    kind: "registration",
    registration,
    tenantId: ui.registrations.tenantOf(registration),
    address,
  };
}

/** What names the subject in the address of a preview. */
export function placeOf(
  subject: ExportSubject,
): Pick<ExportPlace, "mailboxId" | "registrationId" | "address"> {
  return subject.kind === "mailbox"
    ? { mailboxId: subject.mailbox.id }
    : { registrationId: subject.registration.objectId, address: subject.address };
}

/** The subject of a preview. @throws Failure `input.invalid` (mailbox.missing), `graph.*`; CancelledError */
export async function subjectAt(ui: Ui, place: ExportPlace): Promise<ExportSubject> {
  const { mailboxId, registrationId, address } = place;
  if (mailboxId !== undefined) {
    return { kind: "mailbox", mailbox: ui.mailboxes.get(mailboxId) };
  }
  if (registrationId === undefined || address === undefined) {
    throw new Failure("input.invalid", "The preview names no mailbox.", {
      input: "mailbox",
      problem: "missing",
    });
  }
  const title = words(message("Export Client Configuration"));
  const registration = await readRegistrationFor(ui, registrationId, title);
  const tenantId = ui.registrations.tenantOf(registration);
  return { kind: "registration", registration, tenantId, address };
}

/** The address the configuration is for. */
export function addressOf(subject: ExportSubject): string {
  return subject.kind === "mailbox" ? subject.mailbox.address : subject.address;
}
