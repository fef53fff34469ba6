import type { TokenFacts, VerifyToken } from "../identity/accessTokens";
import type { MailboxSeed, World } from "../model";

/** What a SASL XOAUTH2 response carries. */
export interface Credentials {
  readonly user: string;
  readonly token: string;
}

/** Reads base64 of `user=…^Aauth=Bearer …^A^A`. Undefined for anything else. */
export function readXoauth2(response: string): Credentials | undefined {
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
 * What becomes of a sign-in. `refused`: AUTHENTICATE fails. `notConnected`: it succeeds, and then no mailbox is
 * there. `reason` is for the sandbox's log, the server never says it.
 */
export type Access =
  | { readonly outcome: "refused" | "notConnected"; readonly reason: string }
  | { readonly outcome: "connected"; readonly mailbox: MailboxSeed };

interface Attempt {
  readonly facts: TokenFacts | undefined;
  readonly mailbox: MailboxSeed | undefined;
}

interface Rule {
  readonly reason: string;
  readonly applies: (attempt: Attempt) => boolean;
}

const outlook = new Set(["https://outlook.office.com", "https://outlook.office365.com"]);

/**
 * Reasons for "NO AUTHENTICATE failed.", first match wins. Sources: Exchange Online "Authenticate an IMAP, POP or
 * SMTP connection using OAuth"; office-developer-exchange-docs#87 (audience), MailKit#1337, email-oauth2-proxy#77.
 */
const refusals: readonly Rule[] = [
  { reason: "not a token of this sandbox", applies: ({ facts }) => facts === undefined },
  { reason: "the token has expired", applies: ({ facts }) => facts?.active === false },
  {
    reason: "the token is for another service",
    applies: ({ facts }) => !outlook.has(facts?.audience ?? ""),
  },
  {
    reason: "the token has no IMAP permission",
    applies: ({ facts }) =>
      facts?.scopes.includes("IMAP.AccessAsUser.All") !== true &&
      facts?.roles.includes("IMAP.AccessAsApp") !== true,
  },
  { reason: "no such mailbox", applies: ({ mailbox }) => mailbox === undefined },
];

function mayOpen(world: World, facts: TokenFacts, mailbox: MailboxSeed): boolean {
  const principal =
    facts.userId ??
    [...world.servicePrincipals.values()].find(
      (candidate) => candidate.tenantId === facts.tenantId && candidate.appId === facts.clientId,
    )?.id;
  return (
    principal !== undefined && (mailbox.ownerId === principal || mailbox.delegateIds.has(principal))
  );
}

/**
 * Decides a sign-in.
 * @param imapOff outcome for a mailbox with IMAP switched off. Public reports name both; which of them the live
 * service gives today is unverified.
 */
export function accessOf(
  world: World,
  verify: VerifyToken,
  { user, token }: Credentials,
  imapOff: "refused" | "notConnected",
): Access {
  const facts = verify(token);
  const mailbox = world.mailboxes.get(user.toLowerCase());
  const refusal = refusals.find((rule) => rule.applies({ facts, mailbox }));
  if (refusal !== undefined || facts === undefined || mailbox === undefined) {
    return { outcome: "refused", reason: refusal?.reason ?? "" };
  }
  if (!mailbox.imapEnabled) {
    return { outcome: imapOff, reason: "IMAP is off for this mailbox" };
  }
  return mayOpen(world, facts, mailbox)
    ? { outcome: "connected", mailbox }
    : { outcome: "notConnected", reason: "the token is of a user without rights to this mailbox" };
}
