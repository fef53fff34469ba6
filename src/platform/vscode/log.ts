import type * as vscode from "vscode";
import { errorText } from "../../base/errors";
import type { Log } from "../../core/ports";

/** The local part of a mail address; its first letter is enough to tell two mailboxes apart. */
const addresses = /([\w.+'-])[\w.+'-]*(@[\w-]+(?:\.[\w-]+)+)/g;

/** Shortens mail addresses in `text` to `a…@contoso.com`. */
export function maskAddresses(text: string): string {
  return text.replace(addresses, "$1…$2");
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
