import type { Socket } from "node:net";
import type { Dialect, MailReply } from "../../platform/support/mailStub";
import { ehloAnswer } from "../../platform/support/scriptedSmtp";

/** The tag of the AUTHENTICATE that waits for its response, by connection. */
const waiting = new WeakMap<Socket, string>();

const nothingThere: MailReply = (tag) => `${tag} NO nothing there`;

/** Lets everybody in, to an empty INBOX: some programs rest for seconds when they are refused. */
const imap: Dialect = {
  greeting: "* OK ready",
  replies: {
    CAPABILITY: (tag) => `* CAPABILITY IMAP4rev1 AUTH=XOAUTH2 SASL-IR\r\n${tag} OK done`,
    AUTHENTICATE: (tag, line, socket) => {
      waiting.set(socket, tag);
      return line.split(" ").length > 3 ? `${tag} OK accepted` : "+ ";
    },
    RESPONSE: (_tag, _line, socket) => `${waiting.get(socket) ?? "*"} OK accepted`,
    SELECT: (tag) => `* 0 EXISTS\r\n* OK [UIDVALIDITY 1] ids\r\n${tag} OK [READ-WRITE] done`,
    ...Object.fromEntries(
      [
        "CLOSE",
        "CREATE",
        "EXAMINE",
        "ID",
        "LIST",
        "LSUB",
        "NAMESPACE",
        "NOOP",
        "STATUS",
        "UID",
      ].map((command) => [command, nothingThere]),
    ),
    LOGOUT: (tag) => `* BYE\r\n${tag} OK done`,
  },
  parse: (line) => {
    const [tag = "", command = "RESPONSE"] = line.split(" ");
    return { tag, command: command.toUpperCase() };
  },
  beginTls: (tag) => `${tag} OK go on\r\n`,
  goodbye: "LOGOUT",
};

const pop: Dialect = {
  greeting: "+OK ready",
  replies: {
    CAPA: () => "+OK\r\nSASL XOAUTH2\r\n.",
    AUTH: (_tag, line) => (line.split(" ").length > 2 ? "-ERR refused" : "+ "),
    RESPONSE: () => "-ERR refused",
    QUIT: () => "+OK",
  },
  parse: (line) => {
    const command = /^(?:CAPA|AUTH|QUIT)(?= |$)/i.exec(line)?.[0];
    return { tag: "", command: command?.toUpperCase() ?? "RESPONSE" };
  },
  beginTls: () => "+OK go on\r\n",
  goodbye: "QUIT",
};

/** Takes every letter: what stands in its envelope is of interest, too. */
const smtp: Dialect = {
  greeting: "220 ready",
  replies: {
    EHLO: (_tag, _line, socket) =>
      "encrypted" in socket
        ? ehloAnswer("AUTH XOAUTH2 PLAIN", "8BITMIME", "SMTPUTF8")
        : ehloAnswer("STARTTLS"),
    AUTH: (_tag, line) => (line.split(" ").length > 2 ? "235 accepted" : "334 "),
    RESPONSE: () => "235 accepted",
    MAIL: () => "250 taken",
    RCPT: () => "250 taken",
    RSET: () => "250 done",
    DATA: () => "354 go on",
    ".": () => "250 queued",
    QUIT: () => "221 bye",
  },
  parse: (line) => {
    const command = /^(?:EHLO|STARTTLS|AUTH|MAIL|RCPT|RSET|DATA|QUIT|\.)(?= |$)/i.exec(line)?.[0];
    // The only lines of a letter that are no commands, and long, without a space or a colon
    const other = /^[\w+/]{16,}={0,2}$/.test(line) ? "RESPONSE" : "";
    return { tag: "", command: command?.toUpperCase() ?? other };
  },
  beginTls: () => "220 go on\r\n",
  goodbye: "QUIT",
};

/** Servers that take every login by XOAUTH2. */
export const dialects = { imap, pop, smtp } as const;
