import type { User } from "../model";
import { denied, notFound } from "./errors";
import { sharedMailboxNamed, userNamed } from "./mail/mailboxOf";
import { licencesAnswer, renderUser, userAnswer } from "./me";
import type { Answer, Call, Operation } from "./operation";
import { permissions } from "./permissions";

/** With `User.Read` alone people see nobody but themselves. */
const ownOnly = new Set(["User.Read", "User.ReadWrite"]);

function requireSight({ caller }: Call, id: string): void {
  const seesOthers = [...caller.granted].some(
    (name) => permissions.getUser.work.includes(name) && !ownOnly.has(name),
  );
  if (caller.user !== undefined && caller.user.id !== id && !seesOthers) {
    throw denied();
  }
}

/** A shared mailbox in the shape of the account that every shared mailbox has, and that nobody signs in to. */
function sharedAnswer(call: Call, name: string): Answer {
  const mailbox = sharedMailboxNamed(call, name);
  if (mailbox === undefined) {
    throw notFound(name);
  }
  requireSight(call, mailbox.ownerId);
  const { address, ownerId: id } = mailbox;
  const displayName = address.split("@")[0] ?? "";
  return {
    kind: "entity",
    context: "users/$entity",
    type: "user",
    entity: renderUser({ id, displayName, userPrincipalName: address }),
    onSelect: {
      accountEnabled: false,
      userType: "Member",
      proxyAddresses: [`SMTP:${address}`],
      assignedPlans: [],
    },
  };
}

const searchable = ["displayName", "givenName", "surname", "mail", "userPrincipalName"] as const;

/**
 * The people of the caller's directory, guests included. The copy of the API description has no such path; what
 * it takes follows the page "List users".
 */
export const userOperations: readonly Operation[] = [
  {
    method: "GET",
    path: "/users",
    undescribed: "user",
    permissions: permissions.listUsers,
    query: {
      equals: ["id", ...searchable],
      startsWith: searchable,
      orderBy: ["displayName", "userPrincipalName"],
      search: searchable,
    },
    status: 200,
    run: ({ world, caller }) => ({
      kind: "collection",
      context: "users",
      type: "user",
      items: [...world.users.values(), ...world.guests.values()]
        .filter(({ tenantId }) => tenantId === caller.tenantId)
        .map((user: User) => ({ id: user.id, value: renderUser(user) })),
      render: ({ value }) => value,
    }),
  },
  {
    method: "GET",
    path: "/users/{user-id}",
    undescribed: "user",
    permissions: permissions.getUser,
    status: 200,
    run: (call) => {
      const [name = ""] = call.keys;
      const user = userNamed(call, name);
      if (user === undefined) {
        return sharedAnswer(call, name);
      }
      requireSight(call, user.id);
      return userAnswer(call, user);
    },
  },
];

/** What the description has of `/users`. */
export const licenceOperations: readonly Operation[] = [
  {
    method: "GET",
    path: "/users/{user-id}/licenseDetails",
    permissions: permissions.readLicencesOf,
    status: 200,
    run: (call) => {
      const [name = ""] = call.keys;
      const user = userNamed(call, name);
      if (user === undefined) {
        throw notFound(name);
      }
      requireSight(call, user.id);
      return licencesAnswer(call, user);
    },
  },
];
