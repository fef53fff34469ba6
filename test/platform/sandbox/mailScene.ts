import type { Socket } from "node:net";
import { connect as connectPlain } from "node:net";
import { connect } from "node:tls";
import { type MailServers, startMailServers } from "../../sandbox/mail/mailServers";
import type { World } from "../../sandbox/model";
import { createWorld } from "../../sandbox/seed";
import type { TlsMaterial } from "../../sandbox/tls";
import { certificates, verify } from "./imapSupport";

/** The embedded mail servers on a world of their own. */
export interface MailScene extends MailServers {
  readonly world: World;
  readonly tls: TlsMaterial;
  readonly log: string[];
  /** Sends lines one after another, each after the last answer; gives all lines the server sent. */
  pop(...lines: string[]): Promise<string[]>;
  /** The same; STARTTLS is followed by a handshake. */
  smtp(...lines: string[]): Promise<string[]>;
}

/** Commands of POP whose good answer has several lines. */
const longAnswer = /^(?:CAPA|RETR \d+|TOP \d+ \d+|LIST|UIDL)$/i;

const popIsDone = (answer: string, command: string): boolean =>
  longAnswer.test(command) && answer.startsWith("+OK")
    ? answer.endsWith("\r\n.\r\n")
    : answer.endsWith("\r\n");

const smtpIsDone = (answer: string): boolean => /(?:^|\r\n)\d{3}(?: [^\r\n]*)?\r\n$/.test(answer);

type IsDone = (answer: string, command: string) => boolean;

/** Plays a client that waits for each answer before it says the next line. */
function talk(
  first: Socket,
  lines: readonly string[],
  isDone: IsDone,
  ca: string,
): Promise<string[]> {
  return new Promise((resolve, reject) => {
    let socket = first;
    const left = [...lines];
    let text = "";
    let answer = "";
    let command = "";
    const next = (): void => {
      const line = left.shift();
      answer = "";
      if (line === undefined) {
        socket.end();
        return;
      }
      command = line;
      socket.write(`${line}\r\n`, "latin1");
    };
    const listen = (on: Socket): void => {
      on.setEncoding("latin1");
      on.setTimeout(5_000, () => on.destroy(new Error(`no answer to: ${command}`)));
      on.on("error", reject);
      on.on("close", () => resolve(text.split("\r\n").slice(0, -1)));
      on.on("data", (chunk: string) => {
        text += chunk;
        answer += chunk;
        if (!isDone(answer, command)) {
          return;
        }
        if (command === "STARTTLS" && answer.startsWith("220")) {
          on.removeAllListeners();
          socket = connect({ socket: on, ca, servername: "smtp.office365.com" }, next);
          listen(socket);
          return;
        }
        next();
      });
    };
    listen(first);
  });
}

/** Mail servers for one test; close them. */
export async function mailScene(): Promise<MailScene> {
  const tls = await certificates();
  const world = createWorld();
  const log: string[] = [];
  const servers = await startMailServers(world, verify, tls, (text) => log.push(text));
  const { cert: ca } = tls;
  return {
    ...servers,
    world,
    tls,
    log,
    pop: (...lines) => {
      const { pop: port } = servers.ports;
      const socket = connect({ port, host: "127.0.0.1", ca, servername: "outlook.office365.com" });
      return talk(socket, lines, popIsDone, ca);
    },
    smtp: (...lines) => talk(connectPlain(servers.ports.smtp, "127.0.0.1"), lines, smtpIsDone, ca),
  };
}

/** The mailbox of an address; a test may change its flags. */
export function mailboxOf({ world }: MailScene, address: string) {
  const mailbox = world.mailboxes.get(address);
  if (mailbox === undefined) {
    throw new Error(`no mailbox ${address}`);
  }
  return mailbox;
}
