import { createPrivateKey, X509Certificate } from "node:crypto";
import { Failure } from "../../../core/failure";
import type { ClientCertificate } from "../../../core/ports";

/** A certificate in the form in which MSAL signs assertions with it. */
export interface AssertionKey {
  /** SHA-256 in hexadecimal digits: the assertion is signed with PS256 and names it (Entra "certificate credentials"). */
  readonly thumbprintSha256: string;
  /** PKCS #8 in PEM. */
  readonly privateKey: string;
}

/** @throws Failure `input.invalid` (certificate.keyUnreadable) when the stored text is no key with its certificate */
export function assertionKey({ pem }: Pick<ClientCertificate, "pem">): AssertionKey {
  try {
    const certificate = new X509Certificate(block(pem, "CERTIFICATE"));
    const key = createPrivateKey(block(pem, "PRIVATE KEY"));
    if (!certificate.checkPrivateKey(key)) throw new Error("The key is of another certificate.");
    return {
      thumbprintSha256: certificate.fingerprint256.replaceAll(":", ""),
      privateKey: key.export({ type: "pkcs8", format: "pem" }).toString(),
    };
  } catch {
    // Without the cause: what a parser says of a key may quote it
    throw new Failure("input.invalid", "The stored certificate and key cannot be read.", {
      input: "certificate",
      problem: "keyUnreadable",
    });
  }
}

/** RFC 7468: the first text of a kind. */
function block(pem: string, label: string): string {
  const [found] = new RegExp(`-----BEGIN ${label}-----[^-]*-----END ${label}-----`).exec(pem) ?? [];
  if (found === undefined) throw new Error(`There is no ${label}.`);
  return found;
}
