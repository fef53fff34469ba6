import { createHmac, randomBytes } from "node:crypto";
import asn1 from "node-forge/lib/asn1";
import forgePkcs12 from "node-forge/lib/pkcs12";
import pki from "node-forge/lib/pki";
import sha256 from "node-forge/lib/sha256";
import util from "node-forge/lib/util";

/** How the key is encrypted: PBES2 (RFC 8018) with AES-256-CBC and PBKDF2 by HMAC-SHA-256. */
const encryption = {
  algorithm: "aes256",
  prfAlgorithm: "sha256",
  count: 10_000,
  saltSize: 16,
} as const;

const macIterations = 10_000;
const macLength = 32;
const macSaltLength = 16;

/** The purpose "integrity" of RFC 7292, appendix B.3. */
const macPurpose = 3;

/** RFC 5754. */
const sha256Id = "2.16.840.1.101.3.4.2.1";

export interface Pkcs12Contents {
  /** PKCS #8 in PEM, of an RSA key. */
  readonly privateKey: string;
  /** DER. */
  readonly certificate: Uint8Array;
  readonly friendlyName: string;
  readonly password: string;
}

/**
 * A PKCS #12 file (RFC 7292) with one key and its certificate. The key is encrypted; the certificate is public and
 * is not; a MAC covers both.
 * @returns DER, as `.pfx` and `.p12` files hold it
 * @throws Error when forge cannot read the key or the certificate
 */
export function pkcs12(contents: Pkcs12Contents): Buffer {
  const file = forgePkcs12.toPkcs12Asn1(
    pki.privateKeyFromPem(contents.privateKey),
    pki.certificateFromAsn1(asn1.fromDer(binary(contents.certificate))),
    // PBKDF2 takes bytes, and what reads these files means those of UTF-8
    binary(Buffer.from(contents.password)),
    { ...encryption, friendlyName: contents.friendlyName, useMac: false },
  );
  return bytes(asn1.toDer(sequence(...partsOf(file), macData(file, contents.password))));
}

/**
 * The MAC, of which only the form is made here: forge knows it with SHA-1 alone, and makes it from the same string
 * as the key of the encryption. The MAC wants UTF-16 (RFC 7292, appendix B.1), so beyond ASCII one of the two
 * would be wrong, and no other program could open the file.
 */
function macData(file: asn1.Asn1, password: string): asn1.Asn1 {
  const salt = randomBytes(macSaltLength);
  const key = forgePkcs12.generateKey(
    password,
    util.createBuffer(binary(salt)),
    macPurpose,
    macIterations,
    macLength,
    sha256.create(),
  );
  const mac = createHmac("sha256", bytes(key)).update(authenticatedSafe(file)).digest();
  return sequence(
    sequence(
      sequence(
        primitive(asn1.Type.OID, asn1.oidToDer(sha256Id).getBytes()),
        primitive(asn1.Type.NULL, ""),
      ),
      primitive(asn1.Type.OCTETSTRING, binary(mac)),
    ),
    primitive(asn1.Type.OCTETSTRING, binary(salt)),
    primitive(asn1.Type.INTEGER, asn1.integerToDer(macIterations).getBytes()),
  );
}

/** What the MAC covers: the content octets of `PFX.authSafe.content` (RFC 7292, section 4). */
function authenticatedSafe(file: asn1.Asn1): Buffer {
  const [, authSafe] = partsOf(file);
  const [, content] = partsOf(authSafe);
  const [safe] = partsOf(content);
  if (typeof safe?.value !== "string") throw new TypeError("The PKCS #12 file has another form.");
  return Buffer.from(safe.value, "latin1");
}

/** Parts that forge left out stand there as undefined. */
function partsOf(form: asn1.Asn1 | undefined): asn1.Asn1[] {
  const value = form?.value ?? [];
  return typeof value === "string" ? [] : value.filter((part) => part !== undefined);
}

const sequence = (...parts: asn1.Asn1[]): asn1.Asn1 =>
  asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SEQUENCE, true, parts);

const primitive = (type: asn1.Type, value: string): asn1.Asn1 =>
  asn1.create(asn1.Class.UNIVERSAL, type, false, value);

/** Forge holds octets as characters of a string. */
const binary = (octets: Uint8Array): string => Buffer.from(octets).toString("latin1");

const bytes = (buffer: util.ByteBuffer): Buffer => Buffer.from(buffer.getBytes(), "latin1");
