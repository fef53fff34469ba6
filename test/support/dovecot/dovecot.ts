import { existsSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { World } from "../../sandbox/model";
import { endGroup, startGroup } from "../processGroup";
import { makeTempFolder, removeFolder } from "../tempFolder";
import { startAccessService } from "./access";
import { accessScript, dovecotConfig, oauth2Config } from "./config";
import { freePort } from "./listen";
import { writeMailboxes } from "./mailboxes";

const dovecotProgram = "/usr/sbin/dovecot";

/** What Dovecot needs of the sandbox. */
export interface DovecotOptions {
  readonly world: World;
  readonly introspectUrl: string;
  readonly certificateFiles: { readonly cert: string; readonly key: string };
}

export interface DovecotServer {
  /** IMAP over TLS on 127.0.0.1. */
  readonly port: number;
  close(): Promise<void>;
}

/** Why Dovecot cannot run here; `undefined` when it can. */
export function dovecotObstacle(): string | undefined {
  if (process.getuid?.() !== 0) return "Dovecot is started as root only";
  if (!existsSync(dovecotProgram)) return "Dovecot is not installed (package dovecot-imapd)";
  return undefined;
}

/**
 * Starts a Dovecot of its own with the mailboxes of the sandbox. Like Exchange Online it offers XOAUTH2 only,
 * refuses a token while IMAP is closed to its user, and turns away another user's token after the authentication:
 * "User is authenticated but not connected."
 *
 * @throws Error when it does not listen within ten seconds.
 */
export async function startDovecot(options: DovecotOptions): Promise<DovecotServer> {
  const folder = makeTempFolder({ readable: true });
  const access = await startAccessService(options.world, options.introspectUrl);
  const port = await freePort();
  const settings = {
    folder,
    port,
    certificateFiles: options.certificateFiles,
    accessPort: access.port,
  };
  const config = join(folder, "dovecot.conf");
  writeFileSync(config, dovecotConfig(settings));
  writeFileSync(join(folder, "access.sh"), accessScript, { mode: 0o755 });
  writeFileSync(join(folder, "oauth2.conf.ext"), oauth2Config(settings));
  writeMailboxes(join(folder, "mail"), options.world);
  const child = startGroup(dovecotProgram, ["-F", "-c", config], { stdio: "ignore" });
  const close = async (): Promise<void> => {
    await endGroup(child);
    await access.close();
    removeFolder(folder);
  };
  try {
    await listening(port);
  } catch (error) {
    await close();
    throw error;
  }
  return { port, close };
}

async function listening(port: number): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (Date.now() < deadline) {
    if (await accepts(port)) return;
    await wait(50);
  }
  throw new Error("Dovecot did not start in 10 seconds.");
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
