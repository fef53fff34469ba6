// See sandbox/tls.ts: @peculiar/x509 does not load without this polyfill.
// oxlint-disable-next-line import/no-unassigned-import
import "reflect-metadata";
import { createHash } from "node:crypto";
import * as x509 from "@peculiar/x509";

/** A certificate with its key, made for a test. */
export interface TestCertificate {
  /** DER in base64, as Graph takes it. */
  readonly der: string;
  readonly pem: string;
  /** PKCS#8, PEM. */
  readonly privateKey: string;
  readonly sha1: Buffer;
  readonly sha256: Buffer;
}

const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256", modulusLength: 2048 } as const;
const dayMs = 86_400_000;

/** Self-signed; `from` and `days` say when it is valid. Certificates carry whole seconds. */
export async function makeCertificate(
  name: string,
  from: number = Date.now() - dayMs,
  days = 365,
): Promise<TestCertificate> {
  x509.cryptoProvider.set(globalThis.crypto);
  const keys = await globalThis.crypto.subtle.generateKey(
    { ...algorithm, publicExponent: new Uint8Array([1, 0, 1]) },
    true,
    ["sign", "verify"],
  );
  const begin = Math.floor(from / 1000) * 1000;
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: "01",
    name: `CN=${name}`,
    keys,
    signingAlgorithm: algorithm,
    notBefore: new Date(begin),
    notAfter: new Date(begin + days * dayMs),
  });
  const raw = Buffer.from(certificate.rawData);
  const pkcs8 = await globalThis.crypto.subtle.exportKey("pkcs8", keys.privateKey);
  return {
    der: raw.toString("base64"),
    pem: certificate.toString("pem"),
    privateKey: x509.PemConverter.encode(pkcs8, "PRIVATE KEY"),
    sha1: createHash("sha1").update(raw).digest(),
    sha256: createHash("sha256").update(raw).digest(),
  };
}
