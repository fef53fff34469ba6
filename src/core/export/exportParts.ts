import { Failure } from "../failure";
import type { ExportInput, MailServerProtocol, ServerAddress } from "./exporter";

/** What programs on this computer register when nothing else is known. */
export const usualRedirectUri = "http://localhost";

/** Stands where the client secret belongs, in every format: no quote, no space, no character that means something. */
export const secretPlaceholder = "PUT_THE_CLIENT_SECRET_HERE";

/** The secret the person chose to insert, or the placeholder. */
export function secretOrPlaceholder({ options }: ExportInput): string {
  return options.clientSecret ?? secretPlaceholder;
}

/** True when what is written carries the secret itself. */
export function insertsSecret({ options, registration }: ExportInput): boolean {
  return registration.client === "confidential" && options.clientSecret !== undefined;
}

/**
 * The server of a protocol.
 * @throws Failure `input.invalid` (input `imapServer`, `smtpServer` or `popServer`, problem `missing`) where no source
 * names the server of this cloud
 */
export function serverOf({ options }: ExportInput, protocol: MailServerProtocol): ServerAddress {
  const server = options.servers[protocol];
  if (server !== undefined) return server;
  throw new Failure("input.invalid", `The ${protocol} server of this cloud is not known.`, {
    input: `${protocol}Server`,
    problem: "missing",
  });
}

/** `https://…/oauth2/v2.0/<page>` of the mailbox's authority. */
export function authorityPage({ cloud, mailbox }: ExportInput, page: string): string {
  return `https://${cloud.loginHost}/${mailbox.authorityTenant}/oauth2/v2.0/${page}`;
}

/**
 * The user name of the SASL frame. A shared mailbox is read under its own name, and sent from as the person who signs
 * in: it has no submission of its own (Exchange "authenticate an IMAP, POP or SMTP application by OAuth").
 */
export function loginName({ mailbox }: ExportInput, protocol: MailServerProtocol): string {
  return protocol === "smtp" && mailbox.kind === "delegated" ? mailbox.username : mailbox.address;
}

/** Where a program's own sign-in comes back to: the registered loopback address, or the usual one. */
export function loopbackRedirectUri({ mailbox }: ExportInput): string {
  return /^http:\/\/(?:localhost|127\.0\.0\.1)(?:[:/]|$)/.test(mailbox.redirectUri)
    ? mailbox.redirectUri
    : usualRedirectUri;
}

/**
 * What a comment says where a program's own sign-in needs a redirect URI other than the one by which the mailbox was
 * signed in: without it the program's sign-in ends with AADSTS50011.
 */
export function loopbackNotes(input: ExportInput): readonly string[] {
  const { kind, redirectUri } = input.mailbox;
  const needed = loopbackRedirectUri(input);
  return kind === "appOnly" || needed === redirectUri
    ? []
    : [
        `Add ${needed} to the redirect URIs of the registration; this mailbox signed in by ${redirectUri}.`,
      ];
}
