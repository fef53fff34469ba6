import { createServer as createTcpServer, type AddressInfo, type Socket } from "node:net";
import { createServer as createTlsServer, TLSSocket } from "node:tls";

export interface Keys {
  readonly cert: string;
  readonly key: string;
}

/** Answers one command; without an answer the server stays silent. */
export type MailReply = (tag: string, line: string, socket: Socket) => string | undefined;

export interface MailScript {
  readonly greeting?: string | undefined;
  /** By command name, in capitals; what is missing is answered as Exchange Online does. */
  readonly replies?: Readonly<Record<string, MailReply>>;
  /** Done in place of everything else. */
  readonly onConnection?: (socket: Socket) => void;
  readonly startTls?: boolean;
}

/** How a protocol speaks. */
export interface Dialect {
  readonly greeting: string;
  readonly replies: Readonly<Record<string, MailReply>>;
  /** Tag and name of the command in a line; a line that is part of something longer has no name. */
  readonly parse: (line: string) => { readonly tag: string; readonly command: string };
  readonly beginTls: (tag: string) => string;
  /** The command after which the server closes the connection. */
  readonly goodbye: string;
}

export interface MailStub {
  readonly port: number;
  /** Lines of all connections, as they came. */
  readonly lines: readonly string[];
  /** Lines that came before TLS. */
  readonly clearLines: readonly string[];
  readonly commands: readonly string[];
  readonly openConnections: number;
  close(): Promise<void>;
}

/** A mail server on loopback that follows a script; TLS from the first byte unless the script says `startTls`. */
export async function startMailStub(
  dialect: Dialect,
  keys: Keys | undefined,
  script: MailScript = {},
): Promise<MailStub> {
  const lines: string[] = [];
  const clearLines: string[] = [];
  const commands: string[] = [];
  const sockets = new Set<Socket>();
  const replies = { ...dialect.replies, ...script.replies };

  const talk = (socket: Socket): void => {
    let buffered = "";
    socket.on("error", () => undefined);
    socket.on("data", (chunk) => {
      buffered += chunk.toString("latin1");
      for (let end = buffered.indexOf("\r\n"); end >= 0; end = buffered.indexOf("\r\n")) {
        const line = buffered.slice(0, end);
        buffered = buffered.slice(end + 2);
        lines.push(line);
        if (!(socket instanceof TLSSocket)) clearLines.push(line);
        const { tag, command } = dialect.parse(line);
        if (command === "") continue;
        commands.push(command);
        const answer = replies[command]?.(tag, line, socket);
        if (command === "STARTTLS" && replies[command] === undefined && keys !== undefined) {
          socket.removeAllListeners("data");
          socket.write(dialect.beginTls(tag), () =>
            talk(new TLSSocket(socket, { isServer: true, ...keys })),
          );
          return;
        }
        if (answer !== undefined) socket.write(`${answer}\r\n`);
        if (command === dialect.goodbye) socket.end();
      }
    });
  };
  const serve = (socket: Socket): void => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
    if (script.onConnection !== undefined) return script.onConnection(socket);
    socket.write(`${script.greeting ?? dialect.greeting}\r\n`);
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
    clearLines,
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
