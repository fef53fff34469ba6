/** Characters of a line that are kept; a mail server says what matters at its beginning. */
const lineLimit = 2048;

/** Cuts what a server sends into lines, keeping the beginning of each; memory stays bounded. */
export class LineSplitter {
  private line = "";

  constructor(private readonly onLine: (line: string) => void) {}

  readonly feed = (chunk: Buffer): void => {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(0x0a, start);
      const stop = end < 0 ? chunk.length : end;
      const room = lineLimit - this.line.length;
      if (room > 0) this.line += chunk.toString("latin1", start, Math.min(stop, start + room));
      if (end < 0) return;
      const line = this.line.replace(/\r$/, "");
      this.line = "";
      start = end + 1;
      this.onLine(Buffer.from(line, "latin1").toString("utf8"));
    }
  };
}

/** A status line of a server (RFC 3501 §7.1). */
export interface StatusLine {
  /** `*` when it answers no command. */
  readonly tag: string;
  readonly status: "OK" | "NO" | "BAD" | "BYE" | "PREAUTH";
  /** Response code without brackets: `CAPABILITY IMAP4rev1 …`. */
  readonly code: string | undefined;
  readonly text: string;
}

/** @returns undefined for a line that is no status line */
export function parseStatusLine(line: string): StatusLine | undefined {
  const match = /^(\*|[0-9A-Za-z]+) (OK|NO|BAD|BYE|PREAUTH)(?: (?:\[([^\]]*)\] ?)?(.*))?$/i.exec(
    line,
  );
  if (match === null) return undefined;
  const [, tag = "", status = "", code, text = ""] = match;
  return { tag, status: status.toUpperCase() as StatusLine["status"], code, text };
}

/** Words of `* CAPABILITY …` or of the response code of that name; undefined for anything else. */
export function parseCapabilities(text: string | undefined): readonly string[] | undefined {
  const match = /^(?:\* )?CAPABILITY (.+)$/i.exec(text ?? "");
  return match?.[1]?.trim().split(/\s+/);
}

/** The JSON that some servers send before they refuse a token (RFC 7628 §3.2.2), decoded; bounded. */
export function parseChallenge(line: string): string | undefined {
  const encoded = /^\+ ([A-Za-z0-9+/]{8,}={0,2})$/.exec(line)?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, "base64").toString("utf8");
  return text.startsWith("{") ? text.slice(0, 1000) : undefined;
}
