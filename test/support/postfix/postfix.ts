import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { World } from "../../sandbox/model";
import type { DovecotServer } from "../dovecot/dovecot";
import { freePort, listening } from "../dovecot/listen";
import { endGroup, startGroup } from "../processGroup";
import { makeTempFolder, removeFolder } from "../tempFolder";
import { mainConfig, masterConfig } from "./config";
import { startSenderService } from "./senders";
import { makeSpool } from "./spool";

const masterProgram = "/usr/lib/postfix/sbin/master";

export interface PostfixOptions {
  readonly world: World;
  readonly certificateFiles: { readonly cert: string; readonly key: string };
  /** Who authenticates, and where the mail goes. */
  readonly dovecot: Pick<DovecotServer, "authSocket" | "mailFolder">;
}

export interface PostfixServer {
  /** Submission with STARTTLS on 127.0.0.1. */
  readonly port: number;
  close(): Promise<void>;
}

/** Why Postfix cannot run here; `undefined` when it can. */
export function postfixObstacle(): string | undefined {
  if (process.getuid?.() !== 0) return "Postfix is started as root only";
  if (!existsSync(masterProgram)) return "Postfix is not installed (package postfix)";
  return undefined;
}

/**
 * Starts a Postfix of its own that takes mail of the sandbox's mailboxes by submission, signs in by Dovecot and
 * delivers into Dovecot's Maildirs. A person signs in as themselves only, an application as any mailbox; a foreign
 * sender, or an application without access, is refused once the message has come.
 *
 * @throws Error when it does not listen within ten seconds.
 */
export async function startPostfix(options: PostfixOptions): Promise<PostfixServer> {
  const folder = makeTempFolder({ readable: true });
  const senders = await startSenderService(options.world);
  const port = await freePort();
  const settings = {
    folder,
    port,
    certificateFiles: options.certificateFiles,
    authSocket: options.dovecot.authSocket,
    mailFolder: options.dovecot.mailFolder,
    addresses: [...options.world.mailboxes.keys()],
    senderPort: senders.port,
  };
  const config = join(folder, "etc");
  mkdirSync(config);
  writeFileSync(join(config, "main.cf"), mainConfig(settings));
  writeFileSync(join(config, "master.cf"), masterConfig(settings));
  makeSpool(folder);
  // Not by way of the program `postfix`: its daemon would leave the process group that is ended together.
  const child = startGroup(masterProgram, ["-c", config, "-d"], { stdio: "ignore" });
  const close = async (): Promise<void> => {
    await endGroup(child);
    await senders.close();
    removeFolder(folder);
  };
  try {
    await listening("Postfix", port);
  } catch (error) {
    await close();
    throw error;
  }
  return { port, close };
}
