import { createHash, createHmac, createPrivateKey, randomBytes } from "node:crypto";
import { bmp, nothing, objectId, octets, sequence, set, smallInteger, tagged, utf16 } from "./der";

/** Object identifiers: RFC 7292, appendix D; RFC 2985 (attributes); RFC 5754 (SHA-256). */
const ids = {
  data: "1.2.840.113549.1.7.1",
  shroudedKeyBag: "1.2.840.113549.1.12.10.1.2",
  certBag: "1.2.840.113549.1.12.10.1.3",
  x509Certificate: "1.2.840.113549.1.9.22.1",
  friendlyName: "1.2.840.113549.1.9.20",
  localKeyId: "1.2.840.113549.1.9.21",
  sha256: "2.16.840.1.101.3.4.2.1",
} as const;

const macIterations = 10_000;

export interface Pkcs12Contents {
  /** PKCS #8 in PEM. */
  readonly privateKey: string;
  /** DER. */
  readonly certificate: Uint8Array;
  readonly friendlyName: string;
  readonly password: string;
}

/**
 * A PKCS #12 file (RFC 7292) with one key and its certificate. The key is encrypted by AES-256 (PBES2, as Node does
 * it); the certificate is public and is not; a MAC with SHA-256 covers both.
 * @returns DER, as `.pfx` and `.p12` files hold it
 */
export function pkcs12({
  privateKey,
  certificate,
  friendlyName,
  password,
}: Pkcs12Contents): Buffer {
  const shrouded = createPrivateKey(privateKey).export({
    type: "pkcs8",
    format: "der",
    cipher: "aes-256-cbc",
    passphrase: password,
  });
  const keyId = createHash("sha1").update(certificate).digest();
  const attributes = set(
    sequence(objectId(ids.localKeyId), set(octets(keyId))),
    sequence(objectId(ids.friendlyName), set(bmp(friendlyName))),
  );
  const keyBag = sequence(objectId(ids.shroudedKeyBag), tagged(0, shrouded), attributes);
  const certBag = sequence(
    objectId(ids.certBag),
    tagged(0, sequence(objectId(ids.x509Certificate), tagged(0, octets(certificate)))),
    attributes,
  );
  const safe = sequence(data(sequence(certBag)), data(sequence(keyBag)));
  return sequence(smallInteger(3), data(safe), macData(safe, password));
}

const data = (content: Uint8Array): Buffer =>
  sequence(objectId(ids.data), tagged(0, octets(content)));

function macData(content: Uint8Array, password: string): Buffer {
  const salt = randomBytes(16);
  const mac = createHmac("sha256", macKey(password, salt)).update(content).digest();
  const digest = sequence(sequence(objectId(ids.sha256), nothing), octets(mac));
  return sequence(digest, octets(salt), smallInteger(macIterations));
}

/**
 * The key of the MAC: RFC 7292, appendix B.2, with SHA-256 (block 64, result 32). As long as one result, so that
 * the later rounds of the procedure are never needed.
 */
function macKey(password: string, salt: Uint8Array): Buffer {
  const block = 64;
  const purpose = Buffer.alloc(block, 3);
  const secret = utf16(`${password}\0`);
  let key = Buffer.concat([purpose, filled(salt, block), filled(secret, block)]);
  for (let round = 0; round < macIterations; round += 1) {
    key = createHash("sha256").update(key).digest();
  }
  return key;
}

/** Repeats the bytes until they fill whole blocks. */
function filled(bytes: Uint8Array, block: number): Buffer {
  return Buffer.alloc(Math.ceil(bytes.length / block) * block, bytes);
}
