import { createHash } from "node:crypto";

/** A public RSA key (SubjectPublicKeyInfo) of 2048 bits; nobody has kept its private half. */
const publicKey = [
  "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA7A3rV/l3FzruIbmXlIFxKBEQOQGMz9WVi6a5FlVD",
  "fWfGQHJQo0gpQqG6NCFaDh78kjtDNVIFWJU0SpzH5fgNgtbZVyGA3sHchAqAU/cgHQ7NBDF4LKJ4Oj78m3BJ",
  "lRl5pN2+r+bXxTu6BxfyhVIycxDD5uCjmI8ZWhX9G4DGPPALEooiM3bpyeVSPW9st1pn4Wt0U8qkGgyFA5S1",
  "s5YBLhVruHfg5d89Pj3TaiXEOP7iEn9N0FPhhObSrrGYxgjCiannnkHWCezRa0mXgtgJy3OhWP0kGzRPHW8q",
  "d0jBxql3x5rvikeMvsRXFOA7P7wjrqJfq4tFvpBg0b/g56dkVwIDAQAB",
].join("");

/** One value of ASN.1 in DER (X.690 §8.1). */
function der(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  if (body.length < 0x80) return Buffer.concat([Buffer.from([tag, body.length]), body]);
  const size = Buffer.alloc(2);
  size.writeUInt16BE(body.length);
  return Buffer.concat([Buffer.from([tag, 0x82]), size, body]);
}

const sequence = (...items: readonly Buffer[]): Buffer => der(0x30, ...items);
const objectId = (hex: string): Buffer => der(0x06, Buffer.from(hex, "hex"));

/** sha256WithRSAEncryption, 1.2.840.113549.1.1.11, with its NULL. */
const signatureAlgorithm = sequence(objectId("2a864886f70d01010b"), der(0x05));

/** CN=name (2.5.4.3). */
const nameOf = (commonName: string): Buffer =>
  sequence(der(0x31, sequence(objectId("550403"), der(0x0c, Buffer.from(commonName, "utf8")))));

/** GeneralizedTime: YYYYMMDDhhmmssZ. */
const timeOf = (milliseconds: number): Buffer =>
  der(
    0x18,
    Buffer.from(`${new Date(milliseconds).toISOString().replaceAll(/[-:T]|\.\d+Z/g, "")}Z`),
  );

/**
 * The certificate of a seeded registration, DER in base64 (RFC 5280 §4.1). It reads like any other; its signature
 * is filler, since nobody holds the key and Graph does not check it.
 */
export function seededCertificate(commonName: string, notBefore: number, notAfter: number): string {
  const hash = createHash("sha256").update(commonName).digest();
  const serialNumber = der(0x02, Buffer.from([1]), hash.subarray(0, 8));
  const body = sequence(
    serialNumber,
    signatureAlgorithm,
    nameOf(commonName),
    sequence(timeOf(notBefore), timeOf(notAfter)),
    nameOf(commonName),
    Buffer.from(publicKey, "base64"),
  );
  const signature = Buffer.concat(Array.from({ length: 8 }, () => hash));
  return sequence(body, signatureAlgorithm, der(0x03, Buffer.from([0]), signature)).toString(
    "base64",
  );
}
