import { type Dialect, type Keys, type MailScript, type MailStub, startMailStub } from "./mailStub";

const exchange: Dialect = {
  greeting: "* OK The Microsoft Exchange IMAP4 service is ready. [TABC=]",
  replies: {
    CAPABILITY: (tag) =>
      `* CAPABILITY IMAP4 IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 SASL-IR UIDPLUS MOVE ID UNSELECT CHILDREN IDLE NAMESPACE LITERAL+\r\n${tag} OK CAPABILITY completed.`,
    AUTHENTICATE: (tag) => `${tag} OK AUTHENTICATE completed.`,
    EXAMINE: (tag) =>
      `* 1204 EXISTS\r\n* 0 RECENT\r\n* FLAGS (\\Seen)\r\n* OK [UIDVALIDITY 14] UIDVALIDITY value\r\n${tag} OK [READ-ONLY] EXAMINE completed.`,
    LOGOUT: (tag) =>
      `* BYE Microsoft Exchange Server IMAP4 server signing off.\r\n${tag} OK LOGOUT completed.`,
  },
  parse: (line) => {
    const [tag = "", command = ""] = line.split(" ");
    return { tag, command: command.toUpperCase() };
  },
  beginTls: (tag) => `${tag} OK Begin TLS.\r\n`,
  goodbye: "LOGOUT",
};

/** An IMAP server in the dialect of Exchange Online; TLS from the first byte unless the script says `startTls`. */
export function startImapStub(keys: Keys | undefined, script?: MailScript): Promise<MailStub> {
  return startMailStub(exchange, keys, script);
}
