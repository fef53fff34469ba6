import { type Message, message } from "../../base/message";
import type { Cloud } from "../cloud";
import { type Protocol, protocolList } from "../mail/protocol";
import { isMeantFor, permits } from "./tokenFit";
import type { TokenInfo } from "./tokenInfo";

/** Why there is no token for an API. */
export type NoToken = "notPermitted" | "signInAgain" | "notAsked";

/** What there is for an API: the facts of its token, or why there is none. */
export type ResourceToken =
  | { readonly token: TokenInfo }
  | { readonly token: undefined; readonly why: NoToken };

export type ResourceTokens = Readonly<Record<Protocol["resource"], ResourceToken>>;

/** Whether the tokens of a mailbox let a protocol in; what the server makes of it is another matter. */
export interface ProtocolVerdict {
  readonly protocol: Protocol;
  readonly answer: "yes" | "no" | "unknown";
  readonly reason: Message | undefined;
}

const withoutToken: Readonly<Record<NoToken, Pick<ProtocolVerdict, "answer" | "reason">>> = {
  notPermitted: { answer: "no", reason: message("not permitted by this sign-in") },
  signInAgain: { answer: "no", reason: message("sign in again") },
  notAsked: { answer: "unknown", reason: message("could not be asked") },
};

interface Seen {
  readonly token: TokenInfo;
  readonly protocol: Protocol;
  readonly cloud: Cloud;
  readonly now: Date;
}

interface Rule {
  readonly applies: (seen: Seen) => boolean;
  readonly answer: ProtocolVerdict["answer"];
  readonly reason: (seen: Seen) => Message | undefined;
}

/** The first that applies is the verdict. */
const rules: readonly Rule[] = [
  {
    applies: ({ token: { expiresAt }, now }) =>
      expiresAt !== undefined && Date.parse(expiresAt) <= now.getTime(),
    answer: "no",
    reason: () => message("the token has ended"),
  },
  {
    applies: ({ token: { audience }, protocol, cloud }) =>
      audience !== undefined && !isMeantFor(protocol.resource, audience, cloud),
    answer: "no",
    reason: ({ token: { audience } }) => message("the token is for {0}", audience ?? ""),
  },
  {
    applies: ({ token, protocol }) => permits(token, protocol),
    answer: "yes",
    reason: () => undefined,
  },
  {
    applies: ({ token: { opaque, scopes } }) => opaque && scopes.length === 0,
    answer: "unknown",
    reason: () => message("nothing can be read from the token"),
  },
  {
    applies: ({ token: { roles } }) => roles.length > 0,
    answer: "no",
    reason: ({ protocol }) => message("role missing: {0}", protocol.applicationPermission),
  },
  {
    applies: () => true,
    answer: "no",
    reason: ({ protocol }) => message("scope missing: {0}", protocol.permission),
  },
];

/** One verdict for each protocol, from nothing but the facts of the tokens. */
export function protocolVerdicts(
  tokens: ResourceTokens,
  cloud: Cloud,
  now: Date,
): readonly ProtocolVerdict[] {
  return protocolList.map((protocol) => verdict(protocol, tokens[protocol.resource], cloud, now));
}

function verdict(
  protocol: Protocol,
  found: ResourceToken,
  cloud: Cloud,
  now: Date,
): ProtocolVerdict {
  if (found.token === undefined) return { protocol, ...withoutToken[found.why] };
  const seen = { token: found.token, protocol, cloud, now };
  const rule = rules.find(({ applies }) => applies(seen));
  return { protocol, answer: rule?.answer ?? "unknown", reason: rule?.reason(seen) };
}
