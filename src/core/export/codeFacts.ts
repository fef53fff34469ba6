import { appScope } from "../oauth/appScopes";
import { authorityPage, loginName, serverOf } from "./exportParts";
import type { ExportInput, ServerAddress } from "./exporter";
import { signInMailScopes } from "./mailScopes";

/** Name of the environment variable from which the code reads the client secret: no secret stands in a source file. */
export const secretVariable = "ENTRA_MAIL_CLIENT_SECRET";

/** How a program of one's own gets its token. */
export type CodeSignIn =
  /** A public client: a code is shown, and a person types it in on any device (RFC 8628). */
  | "deviceCode"
  /** A confidential client: a person signs in in a browser, and the code that comes back is redeemed with the secret. */
  | "authorizationCode"
  /** The app itself, without a user (RFC 6749, 4.4). */
  | "clientCredentials";

/** What code needs to know, the same in every language. */
export interface CodeFacts {
  readonly signIn: CodeSignIn;
  readonly authority: string;
  readonly clientId: string;
  readonly redirectUri: string;
  /** Without `offline_access`, which the libraries of Microsoft add by themselves. */
  readonly scopes: readonly string[];
  /** Mailbox that is opened, and stands in From. */
  readonly address: string;
  /** Who signs in, as a hint for the sign-in page. */
  readonly username: string;
  readonly imapUser: string;
  readonly smtpUser: string;
  readonly imap: ServerAddress;
  readonly smtp: ServerAddress;
}

/** @throws Failure `input.invalid` (cloud.appScopeUnknown; a server that no source names) */
export function codeFacts(input: ExportInput): CodeFacts {
  const { mailbox, registration, cloud } = input;
  const signIn = signInOf(input);
  const scopes =
    signIn === "clientCredentials"
      ? [appScope(cloud, "mail")]
      : signInMailScopes(input).filter((scope) => scope !== "offline_access");
  return {
    signIn,
    authority: authorityPage(input, "").replace("/oauth2/v2.0/", ""),
    clientId: registration.clientId,
    redirectUri: mailbox.redirectUri,
    scopes,
    address: mailbox.address,
    username: mailbox.kind === "appOnly" ? mailbox.address : mailbox.username,
    imapUser: loginName(input, "imap"),
    smtpUser: loginName(input, "smtp"),
    imap: serverOf(input, "imap"),
    smtp: serverOf(input, "smtp"),
  };
}

function signInOf({ mailbox, registration }: ExportInput): CodeSignIn {
  if (mailbox.kind === "appOnly") return "clientCredentials";
  return registration.client === "public" ? "deviceCode" : "authorizationCode";
}

const signInWords: Readonly<Record<CodeSignIn, string>> = {
  deviceCode:
    "Signs a person in with a code on any device; the registration allows public client flows.",
  authorizationCode: `Signs a person in in the browser; the client secret is read from ${secretVariable}.`,
  clientCredentials: `Works as the app itself, without a user; the client secret is read from ${secretVariable}.`,
};

/** The first lines of a source file, for its comment. */
export function codeHeading(
  { mailbox, registration }: ExportInput,
  { signIn }: CodeFacts,
): readonly string[] {
  return [
    `Mailbox ${mailbox.address}, registration ${registration.name}`,
    signInWords[signIn],
    "One token opens IMAP and SMTP: both scopes belong to the same resource.",
  ];
}
