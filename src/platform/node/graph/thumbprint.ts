const sha1Bytes = 20;
const sha1Text = /^[0-9a-f]{40}$/i;

/**
 * The SHA-1 thumbprint in Graph's `customKeyIdentifier`, in upper-case hexadecimal digits. On the wire it is
 * base64 of what the creator chose (Graph "keyCredential"): the bytes of the thumbprint, which is also the default;
 * its text in digits; or something else, such as a name (issue Azure/azure-libraries-for-net#546). The bare digits
 * are taken, too, because tools that read or write the text without base64 exist.
 * @returns undefined when it is no thumbprint
 */
export function readThumbprint(identifier: string): string | undefined {
  const bytes = Buffer.from(identifier, "base64");
  if (bytes.length === sha1Bytes) return bytes.toString("hex").toUpperCase();
  const inside = bytes.toString("latin1");
  const digits = [inside, identifier].find((text) => sha1Text.test(text));
  return digits?.toUpperCase();
}
