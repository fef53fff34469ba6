/** Why no answer came. */
export interface NetworkReason {
  /** errno (`ECONNREFUSED`), TLS code (`CERT_HAS_EXPIRED`), undici or Chromium code; `UNKNOWN` when none is told. */
  readonly code: string;
  /** The request cannot have left this machine, so it was not carried out. */
  readonly beforeSending: boolean;
}

/**
 * Failures that happen while a connection is being set up: looking the name up, connecting, TLS handshake.
 * Chromium's names come from the editor's own network stack, which the extension host may put behind `fetch`.
 */
const setupCodes: readonly RegExp[] = [
  /^(?:ENOTFOUND|EAI_AGAIN|EAI_NODATA|EAI_NONAME)$/,
  /^(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT)$/,
  /^(?:CERT_|ERR_TLS_|ERR_SSL_|ERR_CERT_)/,
  /^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_[A-Z_]+|HOSTNAME_MISMATCH|EPROTO)$/,
  /^ERR_(?:NAME_NOT_RESOLVED|CONNECTION_REFUSED|INTERNET_DISCONNECTED|ADDRESS_UNREACHABLE)$/,
  /^ERR_(?:PROXY_CONNECTION_FAILED|TUNNEL_CONNECTION_FAILED|CONNECTION_TIMED_OUT)$/,
];

/** Finds the reason in what `fetch` threw: it wraps the real error in `cause`, sometimes several of them. */
export function networkReason(error: unknown): NetworkReason {
  const code = firstCode(error, 0) ?? "UNKNOWN";
  return { code, beforeSending: setupCodes.some((pattern) => pattern.test(code)) };
}

function firstCode(error: unknown, depth: number): string | undefined {
  if (typeof error !== "object" || error === null || depth > 5) return undefined;
  const { cause, code, errors, message } = error as Record<string, unknown>;
  const inner =
    firstCode(cause, depth + 1) ??
    (Array.isArray(errors) ? firstCode(errors[0], depth + 1) : undefined);
  if (inner !== undefined) return inner;
  if (typeof code === "string" && /^[A-Z][A-Z0-9_]+$/.test(code)) return code;
  return typeof message === "string" ? /\bnet::(ERR_[A-Z_]+)/.exec(message)?.[1] : undefined;
}
