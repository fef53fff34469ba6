import { createServer, type IncomingMessage } from "node:http";
import { readBody, send } from "../sandbox/front";
import type { HttpResponse } from "../sandbox/http";
import { introspect } from "../sandbox/identity/introspection";
import { mailHostMap } from "../sandbox/mail/mailServers";
import type { Protocol } from "../sandbox/mail/protocols";
import { createWorld } from "../sandbox/seed";
import { tlsMaterial } from "../sandbox/tls";
import { dovecotObstacle, startDovecot } from "./dovecot/dovecot";
import { listen } from "./dovecot/listen";
import { mailboxIn, type MailStand, standNames } from "./mailStand";
import { createMailTokens, type MailTokens } from "./mailTokens";
import { postfixObstacle, startPostfix } from "./postfix/postfix";
import { makeTempFolder, removeFolder } from "./tempFolder";

/** Why the real mail servers cannot run here; `undefined` when they can. */
export function realMailObstacle(): string | undefined {
  return dovecotObstacle() ?? postfixObstacle();
}

/**
 * Starts Dovecot (IMAP, POP) and Postfix (SMTP) on a world of their own; close them. Rights, licences and switches
 * count from the next sign-in on; messages lie in Maildirs and not in the world.
 */
export async function startRealMail(): Promise<MailStand> {
  const folder = makeTempFolder({ readable: true });
  const closers: (() => Promise<void>)[] = [async () => removeFolder(folder)];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const tls = await tlsMaterial(folder, standNames);
    const world = createWorld();
    const { verify, ...tokens } = createMailTokens(world);
    const desk = await startIntrospection(verify);
    closers.push(desk.close);
    const { certificateFiles } = tls;
    const dovecot = await startDovecot({ world, certificateFiles, introspectUrl: desk.url });
    closers.push(() => dovecot.close());
    const postfix = await startPostfix({ world, certificateFiles, dovecot });
    closers.push(() => postfix.close());
    const ports = { imap: dovecot.port, pop: dovecot.popPort, smtp: postfix.port };
    return {
      ...tokens,
      ports,
      hostMap: mailHostMap(ports),
      host: "localhost",
      ca: tls.cert,
      caFile: tls.caFile,
      world,
      mailbox: (address) => mailboxIn(world, address),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The endpoint that Dovecot's access service asks (RFC 7662), alone. */
async function startIntrospection(verify: MailTokens["verify"]) {
  const answer = async (incoming: IncomingMessage): Promise<HttpResponse> => {
    const url = new URL(incoming.url ?? "/", "http://127.0.0.1");
    const headers = { "content-type": incoming.headers["content-type"] };
    const body = (await readBody(incoming)) ?? Buffer.alloc(0);
    const protocol = url.pathname.slice(1) as Protocol;
    return introspect(verify, { method: "POST", url, headers, body }, protocol);
  };
  const server = createServer((incoming, response) => {
    void (async () => send(response, await answer(incoming)))();
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
