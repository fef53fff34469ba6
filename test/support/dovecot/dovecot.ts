import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { World } from "../../sandbox/model";
import { endGroup, startGroup } from "../processGroup";
import { makeTempFolder, removeFolder } from "../tempFolder";
import { startAccessService } from "./access";
import {
  accessScripts,
  allDoors,
  authSocket,
  dovecotConfig,
  oauth2Config,
  oauth2File,
} from "./config";
import { freePort, listening } from "./listen";
import { writeGuests, writeMailboxes } from "./mailboxes";

const dovecotProgram = "/usr/sbin/dovecot";
const popProgram = "/usr/lib/dovecot/pop3";

/** What Dovecot needs of the sandbox. */
export interface DovecotOptions {
  readonly world: World;
  readonly introspectUrl: string;
  readonly certificateFiles: { readonly cert: string; readonly key: string };
}

export interface DovecotServer {
  /** IMAP over TLS on 127.0.0.1. */
  readonly port: number;
  /** POP3 over TLS on 127.0.0.1. */
  readonly popPort: number;
  /** Where an SMTP server asks who has signed in (Dovecot's authentication protocol). */
  readonly authSocket: string;
  /** Holds `ADDRESS/Maildir` for each mailbox. */
  readonly mailFolder: string;
  close(): Promise<void>;
}

/** Why Dovecot cannot run here; `undefined` when it can. */
export function dovecotObstacle(): string | undefined {
  if (process.getuid?.() !== 0) return "Dovecot is started as root only";
  if (!existsSync(dovecotProgram)) return "Dovecot is not installed (package dovecot-imapd)";
  if (!existsSync(popProgram)) return "Dovecot has no POP3 (package dovecot-pop3d)";
  return undefined;
}

/**
 * Starts a Dovecot of its own with the mailboxes of the sandbox, for IMAP and POP. Like Exchange Online it offers
 * XOAUTH2 only, refuses a token while the protocol is closed to its user, and turns away another user's token after
 * the authentication: "User is authenticated but not connected."
 *
 * @throws Error when it does not listen within ten seconds.
 */
export async function startDovecot(options: DovecotOptions): Promise<DovecotServer> {
  const folder = makeTempFolder({ readable: true });
  const mailFolder = join(folder, "mail");
  const access = await startAccessService(options.world, options.introspectUrl, () =>
    writeGuests(mailFolder, options.world),
  );
  const port = await freePort();
  const popPort = await freePort();
  const settings = {
    folder,
    ports: { imap: port, pop: popPort },
    certificateFiles: options.certificateFiles,
    accessPort: access.port,
  };
  const config = join(folder, "dovecot.conf");
  writeFileSync(config, dovecotConfig(settings));
  for (const [name, script] of Object.entries(accessScripts)) {
    writeFileSync(join(folder, name), script, { mode: 0o755 });
  }
  for (const door of allDoors) {
    writeFileSync(join(folder, oauth2File(door)), oauth2Config(settings, door));
  }
  writeMailboxes(mailFolder, options.world);
  const child = startGroup(dovecotProgram, ["-F", "-c", config], { stdio: "ignore" });
  const close = async (): Promise<void> => {
    await endGroup(child);
    await access.close();
    removeFolder(folder);
  };
  try {
    await listening("Dovecot", port);
    await listening("Dovecot", popPort);
  } catch (error) {
    await close();
    throw error;
  }
  return { port, popPort, authSocket: authSocket(folder), mailFolder, close };
}
