import { decodeChallenge } from "../mail/xoauth2";

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

/** The JSON of a continuation that is a challenge, decoded. */
export function parseChallenge(line: string): string | undefined {
  return decodeChallenge(/^\+ (\S+)$/.exec(line)?.[1]);
}
