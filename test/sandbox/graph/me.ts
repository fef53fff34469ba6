import type { User } from "../model";
import { licencesOf, renderAssignedPlans, renderLicence } from "./mail/licences";
import { signedIn } from "./mail/mailboxOf";
import type { Answer, Call, Operation } from "./operation";
import { permissions } from "./permissions";

/** A user as Graph answers it, with the properties of the default set. */
export function renderUser(
  user: Pick<User, "id" | "displayName" | "userPrincipalName">,
): Record<string, unknown> {
  const [givenName = null, ...rest] = user.displayName.split(" ");
  return {
    id: user.id,
    displayName: user.displayName,
    givenName,
    surname: rest.join(" ") || null,
    userPrincipalName: user.userPrincipalName,
    mail: user.userPrincipalName,
    businessPhones: [],
    jobTitle: null,
    mobilePhone: null,
    officeLocation: null,
    preferredLanguage: null,
  };
}

const licencesHeld = (call: Call, user: User) =>
  licencesOf(user, call.world.mailboxes.get(user.userPrincipalName.toLowerCase()));

/** One user, with the properties that tell of licences where they are selected. */
export function userAnswer(call: Call, user: User): Answer {
  return {
    kind: "entity",
    context: "users/$entity",
    type: "user",
    entity: renderUser(user),
    onSelect: {
      accountEnabled: true,
      userType: user.home === undefined ? "Member" : "Guest",
      proxyAddresses: [`SMTP:${user.userPrincipalName}`],
      assignedPlans: renderAssignedPlans(licencesHeld(call, user)),
    },
  };
}

/** The licences of one user (`licenseDetails`). */
export function licencesAnswer(call: Call, user: User): Answer {
  return {
    kind: "collection",
    context: `users('${user.id}')/licenseDetails`,
    type: "licenseDetails",
    items: licencesHeld(call, user).map((licence) => {
      const value = renderLicence(user, licence);
      return { id: String(value["id"]), value };
    }),
    render: ({ value }) => value,
  };
}

/** The signed-in user. */
export const meOperations: readonly Operation[] = [
  {
    method: "GET",
    path: "/me",
    permissions: permissions.me,
    status: 200,
    run: (call) => userAnswer(call, signedIn(call)),
  },
  {
    method: "GET",
    path: "/me/licenseDetails",
    permissions: permissions.readLicences,
    status: 200,
    run: (call) => licencesAnswer(call, signedIn(call)),
  },
];
