import { type Message, message } from "../../../base/message";
import { loginName, serverOf } from "../exportParts";
import type { Exporter, ExportInput, MailServerProtocol } from "../exporter";
import { markdownCode, markdownWords } from "../formats/markdownText";

/**
 * Thunderbird signs in with a registration of its own and takes no other in its settings, so the sheet holds servers
 * and names only. Source: Thunderbird's help "Microsoft OAuth authentication and Thunderbird" (unverified here).
 */
export const thunderbird: Exporter = {
  id: "thunderbird",
  title: "Thunderbird",
  needs: message("Thunderbird, whose own registration your organization may have to allow."),
  group: "mailProgram",
  protocols: ["imap", "smtp"],
  takesSecret: false,
  whyNot: personWithOwnAuthority,
  write: (input) => [
    {
      name: "thunderbird.md",
      languageId: "markdown",
      text: sheet(input),
      holdsSecret: false,
      placement: message("A sheet to set the account up by hand."),
    },
  ],
};

function personWithOwnAuthority({ mailbox, options }: ExportInput): Message | undefined {
  if (mailbox.kind === "appOnly") {
    return message(
      "{0} signs a person in; this mailbox is opened by the app itself.",
      "Thunderbird",
    );
  }
  return options.caFile === undefined
    ? undefined
    : message(
        "Thunderbird keeps certificate authorities in its own store. Import the file there and export without it.",
      );
}

function sheet(input: ExportInput): string {
  const { mailbox } = input;
  return `# Thunderbird: ${markdownWords(mailbox.address)}

In Account Settings choose Account Actions, Add Mail Account, then Configure manually.

## Incoming server

- Protocol: IMAP
${server(input, "imap")}
- Connection security: SSL/TLS
- Authentication method: OAuth2
- Username: ${markdownCode("address", loginName(input, "imap"))}

## Outgoing server

${server(input, "smtp")}
- Connection security: STARTTLS
- Authentication method: OAuth2
- Username: ${markdownCode("username", loginName(input, "smtp"))}

## What to know

- Thunderbird opens Microsoft's sign-in page by itself, as its own app. Sign in as ${markdownCode("username", mailbox.username)}.
- The registration of this mailbox is not used, and no secret is needed.
- Where your organization wants every app approved, an administrator has to allow Thunderbird.
`;
}

function server(input: ExportInput, protocol: MailServerProtocol): string {
  const { host, port } = serverOf(input, protocol);
  return `- Hostname: ${markdownCode(`${protocol}Server`, host)}\n- Port: ${port}`;
}
