import { Failure } from "../../failure";

/** Characters that end a line, or that are not seen: what is pasted must be what is read. */
const refused = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|\p{Surrogate}/u;

/** False for values with control or invisible characters, which no line should hold. */
export function fitsLine(value: string): boolean {
  return !refused.test(value);
}

/** Words that mean themselves in every shell of the family. A leading `~` or `=` would not. */
const plain = /^[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+=:,./-]*$/;

/**
 * A value as one word of a POSIX shell: within single quotes nothing means anything, and a quote is written outside
 * of them (POSIX Shell Command Language, 2.2.2). It does not keep a program from taking a leading dash for an option:
 * put such values behind `--name=`.
 * @throws Failure `input.invalid` (input `commandLine`, problem `control`) for control and invisible characters
 */
export function shQuote(value: string): string {
  if (!fitsLine(value)) {
    throw new Failure("input.invalid", "A value of a command line holds a control character.", {
      input: "commandLine",
      problem: "control",
    });
  }
  return plain.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}
