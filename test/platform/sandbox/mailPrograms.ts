import { execFile } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import type { MailStand } from "../../support/mailStand";
import { makeTempFolder, removeFolder } from "../../support/tempFolder";

/** What a program came to: the words of the server, or of the program where it hides them. */
export type Outcome = string;

/** A sign-in: `user` is the mailbox to open. */
export interface SignIn {
  readonly user: string;
  readonly token: string;
}

export interface Letter extends SignIn {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
}

/** The exit code and what was printed; a program that hangs is ended after 20 seconds. */
function run(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise((resolve) => {
    const options = { timeout: 20_000, env: { ...process.env, ...env } };
    execFile(file, args, options, (error, stdout, stderr) => {
      const code = error === null ? 0 : Number(error.code ?? -1);
      resolve({ code, output: `${stdout}${stderr}`.trim() });
    });
  });
}

const python = `
import imaplib, os, poplib, smtplib, ssl, sys
what, host, port = sys.argv[1:]
user, token = os.environ["MAIL_USER"], os.environ["MAIL_TOKEN"]
context = ssl.create_default_context(cafile=os.environ["MAIL_CA"])
frame = f"user={user}\\1auth=Bearer {token}\\1\\1"

def imap():
    with imaplib.IMAP4_SSL(host, int(port), ssl_context=context, timeout=10) as server:
        server.authenticate("XOAUTH2", lambda challenge: b"" if challenge else frame.encode())
        return server.select("INBOX", readonly=True)[1][0].decode() + " messages"

def pop():
    from base64 import b64encode
    server = poplib.POP3_SSL(host, int(port), context=context, timeout=10)
    try:
        server._putcmd("AUTH XOAUTH2")
        server._getline()
        answer = server._putcmd(b64encode(frame.encode()).decode()) or server._getline()[0]
        if answer.startswith(b"+ "):
            server._putcmd("")
            answer = server._getline()[0]
        if not answer.startswith(b"+OK"):
            return answer.decode()
        return str(server.stat()[0]) + " messages"
    finally:
        server.close()

def smtp():
    with smtplib.SMTP(host, int(port), timeout=10) as server:
        server.starttls(context=context)
        server.ehlo()
        server.auth("XOAUTH2", lambda challenge=None: frame if challenge is None else "", initial_response_ok=True)
        sender, to, subject = (os.environ[name] for name in ("MAIL_FROM", "MAIL_TO", "MAIL_SUBJECT"))
        server.sendmail(sender, [to], f"From: {sender}\\r\\nTo: {to}\\r\\nSubject: {subject}\\r\\n\\r\\nHello.\\r\\n")
        return "sent"

try:
    print({"imap": imap, "pop": pop, "smtp": smtp}[what]())
except smtplib.SMTPResponseException as error:
    print(error.smtp_code, error.smtp_error.decode())
except (imaplib.IMAP4.error, poplib.error_proto) as error:
    print(error)
`;

/** Python's standard library. Token and names come by the environment. */
export async function runPython(
  stand: MailStand,
  what: "imap" | "pop" | "smtp",
  given: SignIn | Letter,
): Promise<Outcome> {
  const letter = "from" in given ? given : { ...given, from: "", to: "", subject: "" };
  const args = ["-c", python, what, stand.host, String(stand.ports[what])];
  const { output } = await run("/usr/bin/python3", args, {
    MAIL_CA: stand.caFile,
    MAIL_USER: given.user,
    MAIL_TOKEN: given.token,
    MAIL_FROM: letter.from,
    MAIL_TO: letter.to,
    MAIL_SUBJECT: letter.subject,
  });
  return output;
}

const urls = { imap: "imaps", pop: "pop3s", smtp: "smtp" } as const;
const requests = {
  imap: ["--request", "STATUS INBOX (MESSAGES)"],
  pop: ["--request", "STAT", "--head"],
};

/** curl, with its options in a file that only this user can read. `67` is its code for a refused login. */
export async function runCurl(
  stand: MailStand,
  what: "imap" | "pop" | "smtp",
  given: SignIn | Letter,
): Promise<Outcome> {
  const folder = makeTempFolder();
  const config = join(folder, "curl.conf");
  const letter = join(folder, "letter");
  const mail =
    "from" in given
      ? [
          "ssl-reqd",
          `mail-from = "${given.from}"`,
          `mail-rcpt = "${given.to}"`,
          `upload-file = "${letter}"`,
        ]
      : [];
  const lines = [
    `url = "${urls[what]}://${stand.host}:${stand.ports[what]}/"`,
    `user = "${given.user}"`,
    `oauth2-bearer = "${given.token}"`,
    `cacert = "${stand.caFile}"`,
    'login-options = "AUTH=XOAUTH2"',
    "max-time = 15",
    ...mail,
  ];
  await writeFile(config, lines.join("\n"), { mode: 0o600 });
  if ("from" in given) {
    const { from, to, subject } = given;
    const text = `From: ${from}\r\nTo: ${to}\r\nSubject: ${subject}\r\n\r\nHello.\r\n`;
    await writeFile(letter, text);
  }
  const request = what === "smtp" ? [] : requests[what];
  const trace = join(folder, "trace");
  const args = ["--silent", "--config", config, "--trace-ascii", trace, ...request];
  const { code } = await run("/usr/bin/curl", args);
  const seen = await readFile(trace, "latin1").catch(() => "");
  await rm(trace, { force: true });
  removeFolder(folder);
  const messages =
    /\* STATUS \S+ \(MESSAGES (\d+)\)/.exec(seen)?.[1] ?? /\+OK (\d+) \d+/.exec(seen)?.[1];
  const answers = seen.match(/^0000: (?:[45]\d\d|-ERR|\S+ (?:NO|BAD)) .*$/gm) ?? [];
  const refusal = answers.at(-1)?.slice("0000: ".length).trim();
  if (code === 0) return what === "smtp" ? "sent" : `${messages} messages`;
  return `${code} ${refusal ?? ""}`.trim();
}

/** nodemailer, which submits only. */
export async function runNodemailer(stand: MailStand, given: Letter): Promise<Outcome> {
  const transport = createTransport({
    host: stand.host,
    port: stand.ports.smtp,
    secure: false,
    requireTLS: true,
    tls: { ca: stand.ca },
    auth: { type: "OAuth2", user: given.user, accessToken: given.token },
  });
  try {
    const { from, to, subject } = given;
    await transport.sendMail({ from, to, subject, text: "Hello." });
    return "sent";
  } catch (error) {
    const { response, message } = error as { readonly response?: string; readonly message: string };
    return response ?? message;
  } finally {
    transport.close();
  }
}
