const replacement = "•••";

/** The shapes in which credentials show up in protocol text. The first group is kept, the rest replaced. */
const patterns: readonly RegExp[] = [
  // JSON Web Token (RFC 7519): three base64url parts, the first of which starts with {"
  /()\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g,
  // refresh tokens and codes of Microsoft Entra (0.A…, 1.A…) and of personal accounts (M.C559_…, M.R3_…, EwB…)
  /()\b[01]\.A[\w-]{6,}\.[\w\-.]{20,}/g,
  /()\bM\.[CR]\d{1,4}_[\w.!*$%-]{20,}/g,
  /()\bEw[A-D][\w+/=-]{60,}/g,
  // client secrets of Microsoft Entra: three characters, "8Q~" or the like, then the rest
  /()[\w.~-]{1,8}[78]Q~[\w.~-]{20,}/g,
  // HTTP (RFC 6750) and the clear text of a XOAUTH2 frame; "Basic authentication is disabled" is an answer of Exchange
  /((?:Bearer|Basic)\s+)(?!authentication(?![\w\-.~+/=%!*$]))[\w\-.~+/=%!*$]{8,}/gi,
  // IMAP, SMTP and POP SASL lines with an initial response; a list of mechanisms (EHLO's AUTH) is none
  /(\bAUTH(?:ENTICATE)?[ \t]+(?:XOAUTH2|OAUTHBEARER|PLAIN|LOGIN)[ \t]+)(?!(?:XOAUTH2|OAUTHBEARER|PLAIN|LOGIN|NTLM|GSSAPI|EXTERNAL|(?:CRAM|DIGEST)-MD5|SCRAM-SHA-\d+(?:-PLUS)?)(?![^\s,;"']))\S{4,}/gi,
  // base64 of "user=", the start of every XOAUTH2 frame
  /()\bdXNlcj[0-9A-Za-z+/=_-]{8,}/g,
  // form, query and JSON members (RFC 6749) with a credential for a value, also in JSON within JSON
  /(\b(?:access_token|refresh_token|id_token|client_secret|client_assertion|code_verifier|device_code|assertion|password|secretText|client_info)(?:\\*["'])?\s*[=:]\s*(?:\\*["'])?)(?:[^\s"'&,;}\\]|\\+(?!["'\\])){6,}/gi,
  // a token in MSAL's serialised cache: only quoted, because "secret:" also stands in ordinary sentences
  /(["']secret\\*["']\s*:\s*\\*["'])(?:[^\s"'\\]|\\+(?!["'\\]))+/gi,
  // an authorization code in a query or form; a number is an error code
  /(\bcode=)(?!\d{1,9}(?!\w))[^\s"'&,;}]{6,}/gi,
];

/** Replaces everything in `text` that has the shape of a credential. */
export function redactPatterns(text: string): string {
  return patterns.reduce(
    (current, pattern) => current.replace(pattern, (_all, kept: string) => `${kept}${replacement}`),
    text,
  );
}

/**
 * Hides credentials in text that leaves the process: those it was told of, in the encodings in which they
 * travel, and whatever else has the shape of one.
 */
export class Redactor {
  /** Each value with its forms, the oldest first. */
  private readonly hidden = new Map<string, readonly string[]>();
  /** All forms, the longest first, so that a value is not cut by one it begins with. */
  private ordered: readonly string[] | undefined;

  /** @param limit how many values are remembered */
  constructor(private readonly limit = 200) {}

  /** Remembers a credential. Values under eight characters are left alone: hiding them would maim ordinary words. */
  hide(value: string | undefined): void {
    if (value === undefined || value.length < 8) return;
    const forms = this.hidden.get(value) ?? encodings(value);
    this.hidden.delete(value);
    this.hidden.set(value, forms);
    for (const oldest of this.hidden.keys()) {
      if (this.hidden.size <= this.limit) break;
      this.hidden.delete(oldest);
    }
    this.ordered = undefined;
  }

  /** Hides what it was told of, and the shapes of credentials. */
  readonly redact = (text: string): string => redactPatterns(this.redactKnown(text));

  /** Hides what it was told of only: for texts of ours in which a placeholder has to stay legible. */
  readonly redactKnown = (text: string): string => {
    this.ordered ??= [...this.hidden.values()].flat().sort((a, b) => b.length - a.length);
    let result = text;
    for (const form of this.ordered) result = result.replaceAll(form, replacement);
    return result;
  };
}

/** A value as it looks in text, URLs, forms, JSON, and anywhere within base64. */
function encodings(value: string): readonly string[] {
  const bytes = Buffer.from(value);
  const standard = [bytes.toString("base64"), ...[0, 1, 2].map((before) => within(bytes, before))];
  return [
    ...new Set([
      value,
      // Through bytes, because a lone surrogate cannot be put into a URL
      encodeURIComponent(bytes.toString()),
      new URLSearchParams({ "": value }).toString().slice(1),
      JSON.stringify(value).slice(1, -1),
      ...standard,
      ...standard.map(toBase64Url),
    ]),
  ];
}

/** What base64 makes of `bytes` alone when `before` other bytes (modulo 3) stand before them. */
function within(bytes: Buffer, before: number): string {
  const all = Buffer.concat([Buffer.alloc(before), bytes]);
  const firstOwn = Math.ceil((before * 8) / 6);
  const lastOwn = Math.floor((all.length * 8) / 6);
  return all.toString("base64").slice(firstOwn, lastOwn);
}

function toBase64Url(base64: string): string {
  return base64.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
