import type { User } from "../model";
import { renderUser } from "./me";
import type { Operation } from "./operation";
import { permissions } from "./permissions";

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
];
