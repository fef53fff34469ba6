import { message } from "../../../base/message";
import type { DirectoryPerson } from "../../directoryPorts";
import type { Plan } from "../plan";
import type { RegistrationSummary } from "../registration";
import { planAbout } from "../planAbout";
import { refuse } from "./changePlan";

/** Name and sign-in name of an owner. */
export function ownerLabel({ displayName, userPrincipalName }: DirectoryPerson): string {
  return userPrincipalName === undefined ? displayName : `${displayName} (${userPrincipalName})`;
}

/**
 * Makes a person an owner.
 * @param owners who owns it now
 * @throws Failure `input.invalid` (owner) when the person does already
 */
export function planAddOwner(
  registration: RegistrationSummary,
  person: DirectoryPerson,
  owners: readonly DirectoryPerson[],
): Plan {
  const label = ownerLabel(person);
  if (owners.some(({ id }) => id === person.id)) {
    refuse("owner", message("{0} is an owner already.", label));
  }
  return planAbout(
    registration,
    "changeOwners",
    [{ kind: "addOwner", ownerId: person.id, label }],
    [message("An owner may change everything about the registration, its secrets too")],
  );
}

/**
 * Takes a person from the owners.
 * @param now who owns it, and who asks, where that is known
 */
export function planRemoveOwner(
  registration: RegistrationSummary,
  owner: DirectoryPerson,
  now: {
    readonly owners: readonly DirectoryPerson[];
    readonly me: DirectoryPerson | undefined;
  },
): Plan {
  const notes = [];
  if (now.owners.every(({ id }) => id === owner.id)) {
    notes.push(
      message("This is the last owner: only administrators can change the registration then"),
    );
  }
  if (now.me?.id === owner.id) {
    notes.push(
      message("This is you: without a directory role you cannot change the registration any more"),
    );
  }
  return planAbout(
    registration,
    "changeOwners",
    [{ kind: "removeOwner", ownerId: owner.id, label: ownerLabel(owner) }],
    notes,
  );
}
