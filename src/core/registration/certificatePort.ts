import type { Iso8601 } from "../time";
import type { CertificateDraft } from "./plan";

/** A key pair that was made here, with its certificate. Holds a private key: SecretStorage or a file, nowhere else. */
export interface MadeCertificate {
  readonly draft: CertificateDraft;
  /** PKCS #8 in PEM (RFC 5958, RFC 7468). */
  readonly privateKey: string;
  /** In PEM. */
  readonly certificate: string;
}

/** What a certificate file says, and only its public part. */
export interface CertificateFile {
  readonly draft: CertificateDraft;
  /** Type of the key as Node names it, such as `rsa` or `ec`. */
  readonly keyType: string;
  /** Length of the modulus of an RSA key; undefined for other keys. */
  readonly keyBits: number | undefined;
  /** The file also held a private key, which was not kept. */
  readonly hadPrivateKey: boolean;
  /** Further certificates in the file, which are not used. */
  readonly further: number;
}

/** Makes and reads certificates. */
export interface CertificateWorkshop {
  /** A self-signed certificate of a new RSA key with 2048 bits. */
  make(wanted: CertificateWish): Promise<MadeCertificate>;
  /**
   * Reads X.509 in DER or PEM; of several in PEM the first.
   * @throws Failure `input.invalid` (input `certificate`; problems `unreadable`, `pfx`, `empty`)
   */
  read(file: Uint8Array): Promise<CertificateFile>;
  /** The key, encrypted, with its certificate as a PKCS #12 file. @throws Failure `input.invalid` (certificate.unreadable) */
  pfx(pem: string, password: string, friendlyName: string): Promise<Uint8Array>;
}

export interface CertificateWish {
  readonly displayName: string;
  readonly startDateTime: Iso8601;
  readonly endDateTime: Iso8601;
}

/** Files that hold a private key. */
export interface PrivateFiles {
  /**
   * Writes the whole file or nothing, readable by its owner alone (mode 0600) where the system knows modes.
   * What stands under this name is replaced: the person was asked before.
   * @param path in the form of this machine
   * @throws Failure `input.invalid` (input `file`)
   */
  write(path: string, contents: Uint8Array): Promise<void>;
}
