import type { Cloud } from "../../cloud";
import type { ProtocolId } from "../../mail/probe";
import type { Problem } from "../../mail/problem";
import type { Protocol } from "../../mail/protocol";
import { consumersTenantId } from "../../oauth/authority";
import { protocols } from "../../mail/protocol";
import { opaqueToken, type TokenInfo } from "../../oauth/tokenInfo";
import { protocolOf, type Symptom } from "../symptom";
import { userPlaceholder } from "./placeholders";

/** What may be true of token and account where only the words of a server are known. */
export type HypothesisId =
  | "otherService"
  | "missingRight"
  | "otherUser"
  | "closed"
  | "closedPersonal"
  | "appWithoutRight"
  | "appNotLetIn";

type Facts = Pick<Symptom, "token" | "account" | "transcript">;

/** The facts that a login test would have seen, so that its rules say what follows from them. */
const facts: Readonly<Record<HypothesisId, (symptom: Symptom) => Facts>> = {
  otherService: (symptom) => ({
    ...symptom,
    token: personToken(symptom, { audience: otherAudience(symptom) }),
  }),
  missingRight: (symptom) => ({
    ...symptom,
    token: personToken(symptom, { scopes: ["User.Read"] }),
  }),
  otherUser: (symptom) => {
    const account = { ...symptom.account, username: other };
    return { ...symptom, account, token: personToken(symptom, { username: other }) };
  },
  closed: (symptom) => ({ ...symptom, token: personToken(symptom) }),
  closedPersonal: (symptom) => ({
    ...symptom,
    account: { ...symptom.account, tenantId: consumersTenantId },
    token: { ...opaqueToken, scopes: [protocolOf(symptom).permission] },
  }),
  appWithoutRight: (symptom) => ({ ...symptom, ...asApp(symptom, []) }),
  appNotLetIn: (symptom) => ({
    ...symptom,
    ...asApp(symptom, [protocolOf(symptom).applicationPermission]),
  }),
};

/** The symptom as it would be if the hypothesis were true. */
export function suppose(symptom: Symptom, id: HypothesisId): Symptom {
  return { ...symptom, ...facts[id](symptom) };
}

/** True of those that are about an app without a user. */
export function isAboutApp(id: HypothesisId): boolean {
  return id === "appWithoutRight" || id === "appNotLetIn";
}

/** True of those that a look at the token decides. */
export function isAboutToken(id: HypothesisId): boolean {
  return id === "otherService" || id === "missingRight" || id === "appWithoutRight";
}

const other = userPlaceholder;

function personToken(symptom: Symptom, more: Partial<TokenInfo> = {}): TokenInfo {
  const { address, cloud } = symptom;
  const protocol = protocolOf(symptom);
  return {
    ...opaqueToken,
    opaque: false,
    audience: audienceOf(protocol, cloud),
    scopes: [protocol.permission],
    username: address,
    ...more,
  };
}

function asApp(symptom: Symptom, roles: readonly string[]): Pick<Symptom, "token" | "account"> {
  return {
    account: { ...symptom.account, username: "" },
    token: personToken(symptom, { scopes: [], username: undefined, roles }),
  };
}

function audienceOf(
  { resource }: Pick<Protocol, "resource">,
  { graphHost, mailScopePrefix }: Cloud,
): string {
  return resource === "graph" ? `https://${graphHost}` : mailScopePrefix;
}

function otherAudience(symptom: Symptom): string {
  const resource = protocolOf(symptom).resource === "graph" ? protocols.imap : protocols.graph;
  return audienceOf(resource, symptom.cloud);
}

/** Words that several causes share, and which those are, the likeliest first; the first row that fits counts. */
interface Undecided {
  readonly problem: Problem;
  readonly protocols: readonly ProtocolId[];
  /** Narrower words of the server. */
  readonly words?: RegExp;
  readonly order: readonly HypothesisId[];
}

const mailProtocols = ["imap", "pop", "smtp"] as const;

/** Source: rows 44, 46, 47, 50, 53, 54 and 56 to 59 of the failure catalogue. */
const undecided: readonly Undecided[] = [
  {
    problem: "authenticateRefused",
    protocols: mailProtocols,
    order: [
      "otherService",
      "missingRight",
      "otherUser",
      "closed",
      "closedPersonal",
      "appWithoutRight",
      "appNotLetIn",
    ],
  },
  {
    problem: "notConnected",
    protocols: ["imap", "pop"],
    order: ["otherUser", "closed", "closedPersonal", "missingRight", "appNotLetIn"],
  },
  { problem: "mailboxDenied", protocols: ["smtp"], order: ["appNotLetIn", "closed", "otherUser"] },
  {
    problem: "authenticateRefused",
    protocols: ["graph"],
    words: /audience/i,
    order: ["otherService"],
  },
  {
    problem: "authenticateRefused",
    protocols: ["graph"],
    words: /CompactToken|JWT|well formed/i,
    order: ["closed"],
  },
  { problem: "authenticateRefused", protocols: ["graph"], order: ["otherService", "closed"] },
  {
    problem: "mailboxDenied",
    protocols: ["graph"],
    order: ["missingRight", "otherUser", "appWithoutRight", "closed"],
  },
];

/** What may be behind these words; empty where they decide by themselves. */
export function hypothesesFor({ problem, transcript }: Symptom): readonly HypothesisId[] {
  const said = `${transcript.authenticate?.text} ${transcript.open?.text}`;
  const row = undecided.find(
    ({ problem: name, protocols: ids, words }) =>
      name === problem && ids.includes(transcript.protocol) && words?.test(said) !== false,
  );
  return row?.order ?? [];
}
