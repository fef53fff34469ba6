import type { TokenFacts, VerifyToken } from "../identity/accessTokens";
import { findServicePrincipal } from "../lookup";
import type { MailboxSeed, MailFault, World } from "../model";
import { takeFault } from "./mailFaults";
import { outlookAudiences, type Protocol, protocols } from "./protocols";

/** What a SASL XOAUTH2 response carries. */
interface Credentials {
  readonly user: string;
  readonly token: string;
}

/** Reads base64 of `user=…^Aauth=Bearer …^A^A`. Undefined for anything else. */
function readXoauth2(response: string): Credentials | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(response)) {
    return undefined;
  }
  const parts = Buffer.from(response, "base64").toString("utf8").split("\u0001");
  const [userPart = "", tokenPart = ""] = parts;
  const [, user] = /^user=(\P{Cc}+)$/u.exec(userPart) ?? [];
  const [, token] = /^auth=Bearer ([\x21-\x7e]+)$/i.exec(tokenPart) ?? [];
  const complete = parts.length === 4 && parts[2] === "" && parts[3] === "";
  return complete && user !== undefined && token !== undefined ? { user, token } : undefined;
}

/**
 * What becomes of a sign-in. `refused`: the authentication fails. `off`: it fails because the protocol is switched
 * off. `notConnected`: it succeeds, and then no mailbox is there. `reason` is for the sandbox's log, the server
 * never says it.
 */
export type Access =
  | { readonly outcome: "refused" | "notConnected"; readonly reason: string }
  | {
      readonly outcome: "off";
      readonly reason: string;
      readonly mailbox: MailboxSeed;
      /** Switched off for everybody, or for this mailbox alone. */
      readonly by: "tenant" | "mailbox";
    }
  /** The sandbox was told what to answer. */
  | { readonly outcome: "told"; readonly reason: string; readonly fault: MailFault }
  | {
      readonly outcome: "connected";
      readonly mailbox: MailboxSeed;
      /** Object id of the user or service principal whose token it is. */
      readonly principalId: string;
      /** Whether it has full access: an application signs in to submit mail without that, too. */
      readonly opens: boolean;
    };

interface Attempt {
  readonly world: World;
  readonly protocol: Protocol;
  readonly facts: TokenFacts | undefined;
  readonly mailbox: MailboxSeed | undefined;
}

interface Rule {
  readonly reason: string | ((attempt: Attempt) => string);
  readonly applies: (attempt: Attempt) => boolean;
}

/**
 * Whether Exchange Online knows the application by the right object id (office-developer-exchange-docs PR#304,
 * #332: the id of the registration "fails only at authentication").
 */
function isKnownToExchange(world: World, { tenantId, clientId }: TokenFacts): boolean {
  const principal = findServicePrincipal(world, tenantId, clientId);
  return world.exchangePrincipals.some(
    (known) =>
      known.tenantId === tenantId && known.appId === clientId && known.objectId === principal?.id,
  );
}

/**
 * Reasons to fail the authentication, first match wins. Sources: Exchange Online "Authenticate an IMAP, POP or SMTP
 * connection using OAuth"; office-developer-exchange-docs#87 (audience), MailKit#1337, email-oauth2-proxy#77.
 */
const refusals: readonly Rule[] = [
  { reason: "not a token of this sandbox", applies: ({ facts }) => facts === undefined },
  { reason: "the token has expired", applies: ({ facts }) => facts?.active === false },
  {
    reason: "the token is for another service",
    applies: ({ facts }) => !outlookAudiences.has(facts?.audience ?? ""),
  },
  {
    reason: ({ protocol }) => `the token has no ${protocols[protocol].title} permission`,
    applies: ({ facts, protocol }) =>
      facts?.scopes.includes(protocols[protocol].scope) !== true &&
      facts?.roles.includes(protocols[protocol].role) !== true,
  },
  { reason: "no such mailbox", applies: ({ mailbox }) => mailbox === undefined },
  {
    reason: "Exchange knows no service principal with this application's object id",
    applies: ({ world, facts }) =>
      facts !== undefined && facts.userId === undefined && !isKnownToExchange(world, facts),
  },
];

/** Object id of whom the token speaks for. */
function principalOf(world: World, facts: TokenFacts): string | undefined {
  return facts.userId ?? findServicePrincipal(world, facts.tenantId, facts.clientId)?.id;
}

/**
 * Decides a sign-in.
 * @param response the SASL response, in base64.
 */
export function signIn(
  world: World,
  verify: VerifyToken,
  protocol: Protocol,
  response: string,
): Access {
  const credentials = readXoauth2(response);
  if (credentials === undefined) {
    return { outcome: "refused", reason: "the response is not an XOAUTH2 frame" };
  }
  const fault = takeFault(world, protocol, "SIGNIN", credentials.user.toLowerCase());
  return fault === undefined
    ? accessOf(world, verify, protocol, credentials)
    : { outcome: "told", reason: "the sandbox was told to", fault };
}

function accessOf(
  world: World,
  verify: VerifyToken,
  protocol: Protocol,
  { user, token }: Credentials,
): Access {
  const facts = verify(token);
  const mailbox = world.mailboxes.get(user.toLowerCase());
  const attempt: Attempt = { world, protocol, facts, mailbox };
  const refusal = refusals.find((rule) => rule.applies(attempt));
  if (refusal !== undefined || facts === undefined || mailbox === undefined) {
    const { reason = "" } = refusal ?? {};
    return { outcome: "refused", reason: typeof reason === "string" ? reason : reason(attempt) };
  }
  const { title, switchedOff } = protocols[protocol];
  const by = switchedOff(mailbox, world);
  if (by !== undefined) {
    return { outcome: "off", reason: `${title} is off for this ${by}`, mailbox, by };
  }
  if (!mailbox.shared && !mailbox.licensed) {
    return { outcome: "notConnected", reason: "the mailbox has no Exchange Online licence" };
  }
  const principalId = principalOf(world, facts);
  const owns = principalId !== undefined && mailbox.ownerId === principalId;
  const opens = owns || (principalId !== undefined && mailbox.delegateIds.has(principalId));
  // To submit mail, a person signs in as themselves (email-oauth2-proxy PR#426); an application as any mailbox,
  // and learns only with the message that it may not (email-oauth2-proxy#271).
  const admitted = protocol === "smtp" ? owns || facts.userId === undefined : opens;
  return principalId !== undefined && admitted
    ? { outcome: "connected", mailbox, principalId, opens }
    : { outcome: "notConnected", reason: "the token is of a user without rights to this mailbox" };
}
