import type { GraphTokenRequest } from "../../core/ports";

/** Delegated permissions of which one is enough; the first is the one to ask for. Microsoft Graph: application. */
const enough: Readonly<Record<GraphTokenRequest["access"], readonly string[]>> = {
  read: ["Application.Read.All", "Application.ReadWrite.All"],
  write: ["Application.ReadWrite.All"],
};

/**
 * The permission that a token lacks for `access`.
 * @param scopes from the token's `scp`; undefined when it cannot be read, which proves nothing
 */
export function missingRight(
  access: GraphTokenRequest["access"],
  scopes: readonly string[] | undefined,
): string | undefined {
  if (scopes === undefined) return undefined;
  const names = enough[access];
  return names.some((name) => scopes.includes(name)) ? undefined : names[0];
}
