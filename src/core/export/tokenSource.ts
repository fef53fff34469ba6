import type { ProtocolId } from "../mail/probe";
import type { ExportInput, TokenSource } from "./exporter";
import { accountName } from "./formats/accountName";

/** Every source; our own first. For programs that run a command to get their password. */
export const everyTokenSource: readonly TokenSource[] = [
  "tokenCommand",
  "oama",
  "pizauth",
  "muttOauth2",
];

/** Where `mutt_oauth2.py` keeps the tokens of an account, for a shell. The name has no character that means something. */
export function muttTokenFile(address: string): string {
  return `"$HOME/.mutt_oauth2/${accountName(address)}.tokens"`;
}

/**
 * The command that prints an access token for the mailbox, and its arguments. An address that begins with a dash
 * stands behind `--`.
 */
export function tokenWords(input: ExportInput, protocol: ProtocolId): readonly string[] {
  return words[input.options.tokenSource](input, protocol);
}

const words: Readonly<
  Record<TokenSource, (input: ExportInput, protocol: ProtocolId) => readonly string[]>
> = {
  tokenCommand: ({ options, mailbox: { address } }, protocol) => [
    options.tokenCommand ?? "entra-mail-token",
    // IMAP is what the command hands out tokens for when it is not told
    ...(protocol === "imap" ? [] : ["--protocol", protocol]),
    ...operand(address),
  ],
  oama: ({ mailbox: { username } }) => ["oama", "access", ...operand(username)],
  pizauth: ({ mailbox: { address } }) => ["pizauth", "show", accountName(address)],
  muttOauth2: ({ mailbox: { address } }) => [
    "sh",
    "-c",
    `exec mutt_oauth2.py ${muttTokenFile(address)}`,
  ],
};

/** An argument that must not be taken for an option. */
export function operand(value: string): readonly string[] {
  return value.startsWith("-") ? ["--", value] : [value];
}

/** For a comment: where the tokens come from, and what must be true for that. */
export const tokenNotes: Readonly<Record<TokenSource, string>> = {
  tokenCommand: "Access tokens come from entra-mail-token, which answers while the editor runs.",
  oama: "Access tokens come from oama; sign in there first.",
  pizauth: "Access tokens come from pizauth, which must be running.",
  muttOauth2: "Access tokens come from mutt_oauth2.py; authorize it first.",
};
