import { message } from "../../../base/message";
import { ConfigProblem } from "../configProblem";
import type { LiteralDialect } from "./literal";

/** A string that was read, and the index behind it. */
export interface ReadString {
  readonly value: string;
  readonly end: number;
}

const plainPrefixes: ReadonlySet<string> = new Set(["", "r", "u", "b", "br", "rb"]);
const hexLengths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/**
 * The string that begins at `start`.
 * @returns undefined when none begins there
 * @throws ConfigProblem for a string without end, and for one that is computed
 */
export function readString(
  text: string,
  start: number,
  { stringStart, escapes, isPython }: LiteralDialect,
): ReadString | undefined {
  stringStart.lastIndex = start;
  const { prefix = "", quote = "" } = stringStart.exec(text)?.groups ?? {};
  if (quote === "") return undefined;
  const kind = prefix.toLowerCase();
  if (!plainPrefixes.has(kind)) throw new ConfigProblem(computed, start);
  const parts: string[] = [];
  let from = start + prefix.length + quote.length;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === "\\") {
      if (kind.includes("r")) {
        at += 1;
        continue;
      }
      parts.push(text.slice(from, at));
      const escape = readEscape(text, at + 1, escapes, isPython);
      parts.push(escape.value);
      from = escape.end;
      at = from - 1;
    } else if (quote.length === 1 && (character === "\n" || character === "\r")) break;
    else if (character === quote[0] && text.startsWith(quote, at)) {
      return { value: parts.join("") + text.slice(from, at), end: at + quote.length };
    }
  }
  throw new ConfigProblem(message("This text has no end: the closing quote is missing."), start);
}

/** What is not a plain value. It would have to be run, and nothing of a file ever is. */
export const computed = message(
  "This is not a plain value but computed. Entra Mail runs nothing of a file: write the value itself.",
);

/** The escape whose backslash stands before `at`. Python lets an unknown one stand for itself; JSON has none. */
function readEscape(
  text: string,
  at: number,
  escapes: LiteralDialect["escapes"],
  isPython: boolean,
): ReadString {
  const character = text[at] ?? "";
  const plain = Object.hasOwn(escapes, character) ? escapes[character] : undefined;
  if (plain !== undefined) return { value: plain, end: at + 1 };
  if (isPython && text.startsWith("\r\n", at)) return { value: "", end: at + 2 };
  const length = isPython || character === "u" ? (hexLengths[character] ?? 0) : 0;
  const digits = text.slice(at + 1, at + 1 + length);
  if (length > 0 && digits.length === length && /^[0-9a-f]+$/i.test(digits)) {
    const code = Number.parseInt(digits, 16);
    if (code <= 0x10ffff) {
      const value = length === 8 ? String.fromCodePoint(code) : String.fromCharCode(code);
      return { value, end: at + 1 + length };
    }
  }
  if (!isPython || length > 0) {
    throw new ConfigProblem(message("There is no such escape after a backslash."), at - 1);
  }
  const [octal] = /^[0-7]{1,3}/.exec(text.slice(at, at + 3)) ?? [];
  if (octal !== undefined) {
    return { value: String.fromCharCode(Number.parseInt(octal, 8)), end: at + octal.length };
  }
  return { value: `\\${character}`, end: at + Math.max(1, character.length) };
}
