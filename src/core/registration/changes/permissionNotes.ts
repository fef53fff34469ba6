import { type Message, message } from "../../../base/message";
import { includesPersonalAccounts } from "../audience";
import { permissionOf } from "../permissions";
import type { Registration, ResourceAccess } from "../registration";

interface Difference {
  readonly added: readonly ResourceAccess[];
  readonly removed: readonly ResourceAccess[];
}

/** What stops working without a permission that people take for unneeded. */
const whatNeeds: Readonly<Record<string, Message>> = {
  "User.Read": message(
    "Jira reads whose mailbox it is (userPrincipalName) with User.Read: its sign-in may fail without it",
  ),
  offline_access: message(
    "Programs stay signed in by offline_access: without it people may have to sign in every hour or so",
  ),
};

/** What a person should know before permissions come or go. */
export function permissionNotes(
  { signInAudience }: Pick<Registration, "signInAudience">,
  resourceAppId: string,
  { added, removed }: Difference,
): readonly Message[] {
  const notes: Message[] = [];
  const nameOf = (access: ResourceAccess): string | undefined =>
    permissionOf(resourceAppId, access).value;
  if (added.some(({ type }) => type === "Role")) {
    notes.push(
      message(
        "Application permissions work without a person, and only after an administrator consents",
      ),
    );
  }
  if (added.length > 0) {
    notes.push(message("Nothing is granted yet: whoever signs in next is asked to consent"));
  }
  if (includesPersonalAccounts(signInAudience)) {
    // Microsoft Graph permissions reference: the .Shared ones do not exist for personal accounts
    for (const name of added.map(nameOf)) {
      if (name?.endsWith(".Shared") === true) {
        notes.push(
          message("{0} does not exist for personal accounts: their sign-in may fail", name),
        );
      }
    }
  }
  for (const access of removed) {
    const name = access.type === "Scope" ? nameOf(access) : undefined;
    const need = name === undefined ? undefined : whatNeeds[name];
    if (need !== undefined) notes.push(need);
  }
  if (removed.length > 0) {
    notes.push(message("What was granted already stays granted until it is revoked"));
  }
  return notes;
}
