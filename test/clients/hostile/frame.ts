/** Who logged in, and what its program asked the token command for. */
export interface Login {
  readonly user: string;
  /** The arguments of the token command. */
  readonly words: readonly string[];
}

/**
 * A token command that answers with its own arguments, each ended by NUL, in hexadecimal: what a server is shown as a
 * token tells how the program that got it ran the command.
 */
export const echoingTokenCommand = `#!/bin/sh
printf '%s\\0' "$@" | od -An -v -tx1 | tr -d ' \\n'
`;

/** The login in a line of a mail protocol; undefined where it holds none. */
export function readFrame(line: string): Login | undefined {
  const text = Buffer.from(line.split(" ").at(-1) ?? "", "base64").toString();
  const [user, token] = xoauth2(text) ?? plain(text) ?? [];
  if (user === undefined || token === undefined) return undefined;
  return { user, words: Buffer.from(token, "hex").toString().split("\0").slice(0, -1) };
}

/** Google "OAuth 2.0 Mechanism" */
function xoauth2(text: string): readonly string[] | undefined {
  const [user = "", token = "", ...rest] = text.split("\u0001");
  if (!user.startsWith("user=") || !token.startsWith("auth=Bearer ")) return undefined;
  return rest.join("") === "" ? [user.slice(5), token.slice(12)] : undefined;
}

/** RFC 4616, for programs that know nothing else */
function plain(text: string): readonly string[] | undefined {
  const [other, user = "", token = "", ...rest] = text.split("\0");
  return other === "" && user !== "" && rest.length === 0 ? [user, token] : undefined;
}

/** The address of a `MAIL FROM:<…>`, its local part without quotes (RFC 5321, 4.1.2). */
export function readSender(line: string): string | undefined {
  const path = /^MAIL FROM:<(.*)>/i.exec(line)?.[1];
  const [, quoted, domain = ""] = /^"(.*)"(@.*)$/.exec(path ?? "") ?? [];
  return quoted === undefined ? path : quoted.replaceAll(/\\(.)/g, "$1") + domain;
}
