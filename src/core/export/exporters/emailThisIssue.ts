import { type Message, message } from "../../../base/message";
import {
  authorityPage,
  insertsSecret,
  loginName,
  secretOrPlaceholder,
  serverOf,
} from "../exportParts";
import type { Exporter, ExportInput } from "../exporter";
import { markdownCode, markdownWords } from "../formats/markdownText";
import { signInMailScopes } from "../mailScopes";

/**
 * Field sheet for OAuth2 Client Credentials of Email This Issue for Jira. Source: its guide "Enabling OAuth2
 * authorization in your Microsoft 365 account"; which permissions it takes by Graph is told there in pictures only, so
 * the scopes for Graph are those that the same work needs in Graph's own reference.
 */
export const emailThisIssue: Exporter = {
  id: "emailThisIssue",
  title: "Jira · Email This Issue",
  needs: message(
    "Email This Issue for Jira, and a registration with its callback URL and a client secret.",
  ),
  group: "server",
  protocols: ["imap", "smtp", "graph"],
  takesSecret: true,
  whyNot,
  write: (input) => [
    {
      name: "email-this-issue.md",
      languageId: "markdown",
      text: sheet(input),
      holdsSecret: insertsSecret(input),
      placement: message("A sheet of values for the fields of Email This Issue."),
    },
  ],
};

function whyNot({ mailbox, registration }: ExportInput): Message | undefined {
  if (mailbox.kind === "appOnly" || registration.client === "public") {
    return message("Email This Issue signs people in with a client secret, as a Web app.");
  }
  return mailbox.personal
    ? message("Email This Issue does not support personal accounts by IMAP and SMTP.")
    : undefined;
}

function sheet(input: ExportInput): string {
  const { mailbox, registration } = input;
  const imap = serverOf(input, "imap");
  const smtp = serverOf(input, "smtp");
  return `# Email This Issue: ${markdownWords(mailbox.address)}

Registration ${markdownWords(registration.name)}. In Jira open Email This Issue, OAuth2 Client Credentials, and add one entry for each use.

## OAuth2 Client Credentials

- Client ID: ${markdownCode("clientId", registration.clientId)}
- Client secret: ${markdownCode("clientSecret", secretOrPlaceholder(input))}
- Authorization endpoint: ${markdownCode("authorityTenant", authorityPage(input, "authorize"))}
- Token endpoint: ${markdownCode("authorityTenant", authorityPage(input, "token"))}

${tenantNote(input)}

## Scopes, by use

- Incoming mail by IMAP: ${scopes(input, ["imap"])}
- Outgoing mail by SMTP: ${scopes(input, ["smtp"])}
- Incoming mail by Microsoft Graph: ${graphScopes(input, ["Mail.ReadWrite"])}
- Outgoing mail by Microsoft Graph: ${graphScopes(input, ["Mail.Send"])}

A token is for one service, so IMAP and SMTP never share an entry with Microsoft Graph.

## Mail servers

- IMAP: ${markdownCode("imapServer", imap.host)}, port ${imap.port}, SSL/TLS, user ${markdownCode("address", loginName(input, "imap"))}
- SMTP: ${markdownCode("smtpServer", smtp.host)}, port ${smtp.port}, STARTTLS, user ${markdownCode("username", loginName(input, "smtp"))}

## What to know

- Authorize each entry as ${markdownCode("username", mailbox.username)}: whoever signs in decides whose mail it is.
- The callback URL belongs to one Jira. Another Jira needs a redirect URI of its own in the registration.
- The mailbox needs an Exchange Online licence; without one the authorization fails in words that do not say so.
- When the secret ends, Jira stops fetching mail. Entra Mail warns before and rotates it.
`;
}

function tenantNote({ registration }: ExportInput): string {
  return registration.audience === "AzureADMyOrg"
    ? "The registration is for one directory: its id stands in both endpoints."
    : "The registration is for several directories: both endpoints are the same for all of them.";
}

function scopes(input: ExportInput, protocols: readonly ("imap" | "smtp")[]): string {
  return markdownCode("mailScopePrefix", signInMailScopes(input, protocols).join(" "));
}

function graphScopes({ cloud }: ExportInput, names: readonly string[]): string {
  const full = [...names, "User.Read"].map((name) => `https://${cloud.graphHost}/${name}`);
  return markdownCode("graphHost", [...full, "offline_access"].join(" "));
}
