import type { Socket } from "node:net";
import type { ImapFlowOptions } from "imapflow";
import type { LoginTarget } from "../../../core/ports";

/** A login test reads a handful of short lines; more than this is not from a mail server in its senses. */
const lineLimit = 64 * 1024;
const responseLimit = 256 * 1024;

export interface FlowWiring {
  readonly target: LoginTarget;
  /** Connected already, and with TLS where the connection begins with it. */
  readonly socket: Socket;
  readonly implicitTls: boolean;
  /** Starts TLS on the socket (STARTTLS). */
  readonly upgrade: (onSecure: (secure: Socket) => void) => Socket;
  /** What the server sends, as it comes. */
  readonly onData: (chunk: Buffer) => void;
  /** Line of each command as it goes out, credentials left out. */
  readonly onCommand: (line: string) => void;
  /** For the limits of imapflow's own, which must not come before ours. */
  readonly limit: number;
}

function ignore(): void {
  // Nothing of what imapflow logs besides its commands is of use here.
}

/** imapflow's options: our socket in place of its own, so that stages and server text can be seen. */
export function flowOptions(wiring: FlowWiring): ImapFlowOptions {
  const { target, implicitTls, limit } = wiring;
  return {
    host: target.host,
    port: target.port,
    secure: implicitTls,
    // Without this imapflow goes on in clear text when STARTTLS is not offered, token and all.
    ...(implicitTls ? {} : { doSTARTTLS: true }),
    auth: { user: target.user, accessToken: target.accessToken },
    transport: transport(wiring),
    logger: {
      debug: (entry: { readonly src?: unknown; readonly msg?: unknown }) => {
        if (entry.src === "c" && typeof entry.msg === "string") wiring.onCommand(entry.msg);
      },
      trace: ignore,
      info: ignore,
      warn: ignore,
      error: ignore,
      fatal: ignore,
    },
    connectionTimeout: limit,
    greetingTimeout: limit,
    socketTimeout: limit,
    maxLineLength: lineLimit,
    maxLiteralSize: lineLimit,
    maxResponseSize: responseLimit,
    maxResponseTokens: 10_000,
  };
}

function transport({
  socket,
  upgrade,
  onData,
}: FlowWiring): NonNullable<ImapFlowOptions["transport"]> {
  return {
    connect: (_options, onConnect) => {
      // imapflow starts to read in `onConnect`; a listener added before would take the greeting from it.
      setImmediate(() => {
        onConnect();
        socket.on("data", onData);
      });
      return socket;
    },
    upgrade: (_socket, _options, onSecure) => {
      socket.off("data", onData);
      return upgrade((secure) => {
        onSecure();
        secure.on("data", onData);
      });
    },
  };
}
