import { HeldSecret } from "./heldSecret";
import type { ImportedSecret, Setting } from "./importedConfig";

/**
 * What templates have in place of a value. Sources: oama `printTemplate`, `pizauth.conf(5)`, `emailproxy.config`, and
 * the words people put there by themselves.
 */
const placeholder =
  /^(?:\.{2,}|x{3,}|\*+[^*]*\*+|<[^<>]*>|\{[^{}]*\}|application-CLIENT[-_](?:ID|SECRET)|(?:your|my|enter|insert|replace|change|edit)[-_ ].*|todo|client[-_ ]?(?:id|secret)|secret)$/i;

/** True for words that stand where a value belongs. */
export function isPlaceholder(value: string): boolean {
  return value.length <= 100 && placeholder.test(value.trim());
}

/** A secret as it stands in a file; nothing of it but the holder leaves this function. */
export function secretOf(setting: Setting | undefined): ImportedSecret {
  if (setting?.line === undefined) return { kind: "none" };
  const { value, line } = setting;
  return isPlaceholder(value)
    ? { kind: "placeholder", line }
    : { kind: "value", held: new HeldSecret(value), line };
}
