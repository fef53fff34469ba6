import { type Message, message } from "../../../base/message";
import type { Plan } from "../plan";
import type { RegistrationSummary } from "../registration";
import { planAbout } from "../planAbout";
import { refuse } from "./changePlan";

/** What in this editor depends on a registration. */
export interface Dependents {
  /** Addresses of the mailboxes that sign in with it. */
  readonly mailboxes: readonly string[];
  /** Number of its client secrets whose value is stored here. */
  readonly storedSecrets: number;
}

/** Deletes a registration; the directory keeps it for 30 days (Graph "directory deleted items"). */
export function planDelete(registration: RegistrationSummary, dependents: Dependents): Plan {
  return planAbout(
    registration,
    "delete",
    [{ kind: "deleteApplication" }],
    [
      ...mailboxNotes(dependents),
      message("Programs that sign in with it are refused at their next sign-in"),
      ...secretNotes(dependents.storedSecrets),
    ],
  );
}

/** Takes a registration out of the deleted ones. */
export function planRestore(registration: RegistrationSummary): Plan {
  return planAbout(registration, "restore", [{ kind: "restoreApplication" }]);
}

/**
 * Deletes a deleted registration for good.
 * @param typedName what the person typed to confirm
 * @throws Failure `input.invalid` (displayName) when it is not the registration's name
 */
export function planDeletePermanently(
  registration: RegistrationSummary,
  typedName: string,
  dependents: Dependents,
): Plan {
  refuse("displayName", checkTypedName(registration, typedName));
  return planAbout(
    registration,
    "deletePermanently",
    [{ kind: "deletePermanently" }],
    [...mailboxNotes(dependents), message("A new registration gets another client ID")],
  );
}

/** @returns undefined when `typed` is the name; a name that cannot be typed is confirmed by the client ID */
export function checkTypedName(
  { displayName, appId }: RegistrationSummary,
  typed: string,
): Message | undefined {
  const isIt =
    typed.trim() === displayName.trim() || typed.trim().toLowerCase() === appId.toLowerCase();
  return isIt && typed.trim() !== ""
    ? undefined
    : message("Type the name of the registration, or its Application (client) ID.");
}

function mailboxNotes({ mailboxes }: Dependents): Message[] {
  const [only] = mailboxes;
  if (only === undefined) return [];
  return [
    mailboxes.length === 1
      ? message("{0} signs in with it in this editor and will stop working", only)
      : message(
          "{0} mailboxes in this editor sign in with it and will stop working: {1}",
          mailboxes.length,
          mailboxes.join(", "),
        ),
  ];
}

function secretNotes(stored: number): Message[] {
  if (stored === 0) return [];
  return [
    stored === 1
      ? message("Its client secret stays stored in this editor, for a restore")
      : message("Its {0} client secrets stay stored in this editor, for a restore", stored),
  ];
}
