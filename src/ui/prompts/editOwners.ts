import { CancelledError, errorText, isCancelled } from "../../base/errors";
import { message } from "../../base/message";
import type { DirectoryPerson } from "../../core/directoryPorts";
import { isGuid } from "../../core/guid";
import type { RegistrationSummary } from "../../core/registration/registration";
import { words } from "../localize";
import type { Ui } from "../parts";
import { withProgress } from "../progress";
import { rowOf } from "../target";
import { pickText } from "../text";
import { answered } from "./editTarget";
import type { Frame } from "./frame";
import { askPick, type Choice } from "./pick";
import { askSearchPick } from "./searchPick";

export interface OwnersNow {
  readonly owners: readonly DirectoryPerson[];
  /** Who is signed in; undefined where the directory does not tell. */
  readonly me: DirectoryPerson | undefined;
}

/** Who owns a registration, and who asks. @throws Failure `graph.*`, `signIn.*`; CancelledError */
export async function readOwners(
  { people, log }: Pick<Ui, "people" | "log">,
  registration: RegistrationSummary,
): Promise<OwnersNow> {
  return await withProgress(message("Reading the owners"), async (signal) => {
    const asking = { interaction: "prompt" } as const;
    const owners = await people.owners(registration, signal, { ...asking, fresh: true });
    const me = await people.me(signal, asking).catch((error: unknown) => {
      if (isCancelled(error)) throw error;
      log.info(`Owners without knowing who asks: ${errorText(error)}`);
      return undefined;
    });
    return { owners, me };
  });
}

/** A person of the directory who does not own it yet. @throws CancelledError */
export async function askNewOwner(
  frame: Frame,
  { people }: Pick<Ui, "people">,
  { owners, me }: OwnersNow,
): Promise<DirectoryPerson> {
  const isOwner = ({ id }: DirectoryPerson): boolean => owners.some((owner) => owner.id === id);
  const person = await askSearchPick<DirectoryPerson>(frame, {
    choices: me === undefined || isOwner(me) ? [] : [choiceOf(me, words(message("you")))],
    placeholder: words(message("Type a name, a sign-in name or an object ID.")),
    search: async (text, signal) => {
      // For those who may not search the directory, but know whom they mean
      if (isGuid(text))
        return [choiceOf({ id: text, displayName: text, userPrincipalName: undefined })];
      const found = await people.searchPeople(text, signal, { interaction: "prompt" });
      const rows = found.filter((one) => !isOwner(one)).map((one) => choiceOf(one));
      return rows.length > 0 ? rows : [{ label: words(message("Nobody found")), alwaysShow: true }];
    },
    same: (a, b) => a.id === b.id,
  });
  return answered(person);
}

/** The owner of the row, or one that is asked for. @throws CancelledError, also when there is none */
export async function pickOwner(
  { notifier }: Pick<Ui, "notifier">,
  frame: Frame,
  { displayName }: RegistrationSummary,
  { owners, me }: OwnersNow,
  target: unknown,
): Promise<DirectoryPerson> {
  const { part } = rowOf(target);
  if (part?.kind === "owner") return part.owner;
  if (owners.length === 0) {
    notifier.inform(message("{0} has no owner.", displayName));
    throw new CancelledError();
  }
  const owner = await askPick(frame, {
    choices: owners.map((one) => choiceOf(one, one.id === me?.id ? words(message("you")) : "")),
    placeholder: words(message("Which owner?")),
  });
  return answered(owner);
}

function choiceOf(person: DirectoryPerson, remark = ""): Choice<DirectoryPerson> {
  const { displayName, userPrincipalName = "" } = person;
  return {
    label: pickText(displayName),
    description: [pickText(userPrincipalName), remark].filter((part) => part !== "").join(" · "),
    alwaysShow: true,
    value: person,
  };
}
