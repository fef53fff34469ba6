// @peculiar/x509 builds on tsyringe, which refuses to load without this polyfill; its effect is all it has.
// oxlint-disable-next-line import/no-unassigned-import
import "reflect-metadata";
import { createHash, createPublicKey, randomBytes, type webcrypto } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as x509 from "@peculiar/x509";

export interface TlsMaterial {
  /** PEM file of the private certificate authority. */
  readonly caFile: string;
  /** Server certificate with its chain, and its key. */
  readonly certificateFiles: { readonly cert: string; readonly key: string };
  /** PEM text of the two files. */
  readonly cert: string;
  readonly key: string;
  /** Base64 SHA-256 of the server's public key, as Chromium's --ignore-certificate-errors-spki-list wants it. */
  readonly spki: string;
}

const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256", modulusLength: 2048 } as const;
const dayMs = 86_400_000;
/** How long after its making a certificate can be used. */
const usualDays = 90;

/**
 * A certificate authority of its own and one server certificate for `names`, in `directory`. Files made by an
 * earlier call are used again when they hold the same names.
 * @param days how long they can be used from now on; less than nothing for one that has ended
 */
export async function tlsMaterial(
  directory: string,
  names: readonly string[],
  days = usualDays,
): Promise<TlsMaterial> {
  const files = {
    ca: join(directory, "ca.pem"),
    cert: join(directory, "server.pem"),
    key: join(directory, "server.key"),
    names: join(directory, "names.json"),
  };
  const wanted = JSON.stringify(names);
  const usable = existsSync(files.names) && readFileSync(files.names, "utf8") === wanted;
  if (!usable) {
    const made = await makeCertificates(names, days);
    await mkdir(directory, { recursive: true });
    await writeFile(files.ca, made.ca);
    await writeFile(files.cert, made.cert + made.ca);
    await writeFile(files.key, made.key, { mode: 0o600 });
    await writeFile(files.names, wanted);
  }
  const cert = readFileSync(files.cert, "utf8");
  return {
    caFile: files.ca,
    certificateFiles: { cert: files.cert, key: files.key },
    cert,
    key: readFileSync(files.key, "utf8"),
    spki: createHash("sha256")
      .update(createPublicKey(cert).export({ type: "spki", format: "der" }))
      .digest("base64"),
  };
}

async function makeCertificates(names: readonly string[], days: number) {
  x509.cryptoProvider.set(globalThis.crypto);
  const validity = {
    notBefore: new Date(Date.now() - 2 * dayMs),
    notAfter: new Date(Date.now() + days * dayMs),
  };
  const caKeys = await generateKeys();
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: "CN=Sandbox certificate authority",
    keys: caKeys,
    signingAlgorithm: algorithm,
    ...validity,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
    ],
  });
  const serverKeys = await generateKeys();
  const server = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: "CN=Sandbox",
    issuer: ca.subject,
    signingKey: caKeys.privateKey,
    publicKey: serverKeys.publicKey,
    signingAlgorithm: algorithm,
    ...validity,
    extensions: [
      new x509.BasicConstraintsExtension(false),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(names.map(alternativeName)),
    ],
  });
  const key = await globalThis.crypto.subtle.exportKey("pkcs8", serverKeys.privateKey);
  return {
    ca: `${ca.toString("pem")}\n`,
    cert: `${server.toString("pem")}\n`,
    key: `${x509.PemConverter.encode(key, "PRIVATE KEY")}\n`,
  };
}

function alternativeName(name: string): x509.JsonGeneralName {
  return { type: /^[\d.]+$/.test(name) ? "ip" : "dns", value: name };
}

function serialNumber(): string {
  return `01${randomBytes(8).toString("hex")}`;
}

function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return globalThis.crypto.subtle.generateKey(
    { ...algorithm, publicExponent: new Uint8Array([1, 0, 1]) },
    true,
    ["sign", "verify"],
  );
}
