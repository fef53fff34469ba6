import { randomBytes } from "node:crypto";
import type { TokenFacts } from "../sandbox/identity/accessTokens";
import { type MailServers, startMailServers } from "../sandbox/mail/mailServers";
import { protocols } from "../sandbox/mail/protocols";
import type { MailboxSeed, MailFault, World } from "../sandbox/model";
import { createWorld, servicePrincipalId } from "../sandbox/seed";
import { userId } from "../sandbox/seed/people";
import { ids } from "../sandbox/seed/stableIds";
import { tlsMaterial } from "../sandbox/tls";
import { makeTempFolder, removeFolder } from "./tempFolder";

/**
 * The sandbox's IMAP, POP and SMTP servers alone: no identity part, tokens by {@link EmbeddedMail.issue}. The ports
 * are on 127.0.0.1, under a certificate for `localhost` and Microsoft's mail hosts (`hostMap` leads those here).
 */
export interface EmbeddedMail extends MailServers {
  /** The name to connect to. */
  readonly host: "localhost";
  /** PEM text of the certificate authority, and its file. */
  readonly ca: string;
  readonly caFile: string;
  /** Settings (`mailChallenge`, `senderRefusal`, …), tenants (`smtpAuthDisabled`), `exchangePrincipals`. */
  readonly world: World;
  /** Why the servers refused, newest last. */
  readonly log: readonly string[];
  /**
   * An access token as long as real ones, for Exchange Online with all delegated mail scopes, of one of the sandbox's
   * users. `facts` change what it says.
   */
  issue(user: string, facts?: Partial<TokenFacts>): string;
  /** A token of the sandbox's management client itself, with the three mail roles; Exchange then knows the client. */
  issueForApplication(facts?: Partial<TokenFacts>): string;
  /** A mailbox, whose flags (`imapEnabled`, `popEnabled`, `smtpAuthDisabled`, `licensed`, …) may be set. */
  mailbox(address: string): MailboxSeed;
  /** What goes wrong next: `{ protocol: "smtp", command: "MAIL", reply: "451 4.7.500 Server busy." }`. */
  fault(fault: Omit<MailFault, "times"> & { readonly times?: number }): void;
}

const names = ["localhost", "outlook.office365.com", "smtp.office365.com", "smtp-mail.outlook.com"];
const rows = Object.values(protocols);

/** Starts the servers on a world of their own; close them. */
export async function startEmbeddedMail(): Promise<EmbeddedMail> {
  const folder = makeTempFolder();
  const tls = await tlsMaterial(folder, names);
  const world = createWorld();
  const log: string[] = [];
  const issued = new Map<string, TokenFacts>();
  const servers = await startMailServers(
    world,
    (token) => issued.get(token),
    tls,
    (text) => log.push(text),
  );

  function issue(facts: Partial<TokenFacts>): string {
    const token = randomBytes(1_700).toString("base64url");
    issued.set(token, {
      active: true,
      audience: "https://outlook.office.com",
      scopes: [],
      roles: [],
      userId: undefined,
      username: undefined,
      tenantId: ids.contoso,
      clientId: ids.managementClient,
      expiresAt: Number.MAX_SAFE_INTEGER,
      ...facts,
    });
    return token;
  }

  return {
    ...servers,
    host: "localhost",
    ca: tls.cert,
    caFile: tls.caFile,
    world,
    log,
    issue: (user, facts) => {
      const scopes = rows.map(({ scope }) => scope);
      return issue({ userId: userId(user), username: user, scopes, ...facts });
    },
    issueForApplication: (facts) => {
      const { contoso: tenantId, managementClient: appId } = ids;
      const objectId = servicePrincipalId(tenantId, appId);
      world.exchangePrincipals.push({ tenantId, appId, objectId });
      return issue({ roles: rows.map(({ role }) => role), ...facts });
    },
    mailbox: (address) => {
      const mailbox = world.mailboxes.get(address.toLowerCase());
      if (mailbox === undefined) throw new Error(`The sandbox has no mailbox ${address}.`);
      return mailbox;
    },
    fault: (fault) => {
      world.mailFaults.push({ times: 1, ...fault });
    },
    close: async () => {
      await servers.close();
      removeFolder(folder);
    },
  };
}
