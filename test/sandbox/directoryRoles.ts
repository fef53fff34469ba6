/**
 * Directory roles the sandbox knows, by display name, with their template ids: the `wids` claim names them by
 * these. Source: "Microsoft Entra built-in roles".
 */
const templateIds: Readonly<Record<string, string>> = {
  "Global Administrator": "62e90394-69f5-4237-9190-012177145e10",
  "Privileged Role Administrator": "e8611ab8-c189-46e8-94e1-60213ab1f814",
  "Application Administrator": "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3",
  "Cloud Application Administrator": "158c047a-c907-4556-b7ef-446551a6b5f7",
  "Application Developer": "cf1c38e5-3621-4004-a7cb-879624dced7c",
  "Hybrid Identity Administrator": "8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2",
};

/** What every user has in `wids`, with or without a role. */
const everyone = "b79fbf4d-3ef9-4689-8143-76b194e85509";

/** The `wids` claim for these roles. */
export function roleTemplates(roles: readonly string[]): readonly string[] {
  return [...roles.flatMap((role) => templateIds[role] ?? []), everyone];
}

/** Who grants application permissions of Microsoft Graph itself; other APIs need an application role only. */
export const graphRoleGranters: readonly string[] = [
  "Global Administrator",
  "Privileged Role Administrator",
];

/** Who consents for the organisation (Entra "Grant tenant-wide admin consent"). */
export const consenters: readonly string[] = [
  ...graphRoleGranters,
  "Application Administrator",
  "Cloud Application Administrator",
];
