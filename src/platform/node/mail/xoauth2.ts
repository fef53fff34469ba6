import { Redactor } from "../../../base/redact";
import type { LoginTarget } from "../../../core/ports";
import { oneLine } from "../http/oneLine";

/** Longest text of a server that is kept. */
const longestText = 500;

/**
 * The initial client response of XOAUTH2 in base64: `user=…^Aauth=Bearer …^A^A`. The values must have passed
 * `checkSaslValues`. Source: Exchange "authenticate an IMAP, POP or SMTP connection using OAuth".
 */
export function xoauth2Frame(user: string, accessToken: string): string {
  return base64(`user=${user}\x01auth=Bearer ${accessToken}\x01\x01`);
}

/** Makes text of a server fit to be shown: one line, without the token and the frames that carry it. */
export function cleanerFor({
  user,
  accessToken,
  host,
  port,
}: LoginTarget): (text: string) => string {
  const redactor = new Redactor();
  redactor.hide(accessToken);
  redactor.hide(xoauth2Frame(user, accessToken));
  // OAUTHBEARER (RFC 7628 §3.1), as imapflow builds it where a server offers it
  const bearer = `n,a=${user},\x01host=${host}\x01port=${port}\x01auth=Bearer ${accessToken}\x01\x01`;
  redactor.hide(base64(bearer));
  return (text) => oneLine(redactor.redact(text), longestText);
}

/** The JSON that some servers send before they refuse a token (RFC 7628 §3.2.2), decoded; bounded. */
export function decodeChallenge(encoded: string | undefined): string | undefined {
  if (encoded === undefined || !/^[A-Za-z0-9+/]{8,}={0,2}$/.test(encoded)) return undefined;
  const text = Buffer.from(encoded, "base64").toString("utf8");
  return text.startsWith("{") ? text.slice(0, 1000) : undefined;
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}
