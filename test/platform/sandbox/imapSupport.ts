import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "node:tls";
import type { TokenFacts } from "../../sandbox/identity/accessTokens";
import { type ImapOptions, startImapServer } from "../../sandbox/mail/imapServer";
import type { MailServer } from "../../sandbox/mail/listener";
import type { World } from "../../sandbox/model";
import { createWorld, servicePrincipalId } from "../../sandbox/seed";
import { userId } from "../../sandbox/seed/people";
import { ids } from "../../sandbox/seed/stableIds";
import { type TlsMaterial, tlsMaterial } from "../../sandbox/tls";

/** Real tokens of Exchange Online are about this long. */
export const padded = (name: string): string => `${name}.${"x".repeat(2_300)}`;

const everyProtocol = ["IMAP.AccessAsUser.All", "POP.AccessAsUser.All", "SMTP.Send"];

const facts: Readonly<Record<string, Partial<TokenFacts>>> = {
  good: {},
  graph: { audience: "https://graph.microsoft.com", scopes: everyProtocol },
  noScope: { scopes: ["EWS.AccessAsUser.All"] },
  expired: { active: false },
  daemon: {
    userId: undefined,
    scopes: [],
    roles: ["IMAP.AccessAsApp", "POP.AccessAsApp", "SMTP.SendAsApp"],
  },
  noRole: { userId: undefined, scopes: [], roles: [] },
};

/** Tokens are `kind:user`, padded. */
export function verify(token: string): TokenFacts | undefined {
  const [kind = "", user = ""] = token.split(".xxx")[0]?.split(":") ?? [];
  const own = facts[kind];
  return (
    own && {
      active: true,
      audience: "https://outlook.office.com",
      scopes: everyProtocol,
      roles: [],
      userId: userId(user),
      username: user,
      tenantId: ids.contoso,
      clientId: ids.managementClient,
      expiresAt: Number.MAX_SAFE_INTEGER,
      ...own,
    }
  );
}

export const tokenOf = (kind: string, user = "ada@contoso.test"): string =>
  padded(`${kind}:${user}`);

export const frame = (user: string, token: string): string =>
  Buffer.from(`user=${user}\u0001auth=Bearer ${token}\u0001\u0001`).toString("base64");

export interface Scene extends MailServer {
  readonly world: World;
  readonly tls: TlsMaterial;
  readonly log: string[];
  /** Sends lines one after another, each after the last answer; gives all lines the server sent. */
  say(...lines: string[]): Promise<string[]>;
}

let directory: string | undefined;
let material: Promise<TlsMaterial> | undefined;

/** Call in `after`. */
export function forgetCertificates(): void {
  if (directory !== undefined) {
    rmSync(directory, { recursive: true, force: true });
  }
  directory = undefined;
  material = undefined;
}

function talk(port: number, ca: string, lines: readonly string[]): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", ca, servername: "outlook.office365.com" });
    const left = [...lines];
    let text = "";
    let waitsFor = "* ";
    socket.setEncoding("latin1");
    socket.setTimeout(5_000, () => socket.destroy(new Error(`no answer to: ${waitsFor}`)));
    socket.on("error", reject);
    socket.on("close", () => resolve(text.split("\r\n").slice(0, -1)));
    socket.on("data", (chunk: string) => {
      text += chunk;
      const last = text.split("\r\n").at(-2) ?? "";
      if (text.endsWith("\r\n") && (last.startsWith(waitsFor) || last.startsWith("+ "))) {
        const line = left.shift();
        if (line === undefined) {
          socket.end();
          return;
        }
        waitsFor = /^\w+ /.exec(line)?.[0] ?? waitsFor;
        socket.write(`${line}\r\n`, "latin1");
      }
    });
  });
}

/** For all mail servers of one test process, until {@link forgetCertificates}. */
export function certificates(): Promise<TlsMaterial> {
  directory ??= mkdtempSync(join(tmpdir(), "sandbox-imap-"));
  material ??= tlsMaterial(directory, [
    "localhost",
    "outlook.office365.com",
    "smtp.office365.com",
    "smtp-mail.outlook.com",
  ]);
  return material;
}

/** Lets Exchange know the application of `daemon` tokens, as `New-ServicePrincipal` does. */
export function makeKnownToExchange(world: World, objectId?: string): void {
  const { contoso: tenantId, managementClient: appId } = ids;
  const right = servicePrincipalId(tenantId, appId);
  world.exchangePrincipals.push({ tenantId, appId, objectId: objectId ?? right });
}

/** An IMAP server of its own for one test. */
export async function scene(options: ImapOptions = {}): Promise<Scene> {
  const tls = await certificates();
  const world = createWorld();
  const log: string[] = [];
  const server = await startImapServer(world, verify, tls, {
    log: (text) => log.push(text),
    ...options,
  });
  return {
    ...server,
    world,
    tls,
    log,
    say: (...lines) => talk(server.port, tls.cert, lines),
  };
}
