import { createHash, type KeyObject, X509Certificate } from "node:crypto";
import type { KeyCredential } from "./model";

/** What the sandbox reads from a certificate. */
export interface CertificateFacts {
  /** Hash of the DER. */
  readonly sha1: Buffer;
  readonly sha256: Buffer;
  /** Milliseconds since the epoch. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly publicKey: KeyObject;
}

/** A certificate, DER in base64; undefined when it is none. */
export function readCertificate(base64: string): CertificateFacts | undefined {
  const der = Buffer.from(base64, "base64");
  try {
    const certificate = new X509Certificate(der);
    // A PEM text would be parsed as well, and what follows the certificate would be ignored.
    if (!certificate.raw.equals(der)) return undefined;
    return {
      sha1: createHash("sha1").update(der).digest(),
      sha256: createHash("sha256").update(der).digest(),
      notBefore: Date.parse(certificate.validFrom),
      notAfter: Date.parse(certificate.validTo),
      publicKey: certificate.publicKey,
    };
  } catch {
    return undefined;
  }
}

/** The stored certificate with this hash: SHA-256 or SHA-1, base64url as in a JWT's header (RFC 7515 §4.1.7, 8). */
export function certificateWith(
  stored: readonly KeyCredential[],
  hash: { readonly sha1?: string | undefined; readonly sha256?: string | undefined },
): { readonly credential: KeyCredential; readonly facts: CertificateFacts } | undefined {
  for (const credential of stored) {
    const facts = credential.key === null ? undefined : readCertificate(credential.key);
    if (facts === undefined) continue;
    const fits =
      hash.sha256 === undefined
        ? facts.sha1.toString("base64url") === hash.sha1
        : facts.sha256.toString("base64url") === hash.sha256;
    if (fits) return { credential, facts };
  }
  return undefined;
}
