/** An answer of a server (RFC 5321 §4.2). */
export interface SmtpReply {
  /** Three digits. */
  readonly code: string;
  /** The first digit: 2 and 3 are yes, 4 is not now, 5 is no. */
  readonly kind: string;
  /** The text of each line, with its enhanced status code (RFC 3463) where there is one. */
  readonly lines: readonly string[];
}

/** @param text all lines of one answer @returns undefined for what is none of SMTP's */
export function parseSmtpReply(text: string): SmtpReply | undefined {
  const parts = text
    .split(/\r?\n/)
    .map((line) => /^([2-5]\d\d)(?:[ -](.*))?$/.exec(line.trimEnd()));
  const code = parts[0]?.[1];
  if (code === undefined || parts.some((part) => part?.[1] !== code)) return undefined;
  return { code, kind: code.charAt(0), lines: parts.map((part) => part?.[2]?.trim() ?? "") };
}

/** The lines as one sentence. */
export function replyWords({ lines }: SmtpReply): string {
  return lines.filter((line) => line !== "").join(" ");
}

/** What the server can do, one extension with its parameters each (RFC 5321 §4.1.1.1). */
export function extensionsIn({ lines }: SmtpReply): readonly string[] {
  return lines.slice(1).filter((line) => line !== "");
}

export function offers(extensions: readonly string[], keyword: string): boolean {
  return extensions.some((extension) => extension.split(" ", 1)[0]?.toUpperCase() === keyword);
}

/** Whether a mechanism is among those of the extension AUTH (RFC 4954 §3), also in its old spelling `AUTH=…`. */
export function offersMechanism(extensions: readonly string[], mechanism: string): boolean {
  return extensions.some((extension) => {
    const [keyword, ...mechanisms] = extension.toUpperCase().split(/[ =]+/);
    return keyword === "AUTH" && mechanisms.includes(mechanism);
  });
}
