import { checkSaslValues } from "../mail/sasl";
import type { ServedToken } from "./answer";
import type { TokenRequest } from "./request";

/** What a program wants to read from standard output. */
export type TokenFormat = "token" | "xoauth2" | "json";

/** Writes what stands on the one line of standard output. @throws Failure `input.invalid` (address, token) */
type Write = (token: ServedToken, request: TokenRequest) => string;

/** One row per format. */
export const tokenFormats: Readonly<Record<TokenFormat, Write>> = {
  token: ({ accessToken, user }) => {
    checkSaslValues(user, accessToken);
    return accessToken;
  },
  xoauth2: ({ accessToken, user }) => {
    checkSaslValues(user, accessToken);
    // The initial client response (Exchange "authenticate an IMAP, POP or SMTP connection using OAuth", "SASL XOAUTH2")
    return Buffer.from(`user=${user}\u0001auth=Bearer ${accessToken}\u0001\u0001`).toString(
      "base64",
    );
  },
  json: ({ accessToken, user, expiresAt }, { address, protocol }) =>
    JSON.stringify({ address, protocol, user, access_token: accessToken, expires_at: expiresAt }),
};

/** True for the name of a format. */
export function isFormat(value: unknown): value is TokenFormat {
  return typeof value === "string" && Object.hasOwn(tokenFormats, value);
}
