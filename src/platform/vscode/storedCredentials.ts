import { secretKeyPrefixes } from "../../core/secretKeys";

const cachePrefixes = [secretKeyPrefixes.tokenCache, secretKeyPrefixes.managementCache];

/**
 * The credentials in a stored value. A token cache is hidden token by token, because only these travel alone:
 * MSAL keeps each one as `secret` of its entity. Everything else is a credential as a whole.
 */
export function credentialsIn(key: string, value: string): readonly string[] {
  if (!cachePrefixes.some((prefix) => key.startsWith(prefix))) return [value];
  const found: string[] = [];
  try {
    JSON.parse(value, (name, member: unknown) => {
      if (name === "secret" && typeof member === "string") found.push(member);
      return member;
    });
  } catch {
    // Cut off, or written by something else
    return [value];
  }
  return found;
}
