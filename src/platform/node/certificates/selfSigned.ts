import { type KeyObject, randomBytes } from "node:crypto";
import asn1 from "node-forge/lib/asn1";
import pki from "node-forge/lib/pki";
import sha256 from "node-forge/lib/sha256";

/** `ub-common-name` of RFC 5280, appendix A.1. */
const longestCommonName = 64;

/** A number, because the types of forge want a class of tags here; forge itself wants this. */
const utf8String: number = asn1.Type.UTF8;

export interface SelfSignedFacts {
  /** Becomes the common name; longer ones are cut there. */
  readonly name: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/**
 * A self-signed version 3 certificate (RFC 5280) of an RSA key, good for signatures only.
 * @returns DER
 */
export function selfSigned(privateKey: KeyObject, facts: SelfSignedFacts): Buffer {
  const key = pki.privateKeyFromPem(privateKey.export({ type: "pkcs8", format: "pem" }).toString());
  const certificate = pki.createCertificate();
  certificate.publicKey = pki.setRsaPublicKey(key.n, key.e);
  certificate.serialNumber = newSerialNumber();
  certificate.validity.notBefore = facts.notBefore;
  certificate.validity.notAfter = facts.notAfter;
  certificate.setSubject(distinguishedName(facts.name));
  certificate.setIssuer(distinguishedName(facts.name));
  certificate.setExtensions(extensions());
  certificate.sign(key, sha256.create());
  return Buffer.from(asn1.toDer(pki.certificateToAsn1(certificate)).getBytes(), "latin1");
}

/** 120 random bits behind an octet that keeps the number positive and its length fixed (4.1.2.2 allows 20 octets). */
function newSerialNumber(): string {
  return `4d${randomBytes(15).toString("hex")}`;
}

function distinguishedName(name: string): pki.CertificateField[] {
  const commonName = Array.from(name).slice(0, longestCommonName).join("");
  return [
    // Half a surrogate pair is no UTF-8, and forge would throw at it
    { name: "commonName", value: Buffer.from(commonName).toString(), valueTagClass: utf8String },
  ];
}

/**
 * What a key may do that proves an app and vouches for nobody else (RFC 5280, 4.2.1). New ones every time: forge
 * keeps the values in them, and the next key would get the identifier of this one.
 */
function extensions(): object[] {
  return [
    { name: "basicConstraints", cA: false, critical: true },
    { name: "keyUsage", digitalSignature: true, critical: true },
    { name: "subjectKeyIdentifier" },
  ];
}
