import { lookup as lookupName } from "node:dns";
import { connect as connectTcp, isIP, type LookupFunction, type Socket } from "node:net";
import { connect as connectTls, type PeerCertificate, type TLSSocket } from "node:tls";
import type { TlsFacts } from "../../../core/mail/probe";
import type { StageRecorder } from "./stageRecorder";

export interface DialTarget {
  readonly host: string;
  readonly port: number;
}

/**
 * Looks the name up and connects to the first address that answers, IPv6 and IPv4 tried in turn (RFC 8305, by
 * Node's `autoSelectFamily`). The caller destroys the socket; its `error` and `close` tell how it ended.
 */
export function dialTcp(
  target: DialTarget,
  recorder: StageRecorder,
  onConnect: () => void,
): Socket {
  recorder.begin("lookup");
  // Inside the connection, and not before it: an address that needs no lookup then causes none.
  const lookup: LookupFunction = (hostname, options, callback) => {
    lookupName(hostname, options, (error, address, family) => {
      if (error === null && recorder.under === "lookup") {
        const count = Array.isArray(address) ? address.length : 1;
        recorder.finish(`${hostname} → ${count} ${count === 1 ? "address" : "addresses"}`);
        recorder.begin("connect");
      }
      callback(error, address, family);
    });
  };
  // An address in place of a name, or one that was mapped below this code, is not looked up.
  const withoutLookup = (): void => {
    if (recorder.under !== "lookup") return;
    recorder.finish("not needed");
    recorder.begin("connect");
  };
  const socket = connectTcp({ ...target, lookup, autoSelectFamily: true, noDelay: true }, () => {
    withoutLookup();
    recorder.finish(
      `${socket.remoteFamily ?? "connected"} ${socket.remoteAddress ?? ""}`.trimEnd(),
    );
    onConnect();
  });
  socket.on("error", ({ syscall }: NodeJS.ErrnoException) => {
    if (syscall !== "getaddrinfo") withoutLookup();
  });
  return socket;
}

export interface TlsListener {
  /** The certificate that was shown, also one that is refused right after. */
  readonly onCertificate: (facts: TlsFacts) => void;
  readonly onSecure: () => void;
}

/** Starts TLS on a connected socket; the certificate must be valid for the host, always. */
export function startTls({ host }: DialTarget, socket: Socket): TLSSocket {
  const name = isIP(host) === 0 ? { servername: host } : {};
  return connectTls({ socket, host, ...name, rejectUnauthorized: true });
}

/** Takes the stage of a TLS socket whose handshake is about to begin. */
export function watchTls(
  secure: TLSSocket,
  recorder: StageRecorder,
  { onCertificate, onSecure }: TlsListener,
): void {
  // After STARTTLS the stage is under way
  if (recorder.under !== "tls") recorder.begin("tls");
  let facts: TlsFacts | undefined;
  // The handshake is done and Node is about to judge the certificate: a refused one cannot be read after that.
  secure.prependListener("secure", () => {
    facts = tlsFacts(secure.getProtocol(), secure.getPeerCertificate());
    onCertificate(facts);
  });
  // Ahead of the listeners of a library that goes on talking at once
  secure.prependOnceListener("secureConnect", () => {
    const { protocol, subject, validTo } =
      facts ?? tlsFacts(secure.getProtocol(), secure.getPeerCertificate());
    const until = validTo === undefined ? "" : `, valid to ${validTo.slice(0, 10)}`;
    recorder.finish(`${protocol}, certificate for ${subject}${until}`);
    onSecure();
  });
}

/** Facts about a certificate; also of one that was refused, as far as Node hands it out. */
export function tlsFacts(protocol: string | null, certificate: PeerCertificate): TlsFacts {
  const validTo = Date.parse(certificate.valid_to);
  return {
    protocol: (protocol ?? "TLS").replace(/^TLSv/, "TLS "),
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    validTo: Number.isNaN(validTo) ? undefined : new Date(validTo).toISOString(),
  };
}

/** Common name, else organisation; a certificate may hold each several times or not at all. */
function nameOf(holder: Partial<Record<"CN" | "O", string | string[]>> | undefined): string {
  const name = holder?.CN ?? holder?.O ?? "an unnamed holder";
  return Array.isArray(name) ? name.join(", ") : name;
}
