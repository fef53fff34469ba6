import { createServer as createTcpServer, type AddressInfo, type Socket } from "node:net";
import { createServer as createTlsServer, TLSSocket } from "node:tls";

export interface Keys {
  readonly cert: string;
  readonly key: string;
}

/** Answers one command; without an answer the server stays silent. */
export type ImapReply = (tag: string, line: string, socket: Socket) => string | undefined;

export interface ImapScript {
  readonly greeting?: string | undefined;
  /** By command name, in capitals; what is missing is answered as Exchange Online does. */
  readonly replies?: Readonly<Record<string, ImapReply>>;
  /** Done in place of everything else. */
  readonly onConnection?: (socket: Socket) => void;
  readonly startTls?: boolean;
}

export interface ImapStub {
  readonly port: number;
  /** Lines of all connections, as they came. */
  readonly lines: readonly string[];
  readonly commands: readonly string[];
  readonly openConnections: number;
  close(): Promise<void>;
}

const exchange: Readonly<Record<string, ImapReply>> = {
  CAPABILITY: (tag) =>
    `* CAPABILITY IMAP4 IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 SASL-IR UIDPLUS MOVE ID UNSELECT CHILDREN IDLE NAMESPACE LITERAL+\r\n${tag} OK CAPABILITY completed.`,
  AUTHENTICATE: (tag) => `${tag} OK AUTHENTICATE completed.`,
  EXAMINE: (tag) =>
    `* 1204 EXISTS\r\n* 0 RECENT\r\n* FLAGS (\\Seen)\r\n* OK [UIDVALIDITY 14] UIDVALIDITY value\r\n${tag} OK [READ-ONLY] EXAMINE completed.`,
  LOGOUT: (tag) =>
    `* BYE Microsoft Exchange Server IMAP4 server signing off.\r\n${tag} OK LOGOUT completed.`,
};

/** A mail server on loopback that follows a script; TLS from the first byte unless the script says `startTls`. */
export async function startImapStub(
  keys: Keys | undefined,
  script: ImapScript = {},
): Promise<ImapStub> {
  const lines: string[] = [];
  const commands: string[] = [];
  const sockets = new Set<Socket>();
  const replies = { ...exchange, ...script.replies };

  const talk = (socket: Socket): void => {
    let buffered = "";
    socket.on("error", () => undefined);
    socket.on("data", (chunk) => {
      buffered += chunk.toString("latin1");
      for (let end = buffered.indexOf("\r\n"); end >= 0; end = buffered.indexOf("\r\n")) {
        const line = buffered.slice(0, end);
        buffered = buffered.slice(end + 2);
        lines.push(line);
        const [tag = "", command = ""] = line.split(" ");
        commands.push(command.toUpperCase());
        if (command.toUpperCase() === "STARTTLS" && keys !== undefined) {
          socket.removeAllListeners("data");
          socket.write(`${tag} OK Begin TLS.\r\n`, () =>
            talk(new TLSSocket(socket, { isServer: true, ...keys })),
          );
          return;
        }
        const answer = replies[command.toUpperCase()]?.(tag, line, socket);
        if (answer !== undefined) socket.write(`${answer}\r\n`);
        if (command.toUpperCase() === "LOGOUT") socket.end();
      }
    });
  };
  const serve = (socket: Socket): void => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
    if (script.onConnection !== undefined) return script.onConnection(socket);
    const greeting =
      script.greeting ?? "* OK The Microsoft Exchange IMAP4 service is ready. [TABC=]";
    socket.write(`${greeting}\r\n`);
    talk(socket);
  };
  const server =
    keys === undefined || script.startTls === true
      ? createTcpServer(serve)
      : createTlsServer({ ...keys }, serve);
  server.on("tlsClientError", () => undefined);
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    lines,
    commands,
    get openConnections() {
      return sockets.size;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
}
