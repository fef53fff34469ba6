import { redactPatterns } from "../../../base/redact";

/** No answer that explains something is longer. */
const mostCharacters = 600;
/** A credential that the answer ends in is seen whole. */
const mostRead = 2 * mostCharacters;

/** Where the words of a server end: line, quote, tag, next field of a query, or the ids that follow them. */
const endOfWords =
  /[\r\n<]|\\+[rn]|\\*["']\s*[,}\]]|&(?!(?:#\d+|#x[\da-f]+|\w+);)|\bTrace ID\b|%0d%0a|$/i;

/** What a server says from an index on, as a person reads it: without the marks of JSON, query or page, and without credentials. */
export function serverWords(text: string, index: number): string {
  const from = text.slice(index, index + mostRead);
  const words = from.slice(0, endOfWords.exec(from)?.index);
  const plain = decodeMarks(
    /%[\da-f]{2}/i.test(words) || !words.includes(" ") ? decodeQuery(words) : words,
  );
  return shortened(plain);
}

/** Words to be quoted: without what has the shape of a credential, and not longer than an answer is. */
export function shortened(words: string): string {
  return redactPatterns(words.slice(0, mostRead)).slice(0, mostCharacters).trim();
}

/** A stray percent sign leaves the text as it is. */
function decodeQuery(words: string): string {
  try {
    return decodeURIComponent(words.replaceAll("+", " "));
  } catch {
    return words;
  }
}

const marks: Readonly<Record<string, string>> = {
  quot: '"',
  apos: "'",
  amp: "&",
  lt: "<",
  gt: ">",
};

/** Escapes of JSON and references of HTML. */
function decodeMarks(words: string): string {
  return words
    .replace(/\\+u([\da-f]{4})/gi, (_all, digits: string) => character(Number.parseInt(digits, 16)))
    .replace(/&#x([\da-f]{1,6});/gi, (_all, digits: string) =>
      character(Number.parseInt(digits, 16)),
    )
    .replace(/&#(\d{1,7});/g, (_all, digits: string) => character(Number(digits)))
    .replace(/&(quot|apos|amp|lt|gt);/g, (_all, name: string) => marks[name] ?? "")
    .replace(/\\+(["'/])/g, "$1");
}

function character(code: number): string {
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : "";
}
