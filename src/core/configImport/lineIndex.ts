/** A place in a text as editors count it: both from 1, columns in UTF-16 units. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** Finds places by their index, without reading the text again each time. */
export type LineIndex = (offset: number) => TextPosition;

/** Lines end with LF, CR LF or CR, as in the editor. */
export function lineIndex(text: string): LineIndex {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + end.length);
  return (offset) => {
    const place = Math.max(0, Math.min(offset, text.length));
    const line = lastAtMost(starts, place);
    return { line: line + 1, column: place - (starts[line] ?? 0) + 1 };
  };
}

/** Index of the last of the sorted `starts` that is at most `place`; the first is 0. */
function lastAtMost(starts: readonly number[], place: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}
