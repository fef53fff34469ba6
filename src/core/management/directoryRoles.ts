/**
 * Names of the directory roles that decide about registrations and consent, by template id: that is what the claim
 * `wids` holds. Source: Entra "built-in roles" (learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference).
 */
export const directoryRoles = {
  "62e90394-69f5-4237-9190-012177145e10": "Global Administrator",
  "e8611ab8-c189-46e8-94e1-60213ab1f814": "Privileged Role Administrator",
  "158c047a-c907-4556-b7ef-446551a6b5f7": "Cloud Application Administrator",
  "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3": "Application Administrator",
  "cf1c38e5-3621-4004-a7cb-879624dced7c": "Application Developer",
} as const satisfies Readonly<Record<string, string>>;

export type DirectoryRole = (typeof directoryRoles)[keyof typeof directoryRoles];

const names: Readonly<Record<string, DirectoryRole | undefined>> = directoryRoles;

/** The roles of this table among template ids; others, such as the one of every member, are left out. */
export function rolesOf(templateIds: readonly string[]): readonly DirectoryRole[] {
  const found = templateIds.map((id) => names[id.toLowerCase()]);
  return found.filter((name) => name !== undefined);
}

/** Whether one of `wanted` is held; undefined when the token does not tell. */
export function holdsRole(
  templateIds: readonly string[] | undefined,
  wanted: readonly DirectoryRole[],
): boolean | undefined {
  return templateIds && rolesOf(templateIds).some((role) => wanted.includes(role));
}
