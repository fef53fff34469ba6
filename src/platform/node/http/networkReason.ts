/** Why no answer came. */
export interface NetworkReason {
  /** errno (`ECONNREFUSED`), TLS code (`CERT_HAS_EXPIRED`), undici or Chromium code; `UNKNOWN` when none is told. */
  readonly code: string;
  /** The request cannot have left this machine, so it was not carried out. */
  readonly beforeSending: boolean;
}

/** System calls of which no byte of the request has been sent yet; Node names the failed one in `syscall`. */
const setupCalls: ReadonlySet<unknown> = new Set(["connect", "getaddrinfo"]);

/** System errors. An established connection can end with most of them, too: the system call tells. */
const systemCodes =
  /^(?:ENOTFOUND|EAI_[A-Z]+|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|ETIMEDOUT)$/;

/**
 * Failures that only the setting up of a connection knows: undici's connect limit, the certificate check, and
 * the agreement on a TLS version and cipher. Other TLS errors (`EPROTO`, a bad record) also end a connection in use.
 * Chromium's names come from the editor's own network stack, which the extension host may put behind `fetch`;
 * its ERR_ADDRESS_UNREACHABLE and ERR_INTERNET_DISCONNECTED stand for failed reads, too, and are not listed.
 */
const setupCodes: readonly RegExp[] = [
  /^UND_ERR_CONNECT_TIMEOUT$/,
  /^(?:CERT_|ERR_CERT_)[A-Z0-9_]+$/,
  /^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_[A-Z_]+|HOSTNAME_MISMATCH)$/,
  /^ERR_TLS_(?:CERT_ALTNAME_INVALID|CERT_ALTNAME_FORMAT|HANDSHAKE_TIMEOUT)$/,
  /^ERR_SSL_(?:UNSUPPORTED_PROTOCOL|NO_PROTOCOLS_AVAILABLE|VERSION_OR_CIPHER_MISMATCH)$/,
  /^ERR_SSL_(?:TLSV1_ALERT_PROTOCOL_VERSION|SSLV3_ALERT_HANDSHAKE_FAILURE)$/,
  /^ERR_(?:NAME_NOT_RESOLVED|CONNECTION_REFUSED)$/,
  /^ERR_(?:PROXY_CONNECTION_FAILED|TUNNEL_CONNECTION_FAILED|CONNECTION_TIMED_OUT)$/,
];

interface CodedCause {
  readonly code: string;
  readonly syscall: unknown;
}

/** Finds the reason in what `fetch` threw: it wraps the real error in `cause`, sometimes several of them. */
export function networkReason(error: unknown): NetworkReason {
  const cause = firstCoded(error, 0);
  if (cause === undefined) return { code: "UNKNOWN", beforeSending: false };
  const { code, syscall } = cause;
  const beforeSending =
    setupCodes.some((pattern) => pattern.test(code)) ||
    (systemCodes.test(code) && setupCalls.has(syscall));
  return { code, beforeSending };
}

function firstCoded(error: unknown, depth: number): CodedCause | undefined {
  if (typeof error !== "object" || error === null || depth > 5) return undefined;
  const { cause, code, errors, message, syscall } = error as Record<string, unknown>;
  const inner =
    firstCoded(cause, depth + 1) ??
    (Array.isArray(errors) ? firstCoded(errors[0], depth + 1) : undefined);
  if (inner !== undefined) return inner;
  if (typeof code === "string" && /^[A-Z][A-Z0-9_]+$/.test(code)) return { code, syscall };
  const name = typeof message === "string" ? /\bnet::(ERR_[A-Z_]+)/.exec(message)?.[1] : undefined;
  return name === undefined ? undefined : { code: name, syscall: undefined };
}
