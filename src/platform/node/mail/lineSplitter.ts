/** Characters of a line that are kept; a mail server says what matters at its beginning. */
const keptCharacters = 2048;

/** How much a server may send, in bytes, and what happens when it sends more. */
export interface LineLimits {
  readonly line: number;
  readonly total: number;
  /** Told once; nothing is read any more. */
  readonly onExcess: (words: string) => void;
}

/**
 * Cuts what a server sends into lines, keeping the beginning of each; memory stays bounded. Without limits a line of
 * any length is read to its end.
 */
export class LineSplitter {
  private kept = "";
  private length = 0;
  private total = 0;
  private deaf = false;

  constructor(
    private readonly onLine: (line: string) => void,
    private readonly limits?: LineLimits,
  ) {}

  readonly feed = (chunk: Buffer): void => {
    this.total += chunk.length;
    let start = 0;
    while (!this.deaf) {
      const end = chunk.indexOf(0x0a, start);
      const stop = end < 0 ? chunk.length : end;
      this.length += stop - start;
      const room = keptCharacters - this.kept.length;
      if (room > 0) this.kept += chunk.toString("latin1", start, Math.min(stop, start + room));
      if (this.isTooMuch()) return;
      if (end < 0) return;
      start = end + 1;
      this.endLine();
    }
  };

  private endLine(): void {
    const line = this.kept.replace(/\r$/, "");
    this.kept = "";
    this.length = 0;
    this.onLine(Buffer.from(line, "latin1").toString("utf8"));
  }

  private isTooMuch(): boolean {
    if (this.limits === undefined) return false;
    const { line, total, onExcess } = this.limits;
    const words =
      this.length > line
        ? `A line of more than ${line} bytes came.`
        : this.total > total
          ? `More than ${total} bytes came.`
          : undefined;
    if (words === undefined) return false;
    this.deaf = true;
    onExcess(words);
    return true;
  }
}
