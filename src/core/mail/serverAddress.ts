import { Failure } from "../failure";
import type { ProtocolId } from "./probe";

/** Host and port at which a mailbox is reached. */
export interface ServerAddress {
  readonly host: string;
  readonly port: number;
}

/** Servers by protocol. Graph has none of its own: its tokens go to Microsoft alone. */
export type MailServers = Readonly<Partial<Record<Exclude<ProtocolId, "graph">, ServerAddress>>>;

/** A host name (RFC 1123 §2.1) or an IPv4 address, or an IPv6 address in brackets, and a port. */
const pattern =
  /^(?<host>\[[0-9a-f:.]{2,45}\]|(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)(?::(?<port>\d{1,5}))?$/i;

/**
 * Reads `host` or `host:port` as a person types it.
 * @param port where none is typed
 * @throws Failure `input.invalid` (input `server`; problems `malformed`, `port`)
 */
export function readServerAddress(text: string, port: number): ServerAddress {
  const trimmed = text.trim().replace(/\.$/, "");
  const found = trimmed.length > 259 ? undefined : pattern.exec(trimmed)?.groups;
  const host = found?.["host"]?.toLowerCase();
  if (host === undefined || host.length > 253) {
    throw new Failure("input.invalid", "This is no host name.", {
      input: "server",
      problem: "malformed",
    });
  }
  const given = found?.["port"];
  const chosen = given === undefined ? port : Number(given);
  if (chosen < 1 || chosen > 65_535) {
    throw new Failure("input.invalid", "A port is a number from 1 to 65535.", {
      input: "server",
      problem: "port",
    });
  }
  return { host: host.replace(/^\[|\]$/g, ""), port: chosen };
}

/** As {@link readServerAddress} reads it. */
export function serverText({ host, port }: ServerAddress): string {
  return `${host.includes(":") ? `[${host}]` : host}:${port}`;
}
