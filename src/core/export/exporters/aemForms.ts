import { type Message, message } from "../../../base/message";
import {
  authorityPage,
  insertsSecret,
  loginName,
  secretOrPlaceholder,
  serverOf,
} from "../exportParts";
import type { ExportedFile, Exporter, ExportInput } from "../exporter";
import { comment } from "../formats/comment";
import { markdownCode, markdownWords } from "../formats/markdownText";
import { shLine } from "../formats/shLine";
import { signInMailScopes } from "../mailScopes";

/**
 * Value sheet for AEM Forms on JEE, and the two requests that bring its refresh token. Source: Adobe, "Integrate with
 * Microsoft Office 365 mail server protocols"; its scopes without a host would be Microsoft Graph's, so they are in full
 * here.
 */
export const aemForms: Exporter = {
  id: "aemForms",
  title: "AEM Forms",
  needs: message("AEM Forms on JEE, and a registration with the platform Web and a client secret."),
  group: "server",
  protocols: ["imap", "smtp"],
  takesSecret: true,
  whyNot,
  write: (input) => [sheetFile(input), refreshTokenFile(input)],
};

function whyNot({ mailbox, registration }: ExportInput): Message | undefined {
  return mailbox.kind === "appOnly" || registration.client === "public"
    ? message("AEM Forms signs a person in with a client secret, as a Web app.")
    : undefined;
}

function sheetFile(input: ExportInput): ExportedFile {
  const { mailbox, registration } = input;
  const imap = serverOf(input, "imap");
  const smtp = serverOf(input, "smtp");
  return {
    name: "aem-forms.md",
    languageId: "markdown",
    text: `# AEM Forms: ${markdownWords(mailbox.address)}

Registration ${markdownWords(registration.name)}. The refresh token comes from the script ${markdownCode("file", "aem-refresh-token.sh")} that belongs to this sheet.

## Email Service

Admin UI: Home, Services, Applications and Services, Service Management, Email Service.

- SMTP Authenticate (whether the SMTP server requires authentication): selected; OAuth needs it
- SMTP host: ${markdownCode("smtpServer", smtp.host)}, port ${smtp.port}
- SMTP transport security: TLS
- SMTP user: ${markdownCode("username", loginName(input, "smtp"))}
- Receive host: ${markdownCode("imapServer", imap.host)}, port ${imap.port}, protocol IMAP
- Receive transport security: TLS
- Receive user: ${markdownCode("address", loginName(input, "imap"))}
- OAuth 2.0 authentication settings: True
- Client ID: ${markdownCode("clientId", registration.clientId)}
- Client secret: ${markdownCode("clientSecret", secretOrPlaceholder(input))}
- Refresh token: the value that the script prints

## Task notifications

Home, Services, Form Workflow, Server Settings, Email Settings: select Enable oAuth, and enter client ID, client secret and refresh token as above.

## Email endpoints

Home, Services, Applications and Services, Endpoint Management: set OAuth 2.0 authentication settings to True, and enter the same three values.

## What to know

- POP3 is not supported with OAuth for email endpoints; use IMAP.
- For one process, OAuth can be set to False under Use Global settings on the tab Connection Settings in Workbench.
- Test with Send with Document of Email 1.0 in Workbench. If Workbench fails, set the values in the Admin UI.
- A new refresh token takes some minutes to be used.
- The boxes Access tokens and ID tokens of the registration are called mandatory by the guide; the authorization code flow does not need them.
`,
    holdsSecret: insertsSecret(input),
    placement: message("A sheet of values for the Admin UI of AEM Forms."),
  };
}

function refreshTokenFile(input: ExportInput): ExportedFile {
  const { mailbox, registration } = input;
  const scope = signInMailScopes(input).join(" ");
  const url = `${authorityPage(input, "authorize")}?${new URLSearchParams({
    client_id: registration.clientId,
    response_type: "code",
    redirect_uri: mailbox.redirectUri,
    response_mode: "query",
    scope,
    prompt: "login",
    login_hint: mailbox.username,
  })
    .toString()
    .replaceAll("+", "%20")}`;
  const fields: readonly (readonly [string, string])[] = [
    ["client_id", registration.clientId],
    ["grant_type", "authorization_code"],
    ["redirect_uri", mailbox.redirectUri],
    ["scope", scope],
  ];
  return {
    name: "aem-refresh-token.sh",
    languageId: "shellscript",
    text: `#!/bin/sh
${comment([
  `Brings the refresh token of ${mailbox.address} for AEM Forms, with registration ${registration.name}.`,
  "Sign in in the browser, then paste the whole address the browser ended at: the code in it works once, for minutes.",
])}set -eu

secret=${shLine([secretOrPlaceholder(input)])}

echo 'Open this address, and sign in:' >&2
printf '%s\\n' ${shLine([url])} >&2
printf 'Address the browser ended at: ' >&2
read -r answer
code=$(printf '%s' "$answer" | sed -n 's/.*[?&]code=\\([^&]*\\).*/\\1/p')
[ -n "$code" ] || { echo 'There is no code in it.' >&2; exit 65; }

# curl reads secret and code from its standard input: every user of the computer can see the arguments of a program
escaped() { printf '%s' "$1" | sed 's/[\\\\"]/\\\\&/g'; }
{
  printf 'data-urlencode = "client_secret=%s"\\n' "$(escaped "$secret")"
  printf 'data = "code=%s"\\n' "$(escaped "$code")"
} |
  curl --config - --silent --show-error${trust(input)} \\
${fields.map(([name, value]) => `    --data-urlencode ${shLine([`${name}=${value}`])} \\\n`).join("")}    ${shLine([authorityPage(input, "token")])} |
  sed -n -e 's/.*"refresh_token" *: *"\\([^"]*\\)".*/\\1/p' -e 's/.*"error_description" *: *"\\([^"]*\\)".*/\\1/p'
`,
    holdsSecret: insertsSecret(input),
    placement: message("Run it with {0}; it prints the refresh token.", "sh aem-refresh-token.sh"),
  };
}

function trust({ options }: ExportInput): string {
  return options.caFile === undefined ? "" : ` ${shLine(["--cacert", options.caFile])}`;
}
