import { CancelledError } from "../../base/errors";
import { type Message, message } from "../../base/message";
import { isImported } from "../../core/registration/imported";
import type { Registration } from "../../core/registration/registration";
import { words } from "../localize";
import type { Ui } from "../parts";
import { readRegistrationFor } from "../readRegistration";
import { plainText } from "../text";
import { type Back, back } from "./frame";

/**
 * The registration that a command changes, as it stands now.
 * @param target a row, an object id, or nothing: then it is asked for
 * @throws Failure `graph.*`, `signIn.*`; CancelledError, also where it cannot be changed: that has been said then
 */
export async function registrationToEdit(
  ui: Ui,
  target: unknown,
  title: Message,
): Promise<Registration> {
  const registration = await readRegistrationFor(ui, target, words(title));
  if (!isImported(registration)) return registration;
  ui.notifier.inform(
    message(
      "{0} was entered by hand: this editor can sign in with it, but not change it. Sign in to its directory, or change it in the portal.",
      registration.displayName,
    ),
  );
  throw new CancelledError();
}

/** The title of a command's questions about one registration: "Add Owner · jira-inbound". */
export function titleAbout(
  command: Message,
  { displayName }: Pick<Registration, "displayName">,
): string {
  return words(message("{0} · {1}", command, plainText(displayName)));
}

/** The answer to a question that has none before it. @throws CancelledError */
export function answered<T>(answer: T | Back): T {
  if (answer === back) throw new CancelledError();
  return answer;
}
