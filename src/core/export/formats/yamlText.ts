import { stringify } from "yaml";

/**
 * Characters that YAML 1.1 ends a line at, or does not let stand in a file, though JSON does (YAML 1.1, 5.1 and 5.4).
 * Readers of version 1.1 are still the rule among mail programs (libyaml).
 */
const unprintable = /[\u007f-\u009f\u2028\u2029\ufeff]/g;

/**
 * A YAML document that readers of version 1.1 and 1.2 take for the same: every text is in double quotes, so that none
 * is read as a number, a date, `yes`, an alias or a comment.
 * @param value keys are texts of our own
 */
export function yamlText(value: Readonly<Record<string, unknown>>): string {
  return stringify(value, {
    lineWidth: 0,
    defaultStringType: "QUOTE_DOUBLE",
    defaultKeyType: "PLAIN",
  }).replaceAll(
    unprintable,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
