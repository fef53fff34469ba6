import { type Dialect, type Keys, type MailScript, type MailStub, startMailStub } from "./mailStub";

const extensions = [
  "SIZE 157286400",
  "PIPELINING",
  "DSN",
  "ENHANCEDSTATUSCODES",
  "8BITMIME",
  "BINARYMIME",
  "CHUNKING",
  "SMTPUTF8",
];

/** The answer to EHLO, with the last line marked as the last. */
export function ehloAnswer(...offered: readonly string[]): string {
  const lines = ["smtp.office365.com Hello [127.0.0.1]", ...offered];
  return lines.map((line, at) => `250${at === lines.length - 1 ? " " : "-"}${line}`).join("\r\n");
}

const commands = /^(EHLO|STARTTLS|AUTH|MAIL|RSET|RCPT|DATA|QUIT)\b/i;

const exchange: Dialect = {
  greeting: "220 BN0.outlook.office365.com Microsoft ESMTP MAIL Service ready",
  replies: {
    EHLO: (_tag, _line, socket) =>
      "encrypted" in socket
        ? ehloAnswer("AUTH LOGIN XOAUTH2", ...extensions)
        : ehloAnswer("STARTTLS", ...extensions),
    AUTH: () => "235 2.7.0 Authentication successful",
    MAIL: () => "250 2.1.0 Sender OK",
    RSET: () => "250 2.0.0 Resetting",
    RCPT: () => "250 2.1.5 Recipient OK",
    DATA: () => "354 Start mail input; end with <CRLF>.<CRLF>",
    ".": () => "250 2.0.0 OK <id@exchange> [Hostname=BN0] Queued mail for delivery",
    QUIT: () => "221 2.0.0 Service closing transmission channel",
  },
  parse: (line) => ({
    tag: "",
    command: line === "." ? "." : (commands.exec(line)?.[1] ?? "").toUpperCase(),
  }),
  beginTls: () => "220 2.0.0 SMTP server ready\r\n",
  goodbye: "QUIT",
};

/** A submission server in the dialect of Exchange Online; TLS after STARTTLS unless the script says otherwise. */
export function startSmtpStub(keys: Keys | undefined, script?: MailScript): Promise<MailStub> {
  return startMailStub(exchange, keys, { startTls: true, ...script });
}
