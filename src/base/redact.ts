const replacement = "•••";

/** The shapes in which credentials show up in protocol text. The first group is kept, the rest replaced. */
const patterns: readonly RegExp[] = [
  // JSON Web Token (RFC 7519): three base64url parts, the first of which starts with {"
  /()\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g,
  // HTTP (RFC 6750) and the clear text of a XOAUTH2 frame
  /((?:Bearer|Basic)\s+)[\w\-.~+/=%]{8,}/gi,
  // IMAP, SMTP and POP SASL lines with an initial response
  /(\bAUTH(?:ENTICATE)?\s+(?:XOAUTH2|OAUTHBEARER|PLAIN|LOGIN)\s+)\S{4,}/gi,
  // base64 of "user=", the start of every XOAUTH2 frame
  /()\bdXNlcj[0-9A-Za-z+/=_-]{8,}/g,
  // form, query and JSON members (RFC 6749) with a credential for a value
  /(\b(?:access_token|refresh_token|id_token|client_secret|client_assertion|code|code_verifier|device_code|assertion|password|secretText|client_info)["']?\s*[=:]\s*["']?)[^\s"'&,;}]{6,}/gi,
  // refresh tokens and codes of Microsoft Entra (0.A…, 1.A…) and of personal accounts (M.C…, EwB…)
  /()\b[01]\.A[\w-]{6,}\.[\w\-.]{20,}/g,
  /()\bM\.[CR]\d{3}_[\w.!*$-]{20,}/g,
  /()\bEw[A-D][\w+/=-]{60,}/g,
  // client secrets of Microsoft Entra: three characters, a digit, "Q~" or "8Q~", then the rest
  /()\b[\w.~-]{3}\d?[78]Q~[\w.~-]{20,}/g,
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
  private readonly hidden = new Set<string>();

  constructor(private readonly limit = 500) {}

  /** Remembers a credential. Values under eight characters are left alone: hiding them would maim ordinary words. */
  hide(value: string | undefined): void {
    if (value === undefined || value.length < 8) return;
    const forms = [
      value,
      encodeURIComponent(value),
      Buffer.from(value).toString("base64"),
      Buffer.from(value).toString("base64url"),
    ];
    for (const form of forms) {
      this.hidden.delete(form);
      this.hidden.add(form);
    }
    for (const oldest of this.hidden) {
      if (this.hidden.size <= this.limit) break;
      this.hidden.delete(oldest);
    }
  }

  readonly redact = (text: string): string => {
    let result = text;
    for (const value of this.hidden) result = result.replaceAll(value, replacement);
    return redactPatterns(result);
  };
}
