/** A piece of a pasted text: a line, or a part of one that is very long. */
export interface Segment {
  readonly text: string;
  /** Of the pasted text, counted from 1. */
  readonly line: number;
}

export interface PastedText {
  /** What is read of it. */
  readonly text: string;
  readonly segments: readonly Segment[];
  /** It was longer; its beginning is not read. */
  readonly cut: boolean;
  /** Secrets that this editor knows were taken out. */
  readonly hidden: boolean;
  /** The line of the pasted text, counted from 1, at an index of {@link text}. */
  readonly lineAt: (index: number) => number;
}

/** In characters. Of a longer log the end counts, and every search stays within a second. */
const mostCharacters = 256 * 1024;
/** No answer of a server is as long; a page that stands on one line is. */
const longestSegment = 4_000;

/**
 * Prepares a pasted text of any length and content. Line ends also count where a log has escaped them.
 * @param hide takes out the secrets that this editor knows
 */
export function pastedText(pasted: string, hide: (text: string) => string): PastedText {
  const dropped = pasted.slice(0, -mostCharacters);
  const read = pasted.slice(-mostCharacters);
  const text = hide(read);
  const ends = lineEnds(text);
  const before = countLineEnds(dropped);
  return {
    text,
    segments: segmentsOf(text, ends, before),
    cut: dropped !== "",
    hidden: text !== read,
    lineAt: (index) => before + lineAt(ends, index),
  };
}

/** Of texts of many megabytes, of which only the number of lines matters. */
function countLineEnds(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}

function lineEnds(text: string): readonly number[] {
  return Array.from(text.matchAll(/\r\n|\n|\r/g), ({ index, 0: end }) => index + end.length);
}

function segmentsOf(text: string, ends: readonly number[], before: number): readonly Segment[] {
  return [0, ...ends].flatMap((start, at) =>
    text
      .slice(start, ends[at] ?? text.length)
      .split(/\r|\n|\\{1,3}[rn]/)
      .flatMap((part) => pieces(part).map((piece) => ({ text: piece, line: before + at + 1 }))),
  );
}

function pieces(part: string): readonly string[] {
  if (part === "") return [];
  const count = Math.ceil(part.length / longestSegment);
  return Array.from({ length: count }, (_, at) =>
    part.slice(at * longestSegment, (at + 1) * longestSegment),
  );
}

/** Binary search for the number of line ends up to an index. */
function lineAt(ends: readonly number[], index: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) <= index) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}
