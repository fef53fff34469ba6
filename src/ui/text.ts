/**
 * Makes text harmless for the places of the editor that give it a meaning. Names, addresses and server
 * texts are written by others: they may hold links, commands, icons and characters that turn the line.
 */

// Line and column controls, then the characters that change direction or are not seen at all.
// oxlint-disable-next-line no-control-regex -- these are what has to go
const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
const invisible =
  /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]|[\u{e0000}-\u{e007f}]/gu;

const longest = 300;

/** One line without control characters. */
function oneLine(text: string): string {
  return text.replace(controls, " ").replace(invisible, "").trim();
}

/** One line without control characters, cut after 300 characters. For trees and other plain places. */
export function plainText(text: string): string {
  const line = oneLine(text);
  return line.length <= longest ? line : `${line.slice(0, longest - 1).trimEnd()}…`;
}

/** A value for notifications, dialogs and input boxes, cut like all values. */
export function notificationText(text: string): string {
  return notificationSentence(plainText(text));
}

/**
 * A whole sentence of ours with its values in it, for notifications, dialogs and input boxes. They turn
 * `[label](command:…)` into a link and `$(name)` into an icon, which can also arise where values meet.
 */
export function notificationSentence(text: string): string {
  return oneLine(text).replaceAll("](", "] (").replaceAll("$(", "$ (");
}

/** For pick lists, which turn `$(name)` into an icon. */
export function pickText(text: string): string {
  return plainText(text).replaceAll("$(", "\\$(");
}

/**
 * A Markdown code span, in which nothing but the text shows: no link, no HTML, no table cell.
 * Source: CommonMark 6.1 (a longer fence than any run inside), GFM 4.10 (a pipe needs its backslash).
 */
export function markdownCode(text: string): string {
  const line = plainText(text);
  if (line === "") return "";
  const runs = line.match(/`+/g) ?? [];
  const fence = "`".repeat(Math.max(0, ...runs.map(({ length }) => length)) + 1);
  const pad = line.startsWith("`") || line.endsWith("`") ? " " : "";
  return `${fence}${pad}${line.replaceAll("|", "\\|")}${pad}${fence}`;
}

/** Letters, digits and spaces, and the dots and slashes of numbers and dates: no Markdown, no address. */
const wordsAndNumbers = /^(?:[\p{L}\p{N} \u00a0\u202f,:-]|(?<=\d)[./](?=\d|\s|$))+$/u;

/** A value inside a Markdown sentence: plain words and numbers stand as they are, all else is set as code. */
export function markdownValue(text: string): string {
  return wordsAndNumbers.test(text) ? text : markdownCode(text);
}

/** Breaks a line at spaces into rows of at most `length` characters; the following ones are indented. */
export function wrapLine(text: string, length: number): readonly string[] {
  const rows: string[] = [];
  for (const word of text.split(" ")) {
    const last = rows.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= length) {
      rows[rows.length - 1] = `${last} ${word}`;
    } else rows.push(rows.length === 0 ? word : `\u2003${word}`);
  }
  return rows;
}

/** A few words that stay on one line: a narrow column must not break "54 ms" in two. */
export function unbroken(text: string): string {
  return text.replaceAll(" ", "\u00a0");
}
