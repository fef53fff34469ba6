/** Key prefixes in SecretStorage; `removeAllSecrets` and the tests go by these. */
export const secretKeyPrefixes = { clientSecret: "secret:", tokenCache: "tokens:" } as const;

/** Where the value of a client secret lies. */
export function clientSecretKey(appId: string, keyId: string): string {
  return `${secretKeyPrefixes.clientSecret}${appId}:${keyId}`;
}

/** Where the token cache of one account of one client lies. */
export function tokenCacheKey(clientId: string, homeAccountId: string): string {
  return `${secretKeyPrefixes.tokenCache}${clientId}:${homeAccountId}`;
}
