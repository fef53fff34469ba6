import type { TokensOf } from "./mailbox/mailbox";

/** Key prefixes in SecretStorage; `removeAllSecrets` and the tests go by these. */
export const secretKeyPrefixes = {
  clientSecret: "secret:",
  certificate: "certificate:",
  tokenCache: "tokens:",
  managementCache: "management:",
} as const;

/** Where the value lies whose absence tells that the editor does not keep secrets. */
export const canaryKey = "canary";

/** Where the value of a client secret lies. */
export function clientSecretKey(appId: string, keyId: string): string {
  return `${secretKeyPrefixes.clientSecret}${appId}:${keyId}`;
}

/** Where the token cache of one account of one client lies; that of its newest sign-in. */
export function tokenCacheKey({ clientId, homeAccountId, signInId }: TokensOf): string {
  const account = `${secretKeyPrefixes.tokenCache}${clientId}:${homeAccountId}`;
  return signInId === undefined ? account : `${account}:${signInId}`;
}

/** Where the private key of a certificate lies (PKCS #8 in PEM), with the certificate. */
export function certificateKey(thumbprint: string): string {
  return `${secretKeyPrefixes.certificate}${thumbprint}`;
}

/** Where the token cache of a sign-in for managing registrations lies, where it is our own MSAL's. */
export function managementCacheKey(clientId: string): string {
  return `${secretKeyPrefixes.managementCache}${clientId}`;
}

/** Its entry of one account. */
export function managementAccountKey({
  clientId,
  homeAccountId,
}: Pick<TokensOf, "clientId" | "homeAccountId">): string {
  return `${managementCacheKey(clientId)}:${homeAccountId}`;
}
