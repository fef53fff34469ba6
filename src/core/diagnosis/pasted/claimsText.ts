import type { Cloud } from "../../cloud";
import { protocolList, protocols } from "../../mail/protocol";
import { isMeantFor, permits } from "../../oauth/tokenFit";
import { type Claims, readTokenInfo, type TokenInfo, tokenInfoOf } from "../../oauth/tokenInfo";
import type { PastedText } from "./pastedText";
import type { PlacedSymptom } from "./textSymptom";

/** Three parts, the second of which is an object, too (RFC 7519). */
const tokens = /(?<![\w-])eyJ[\w-]{8,4000}\.eyJ[\w-]{8,12000}\.[\w-]{0,4000}/g;

/**
 * The facts of an access token that stands in a text, itself or decoded. Undefined where there is none, and where there
 * are several that differ: none of them is known to be the one that was refused.
 */
export function pastedToken({ text }: PastedText): TokenInfo | undefined {
  const whole = Array.from(text.matchAll(tokens), ([token]) => readTokenInfo(token));
  const found = [...whole, ...decoded(text)].filter(
    ({ audience, scopes, roles }) => audience !== undefined && scopes.length + roles.length > 0,
  );
  // When the text was written is not known, so nothing is made of the end of the token
  const facts = new Map(
    found.map((token) => [JSON.stringify([token.audience, token.scopes, token.roles]), token]),
  );
  const [only] = facts.values();
  return only === undefined || facts.size > 1 ? undefined : { ...only, expiresAt: undefined };
}

const names = ["aud", "scp", "upn", "preferred_username", "appid", "azp", "tid"] as const;

/** Claims as a decoder shows them. */
function decoded(text: string): readonly TokenInfo[] {
  const claims = Object.fromEntries(
    names.map((name) => [
      name,
      new RegExp(`["']${name}["']\\s*:\\s*["']([^"'\\r\\n]{1,2000})["']`).exec(text)?.[1],
    ]),
  );
  const roles = /["']roles["']\s*:\s*\[([^\]]{0,2000})\]/.exec(text)?.[1]?.match(/[\w.-]+/g) ?? [];
  return [tokenInfoOf({ ...claims, roles } satisfies Claims)];
}

/**
 * What a token shows without a server that refused it: it carries a right for mail, or the name that Exchange's guide puts
 * into the admin consent link, and is meant for something else (row 55 of the failure catalogue).
 */
export function tokenSymptom(
  { text, lineAt }: PastedText,
  { token, cloud }: { readonly token: TokenInfo | undefined; readonly cloud: Cloud },
): PlacedSymptom | undefined {
  const { audience } = token ?? {};
  if (token === undefined || audience === undefined) return undefined;
  const consent = cloud.adminConsent?.imapAndPop.replace(/\/\.default$/, "");
  const protocol =
    protocolList.find((one) => one.resource === "mail" && permits(token, one)) ??
    (audience.replace(/\/$/, "") === consent ? protocols.imap : undefined);
  if (protocol === undefined || isMeantFor("mail", audience, cloud)) return undefined;
  const line = lineAt(Math.max(0, text.search(/["']aud["']|eyJ/)));
  const symptom = { kind: "mail", step: "authenticate", status: "", words: "" } as const;
  return { line, symptom: { ...symptom, protocol: protocol.id } };
}
