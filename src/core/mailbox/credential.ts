/** What a confidential client proves itself with, by name; the value lies in SecretStorage. */
export type Credential =
  | { readonly kind: "secret"; readonly keyId: string }
  | { readonly kind: "certificate"; readonly thumbprint: string };

/** As a mailbox remembers it. */
export interface CredentialFacts {
  /** Key id of the client secret it signs in with. */
  readonly secretKeyId?: string | undefined;
  /** SHA-1 of the certificate it signs in with, in upper-case hexadecimal digits. */
  readonly certificateThumbprint?: string | undefined;
}

export function factsOfCredential(credential: Credential | undefined): CredentialFacts {
  if (credential === undefined) return {};
  return credential.kind === "secret"
    ? { secretKeyId: credential.keyId }
    : { certificateThumbprint: credential.thumbprint };
}

export function credentialOf({
  secretKeyId,
  certificateThumbprint,
}: CredentialFacts): Credential | undefined {
  if (certificateThumbprint !== undefined) {
    return { kind: "certificate", thumbprint: certificateThumbprint };
  }
  return secretKeyId === undefined ? undefined : { kind: "secret", keyId: secretKeyId };
}

export function sameCredential(a: Credential, b: Credential): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
