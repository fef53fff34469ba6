import { readFileSync } from "node:fs";
import tls, { type SecureContext, type SecureContextOptions } from "node:tls";

/** The part of Node's native context that takes one more authority. */
interface NativeContext {
  readonly context: { addCACert(pem: string): void };
}

/**
 * Makes every TLS connection of this process trust one more certificate authority, on top of the usual ones.
 * NODE_EXTRA_CA_CERTS does this only at process start, when the sandbox has no authority yet.
 * @returns takes the trust away again.
 */
export function trustAuthority(pemFile: string): () => void {
  const pem = readFileSync(pemFile, "utf8");
  const original = tls.createSecureContext;
  tls.createSecureContext = (options?: SecureContextOptions): SecureContext => {
    const made = original(options);
    if (options?.ca === undefined) (made as unknown as NativeContext).context.addCACert(pem);
    return made;
  };
  return () => {
    tls.createSecureContext = original;
  };
}
