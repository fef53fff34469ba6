import { message } from "../../../base/message";
import {
  codeFacts,
  type CodeFacts,
  codeHeading,
  type CodeSignIn,
  secretVariable,
} from "../codeFacts";
import type { Exporter, ExportInput } from "../exporter";
import { comment } from "../formats/comment";
import { addrSpec } from "../formats/mailAddress";
import { pythonList, pythonString } from "../formats/pythonText";

/** Source: MSAL for Python reference; Python library reference, imaplib and smtplib (`authenticate`, `auth`). */
export const python: Exporter = {
  id: "python",
  title: "Python · imaplib, smtplib and MSAL",
  needs: message("Python 3.9 or newer with the package {0}.", "msal"),
  group: "code",
  protocols: ["imap", "smtp"],
  takesSecret: false,
  write: (input) => [
    {
      name: "mail_by_oauth.py",
      languageId: "python",
      text: program(input, codeFacts(input)),
      holdsSecret: false,
      placement: message(
        "Run it with {0}: it signs in and lists the newest subjects.",
        "python3 mail_by_oauth.py",
      ),
    },
  ],
};

const tokens: Readonly<Record<CodeSignIn, (facts: CodeFacts) => string>> = {
  deviceCode: () => `def access_token():
    app = msal.PublicClientApplication(CLIENT_ID, authority=AUTHORITY)
    flow = app.initiate_device_flow(scopes=SCOPES)
    if "user_code" not in flow:
        raise SystemExit(problem(flow))
    print(flow["message"], file=sys.stderr, flush=True)
    return token_of(app.acquire_token_by_device_flow(flow))
`,
  authorizationCode: ({ redirectUri, username }) => `REDIRECT_URI = ${pythonString(redirectUri)}


def access_token():
    app = msal.ConfidentialClientApplication(
        CLIENT_ID, authority=AUTHORITY, client_credential=secret()
    )
    flow = app.initiate_auth_code_flow(
        SCOPES, redirect_uri=REDIRECT_URI, login_hint=${pythonString(username)}
    )
    print("Open " + flow["auth_uri"], file=sys.stderr, flush=True)
    # In a web app this is the query of the request to the redirect URI
    answer = input("Paste the address the browser ended at: ")
    query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(answer).query))
    return token_of(app.acquire_token_by_auth_code_flow(flow, query))
`,
  clientCredentials: () => `def access_token():
    app = msal.ConfidentialClientApplication(
        CLIENT_ID, authority=AUTHORITY, client_credential=secret()
    )
    return token_of(app.acquire_token_for_client(scopes=SCOPES))
`,
};

function program(input: ExportInput, facts: CodeFacts): string {
  const { signIn, imap, smtp } = facts;
  const needsSecret = signIn !== "deviceCode";
  return `${comment(codeHeading(input, facts))}import email
import email.policy
import imaplib
${needsSecret ? "import os\n" : ""}import smtplib
import ssl
import sys
${signIn === "authorizationCode" ? "import urllib.parse\n" : ""}from email.message import EmailMessage

import msal

CLIENT_ID = ${pythonString(facts.clientId)}
AUTHORITY = ${pythonString(facts.authority)}
SCOPES = ${pythonList(facts.scopes)}
ADDRESS = ${pythonString(facts.address)}
IMAP = (${pythonString(imap.host)}, ${imap.port})
SMTP = (${pythonString(smtp.host)}, ${smtp.port})
IMAP_USER = ${pythonString(facts.imapUser)}
SMTP_USER = ${pythonString(facts.smtpUser)}

TLS = ssl.create_default_context(${trust(input)})


${tokens[signIn](facts)}

def token_of(answer):
    if "access_token" not in answer:
        raise SystemExit(problem(answer))
    return answer["access_token"]


def problem(answer):
    return "Not signed in: " + str(answer.get("error_description", answer.get("error")))

${needsSecret ? secretFunction : ""}
def xoauth2(user, token):
    return "user=" + user + "\\x01auth=Bearer " + token + "\\x01\\x01"


def newest_subjects(token, count=5):
    with imaplib.IMAP4_SSL(*IMAP, ssl_context=TLS) as imap:
        imap.authenticate("XOAUTH2", lambda _: xoauth2(IMAP_USER, token).encode())
        _, [total] = imap.select("INBOX", readonly=True)
        first = max(1, int(total) - count + 1)
        if int(total) == 0:
            return []
        _, rows = imap.fetch("%d:*" % first, "(BODY.PEEK[HEADER.FIELDS (SUBJECT)])")
        headers = [row[1] for row in rows if isinstance(row, tuple)]
        parse = email.message_from_bytes
        return [parse(header, policy=email.policy.default)["subject"] for header in headers]


def send(token, to, subject, text):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = ${pythonString(addrSpec(facts.address))}, to, subject
    message.set_content(text)
    with smtplib.SMTP(*SMTP) as smtp:
        smtp.starttls(context=TLS)
        smtp.ehlo()
        smtp.auth("XOAUTH2", lambda challenge=None: xoauth2(SMTP_USER, token))
        smtp.send_message(message)


if __name__ == "__main__":
    bearer = access_token()
    for subject in newest_subjects(bearer):
        print(subject)
    if len(sys.argv) == 2:
        send(bearer, sys.argv[1], "A message by OAuth", "It works.")
`;
}

const secretFunction = `
def secret():
    value = os.environ.get("${secretVariable}")
    if not value:
        raise SystemExit("Set ${secretVariable} to the client secret.")
    return value

`;

function trust({ options }: ExportInput): string {
  return options.caFile === undefined ? "" : `cafile=${pythonString(options.caFile)}`;
}
