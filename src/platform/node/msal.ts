/** What talks to the identity platform: a bundle of its own, loaded with the first sign-in or proof. */
export { AppOnlyTokens } from "./appOnlyTokens";
export { ClientSecretProof } from "./msal/clientCredentialProof";
export { StoredRefreshTokens } from "./msal/storedRefreshTokens";
export { MsalTokens } from "./msalTokens";
