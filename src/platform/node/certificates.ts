import { generateKeyPair, type KeyObject, X509Certificate } from "node:crypto";
import { promisify } from "node:util";
import { Failure } from "../../core/failure";
import type {
  CertificateFile,
  CertificateWish,
  CertificateWorkshop,
  MadeCertificate,
} from "../../core/registration/certificatePort";
import type { CertificateDraft } from "../../core/registration/plan";
import { pkcs12 } from "./certificates/pkcs12";
import { firstCertificate, unreadable } from "./certificates/certificateFile";
import { selfSigned } from "./certificates/selfSigned";

/** Microsoft's how-to for self-signed certificates makes 2048 bits. */
const keyBits = 2048;

const makeKeyPair = promisify(generateKeyPair);

/** Keys are made and certificates read by Node; what they are written in is made by node-forge. */
export class NodeCertificates implements CertificateWorkshop {
  async make({
    displayName,
    startDateTime,
    endDateTime,
  }: CertificateWish): Promise<MadeCertificate> {
    const { privateKey } = await makeKeyPair("rsa", { modulusLength: keyBits });
    const der = selfSigned(privateKey, {
      name: displayName,
      notBefore: new Date(startDateTime),
      notAfter: new Date(endDateTime),
    });
    const certificate = new X509Certificate(der);
    return {
      draft: draftOf(certificate, displayName),
      privateKey: pemOf(privateKey),
      certificate: certificate.toString(),
    };
  }

  async read(file: Uint8Array): Promise<CertificateFile> {
    const { der, hadPrivateKey, further } = firstCertificate(file);
    await Promise.resolve();
    const certificate = parse(der);
    const { asymmetricKeyType = "", asymmetricKeyDetails } = publicKeyOf(certificate);
    return {
      draft: draftOf(certificate, commonName(certificate)),
      keyType: asymmetricKeyType,
      keyBits: asymmetricKeyDetails?.modulusLength,
      hadPrivateKey,
      further,
    };
  }

  async pfx(pem: string, password: string, friendlyName: string): Promise<Uint8Array> {
    const { der } = firstCertificate(Buffer.from(pem));
    const privateKey = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----/.exec(pem)?.[0];
    await Promise.resolve();
    if (privateKey === undefined) throw unreadable("The stored text holds no private key.");
    try {
      return pkcs12({ privateKey, certificate: der, friendlyName, password });
    } catch (error) {
      throw unreadable("The stored key or certificate cannot be read.", error);
    }
  }
}

function parse(der: Uint8Array): X509Certificate {
  try {
    return new X509Certificate(der);
  } catch (error) {
    throw unreadable("The file is not an X.509 certificate.", error);
  }
}

/** Node cannot make a key of every kind there is. */
function publicKeyOf(certificate: X509Certificate): KeyObject {
  try {
    return certificate.publicKey;
  } catch (error) {
    throw unreadable("The key of the certificate cannot be read.", error);
  }
}

function draftOf(certificate: X509Certificate, displayName: string): CertificateDraft {
  return {
    displayName,
    der: Buffer.from(certificate.raw).toString("base64"),
    thumbprint: certificate.fingerprint.replaceAll(":", ""),
    startDateTime: isoOf(certificate.validFrom),
    endDateTime: isoOf(certificate.validTo),
  };
}

/** Node writes the times of a certificate as OpenSSL does: `Dec  3 14:00:00 2026 GMT`. */
function isoOf(text: string): string {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) {
    throw new Failure("input.invalid", "A time in the certificate cannot be read.", {
      input: "certificate",
      problem: "unreadable",
    });
  }
  return `${date.toISOString().slice(0, 19)}Z`;
}

/** The common name of the subject; empty where there is none. */
function commonName({ subject }: X509Certificate): string {
  return /^CN=(.*)$/m.exec(subject)?.[1] ?? "";
}

function pemOf(key: KeyObject): string {
  return key.export({ type: "pkcs8", format: "pem" }).toString();
}
