import { createServer, type Socket } from "node:net";
import type { World } from "../../sandbox/model";
import { readAccount } from "../dovecot/config";
import { listen } from "../dovecot/listen";

export interface SenderService {
  readonly port: number;
  close(): Promise<void>;
}

const logonFailed =
  "STOREDRV.Submission.Exception:ConnectionFailedTransientException.MapiExceptionLogonFailed";

/** What Postfix asks is short: more is somebody else. */
const questionLimit = 16_384;

/**
 * Starts the service that Postfix asks whether a signed-in mailbox may send as an address (its policy delegation
 * protocol, SMTPD_POLICY_README): its own, or one it was given SendAs for. An application needs full access to the
 * mailbox that it has signed in as. It refuses in the words of Exchange Online.
 */
export async function startSenderService(world: World): Promise<SenderService> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    let text = "";
    socket.setEncoding("utf8");
    socket.on("data", (chunk: string) => {
      text += chunk;
      for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
        socket.write(`action=${decide(world, readQuestion(text.slice(0, end)))}\n\n`);
        text = text.slice(end + 2);
      }
      if (text.length > questionLimit) socket.destroy();
    });
  });
  const port = await listen(server);
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Lines of `name=value`. */
function readQuestion(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split("\n").map((line) => {
      const at = line.indexOf("=");
      return [line.slice(0, at), line.slice(at + 1)] as const;
    }),
  );
}

/** For an application the rights of the mailbox count that it has signed in as, as in the embedded servers. */
function decide(world: World, question: ReadonlyMap<string, string>): string {
  const { mailbox, application } = readAccount(question.get("sasl_username") ?? "");
  const account = world.mailboxes.get(mailbox);
  const opens = application === undefined || account?.delegateIds.has(application) === true;
  if (!opens) return `430 4.2.0 STOREDRV; mailbox logon failure; ${logonFailed}`;
  const sender = (question.get("sender") ?? "").toLowerCase();
  const allowed =
    sender === "" ||
    sender === mailbox ||
    world.mailboxes.get(sender)?.sendAsIds.has(account?.ownerId ?? "") === true;
  return allowed
    ? "DUNNO"
    : `554 5.2.252 SendAsDenied; ${mailbox} not allowed to send as ${sender}`;
}
