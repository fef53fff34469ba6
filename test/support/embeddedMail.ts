import { startMailServers } from "../sandbox/mail/mailServers";
import { createWorld } from "../sandbox/seed";
import { tlsMaterial } from "../sandbox/tls";
import { type EmbeddedMail, mailboxIn, standNames } from "./mailStand";
import { createMailTokens } from "./mailTokens";
import { makeTempFolder, removeFolder } from "./tempFolder";

/**
 * Starts the sandbox's own IMAP, POP and SMTP servers on a world of their own; close them. `world.settings` has
 * further switches (`mailChallenge`, `senderRefusal`, …).
 */
export async function startEmbeddedMail(): Promise<EmbeddedMail> {
  const folder = makeTempFolder();
  const tls = await tlsMaterial(folder, standNames);
  const world = createWorld();
  const log: string[] = [];
  const { verify, ...tokens } = createMailTokens(world);
  const servers = await startMailServers(world, verify, tls, (text) => log.push(text));
  return {
    ...servers,
    ...tokens,
    host: "localhost",
    ca: tls.cert,
    caFile: tls.caFile,
    world,
    log,
    mailbox: (address) => mailboxIn(world, address),
    fault: (fault) => {
      world.mailFaults.push({ times: 1, ...fault });
    },
    close: async () => {
      await servers.close();
      removeFolder(folder);
    },
  };
}
