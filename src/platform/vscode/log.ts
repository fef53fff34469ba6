import type * as vscode from "vscode";
import { errorText } from "../../base/errors";
import type { Log } from "../../core/ports";

const domain = String.raw`[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+`;

/**
 * Mail addresses, with the first letter of the local part and all from the at sign on. A match begins where
 * a word begins, so that long text without an address costs one pass. RFC 5322 allows much in a local part,
 * and Entra's guests have `#EXT#` there.
 */
function addressPattern(ends: string, at: string): RegExp {
  return new RegExp(`(?<![^${ends}])('*[^${ends}'])[^${ends}]*(${at}${domain})`, "giu");
}

const ends = String.raw`\s@"<>(),;:\[\]\\`;
const plain = addressPattern(ends, "@");
/** In URLs, where what separates is never part of the address. */
const percentEncoded = addressPattern(`${ends}/?&=`, "%(?:25)*40");

/** Shortens mail addresses in `text` to `a…@contoso.com`. */
export function maskAddresses(text: string): string {
  return text.replace(percentEncoded, "$1…$2").replace(plain, "$1…$2");
}

/** The text of an error and of what caused it, outermost first. */
function withCauses(error: unknown): string {
  const texts: string[] = [];
  for (let current = error; current !== undefined && texts.length < 5;) {
    texts.push(
      current instanceof Error ? `${current.name}: ${current.message}` : errorText(current),
    );
    current = current instanceof Error ? current.cause : undefined;
  }
  return texts.join(" ← ");
}

/**
 * The extension's log. Every line passes `redact`; from level info upwards mail addresses are shortened,
 * because such logs are sent to others.
 */
export function createLog(channel: vscode.LogOutputChannel, redact: (text: string) => string): Log {
  const clean = (text: string): string => maskAddresses(redact(text));
  return {
    debug: (text) => channel.debug(redact(text)),
    info: (text) => channel.info(clean(text)),
    warn: (text) => channel.warn(clean(text)),
    error: (text, cause) =>
      channel.error(clean(cause === undefined ? text : `${text} ${withCauses(cause)}`)),
  };
}
