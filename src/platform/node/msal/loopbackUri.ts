import { Failure } from "../../../core/failure";
import { loopbackPattern } from "../../../core/oauth/loopbackRedirect";

/** Where the answer of a sign-in page is awaited. */
export interface LoopbackAddress {
  /** As a browser writes it into the Host header, without port. */
  readonly host: "localhost" | "127.0.0.1";
  /** As registered: empty, `/` or a longer path. */
  readonly path: string;
}

/**
 * Reads a registered redirect URI of the loopback kind (RFC 8252 §7.3). The port is left out: Entra ignores it
 * for `localhost`, the path counts to the letter, and `[::1]` is not supported (Entra "reply-url").
 * @throws Failure `input.invalid` (input: redirectUri) for any other URI
 */
export function parseLoopbackUri(uri: string): LoopbackAddress {
  const parts = loopbackPattern.exec(uri)?.groups;
  if (parts === undefined) {
    throw new Failure("input.invalid", "The redirect URI is not a loopback address.", {
      input: "redirectUri",
      problem: "notLoopback",
    });
  }
  return { host: parts["host"] as LoopbackAddress["host"], path: parts["path"] ?? "" };
}

/** The URI to send: as registered, with the port that is listened on. */
export function loopbackUri({ host, path }: LoopbackAddress, port: number): string {
  return `http://${host}:${port}${path}`;
}
