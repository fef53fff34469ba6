import { serverName } from "../listener";
import { refuse, reply, type SmtpCommandRow, type SmtpReply, type SmtpSession } from "./session";

/** What EHLO announces, as seen at smtp.office365.com (email-oauth2-proxy#95, mattermost#954). */
function extensions(secure: boolean): readonly string[] {
  return [
    "SIZE 157286400",
    "PIPELINING",
    "DSN",
    "ENHANCEDSTATUSCODES",
    secure ? "AUTH LOGIN XOAUTH2" : "STARTTLS",
    "8BITMIME",
    "BINARYMIME",
    "CHUNKING",
    "SMTPUTF8",
  ];
}

function hello(session: SmtpSession, domain: string, announced: readonly string[]): SmtpReply {
  if (domain.trim() === "") {
    return reply("501 5.5.4 Invalid domain name");
  }
  session.greeted = true;
  session.envelope = undefined;
  const texts = [`${serverName} Hello [127.0.0.1]`, ...announced];
  return {
    lines: texts.map((text, index) => `250${index === texts.length - 1 ? " " : "-"}${text}`),
  };
}

/** Commands that need no account. */
export const helloCommands: readonly SmtpCommandRow[] = [
  {
    name: "EHLO",
    needs: "nothing",
    run: (session, domain) => hello(session, domain, extensions(session.secure)),
  },
  { name: "HELO", needs: "nothing", run: (session, domain) => hello(session, domain, []) },
  {
    name: "STARTTLS",
    needs: "hello",
    run: ({ secure }, rest) => {
      if (rest !== "") {
        return reply("501 5.5.4 Invalid arguments");
      }
      // Words unverified.
      return secure
        ? refuse("503 5.5.2 Only one STARTTLS command can be issued per session")
        : { ...reply("220 2.0.0 SMTP server ready"), next: "startTls" };
    },
  },
  {
    name: "RSET",
    needs: "nothing",
    run: (session) => {
      session.envelope = undefined;
      return reply("250 2.0.0 Resetting");
    },
  },
  { name: "NOOP", needs: "nothing", run: () => reply("250 2.0.0 OK") },
  { name: "VRFY", needs: "hello", run: () => reply("252 2.1.5 Cannot VRFY user") },
  {
    name: "QUIT",
    needs: "nothing",
    run: () => ({ ...reply("221 2.0.0 Service closing transmission channel"), next: "hangUp" }),
  },
];
