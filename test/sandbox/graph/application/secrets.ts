import { createHash, randomBytes } from "node:crypto";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_~.-";

function shape(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => alphabet[byte % alphabet.length] ?? "").join("");
  // Values of the live service are 40 characters; after the three of the hint comes "8Q~".
  return `${text.slice(0, 3)}8Q~${text.slice(3, 37)}`;
}

/** A new client secret of the live service's form. */
export function newSecret(): string {
  return shape(randomBytes(37));
}

/** The secret a label stands for, the same in every run. */
export function seededSecret(label: string): string {
  const first = createHash("sha256").update(`1 ${label}`).digest();
  const second = createHash("sha256").update(`2 ${label}`).digest();
  return shape(Buffer.concat([first, second]).subarray(0, 37));
}

/** What the world keeps of a secret: SHA-256, hex. */
export function hashSecret(value: string): string {
  return createHash("sha256").update(value).digest("hex");
}
