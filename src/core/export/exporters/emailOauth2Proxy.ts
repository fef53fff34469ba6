import { type Message, message } from "../../../base/message";
import {
  authorityPage,
  insertsSecret,
  loopbackNotes,
  loopbackRedirectUri,
  secretOrPlaceholder,
  serverOf,
} from "../exportParts";
import type { Exporter, ExportInput, MailServerProtocol } from "../exporter";
import { comment } from "../formats/comment";
import { configParserText, type IniSection } from "../formats/configParserText";
import { refuseValue } from "../formats/refuse";
import { signInMailScopes } from "../mailScopes";

/**
 * Without an authorization page the proxy asks for tokens by client credentials. The password that the mail program
 * is given is free: it only encrypts the stored tokens. Source: email-oauth2-proxy `emailproxy.config` and
 * `emailproxy.py`.
 */
export const emailOauth2Proxy: Exporter = {
  id: "emailOauth2Proxy",
  title: "Email OAuth 2.0 Proxy",
  needs: message("The proxy, for mail programs that can only log in with a password."),
  group: "mailProgram",
  protocols: ["imap", "smtp"],
  takesSecret: true,
  whyNot: appScopeMissing,
  write: (input) => [
    {
      name: "emailproxy.config",
      languageId: "ini",
      text: `${comment(notes(input))}${configParserText(sections(input), false)}`,
      holdsSecret: insertsSecret(input),
      placement: message(
        "Goes beside the proxy. The mail program then uses {0} and {1} without encryption, with any password.",
        "localhost:1993 (IMAP)",
        "localhost:1587 (SMTP)",
      ),
    },
  ],
};

function notes(input: ExportInput): readonly string[] {
  const { mailbox, registration } = input;
  return [
    `Email OAuth 2.0 Proxy: mailbox ${mailbox.address}, registration ${registration.name}`,
    "starttls is what versions before server_starttls call it.",
    ...loopbackNotes(input),
  ];
}

function appScopeMissing({ mailbox, cloud }: ExportInput): Message | undefined {
  return mailbox.kind === "appOnly" && cloud.appMailScope === undefined
    ? message("No source names the scope for mail without a user in this cloud.")
    : undefined;
}

function sections(input: ExportInput): readonly IniSection[] {
  const all: readonly IniSection[] = [
    { name: "IMAP-1993", lines: server(input, "imap") },
    {
      name: "SMTP-1587",
      lines: [...server(input, "smtp"), ["server_starttls", "True"], ["starttls", "True"]],
    },
    { name: sectionFor(input.mailbox.address), lines: account(input) },
  ];
  return all.map(({ name, lines }) => ({ name, lines: lines.map(withoutPercent) }));
}

function server(input: ExportInput, protocol: MailServerProtocol): IniSection["lines"] {
  const { host, port } = serverOf(input, protocol);
  return [
    ["local_address", "127.0.0.1"],
    ["server_address", host],
    ["server_port", String(port)],
  ];
}

function account(input: ExportInput): IniSection["lines"] {
  const { mailbox, registration, cloud } = input;
  const secret =
    registration.client === "confidential"
      ? [["client_secret", secretOrPlaceholder(input)] as const]
      : [];
  const common = [
    ["token_url", authorityPage(input, "token")],
    ["redirect_uri", loopbackRedirectUri(input)],
    ["client_id", registration.clientId],
    ...secret,
  ] as const;
  return mailbox.kind === "appOnly"
    ? [...common, ["oauth2_scope", cloud.appMailScope ?? ""], ["oauth2_flow", "client_credentials"]]
    : [
        ["permission_url", authorityPage(input, "authorize")],
        ...common,
        ["oauth2_scope", signInMailScopes(input).join(" ")],
      ];
}

/** The proxy takes sections with an `@` for accounts. */
function sectionFor(address: string): string {
  return /[[\]]/.test(address) ? refuseValue("address", "character") : address;
}

/** Versions of the proxy differ in whether they read `%` as the beginning of another value. */
function withoutPercent([key, value]: IniSection["lines"][number]): IniSection["lines"][number] {
  return [key, value.includes("%") ? refuseValue(key, "character") : value];
}
