/**
 * True when a stored token entry has a refresh token in it. The entry is MSAL's serialised cache, in which each kind
 * of token is a section of entities by key. Never throws: what cannot be read has none.
 */
export function hasRefreshToken(entry: string | undefined): boolean {
  if (entry === undefined) return false;
  try {
    const cache = JSON.parse(entry) as { readonly RefreshToken?: unknown } | null;
    const section = cache?.RefreshToken;
    return typeof section === "object" && section !== null && Object.keys(section).length > 0;
  } catch {
    return false;
  }
}
