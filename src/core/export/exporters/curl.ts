import { message } from "../../../base/message";
import { loginName, serverOf } from "../exportParts";
import type { Exporter, ExportInput, MailServerProtocol } from "../exporter";
import { comment } from "../formats/comment";
import { addrSpec } from "../formats/mailAddress";
import { refuseValue } from "../formats/refuse";
import { shLine } from "../formats/shLine";
import { heading } from "../heading";
import { everyTokenSource, tokenWords } from "../tokenSource";

/**
 * An option and its value are two words: curl 7.88 knows no `=` between them. Source: curl(1), `--oauth2-bearer` (7.33),
 * `--config -`, `--login-options`; RFC 5092 for the URL of a message.
 */
export const curl: Exporter = {
  id: "curl",
  title: "curl",
  needs: message("curl with IMAP, POP and SMTP, and a POSIX shell."),
  group: "mailProgram",
  protocols: ["imap", "pop", "smtp"],
  takesSecret: false,
  tokenSources: everyTokenSource,
  write: (input) => [
    {
      name: "mail-by-curl.sh",
      languageId: "shellscript",
      text: `#!/bin/sh\n${comment(notes(input))}${script(input)}`,
      holdsSecret: false,
      placement: message("Run it with {0}.", "sh mail-by-curl.sh imap"),
    },
  ],
};

function notes(input: ExportInput): readonly string[] {
  return [
    ...heading(input, "curl"),
    "sh mail-by-curl.sh imap             how many messages INBOX holds",
    "sh mail-by-curl.sh imap NUMBER      one of them",
    "sh mail-by-curl.sh pop              the list of messages",
    "sh mail-by-curl.sh pop NUMBER       one of them",
    "sh mail-by-curl.sh smtp FILE ADDRESS...   sends the message in FILE",
  ];
}

function script(input: ExportInput): string {
  const { caFile } = input.options;
  const trust = caFile === undefined ? "" : ` ${shLine(["--cacert", caFile])}`;
  return `set -eu

usage() {
  echo 'usage: mail-by-curl.sh imap [NUMBER] | pop [NUMBER] | smtp FILE ADDRESS...' >&2
  exit 64
}

case \${1-} in
imap)
  token=$(${tokenLine(input, "imap")})
  if [ $# -eq 1 ]; then
    set -- --url ${serverUrl(input, "imap")} --request 'STATUS INBOX (MESSAGES)'
  else
    set -- --url ${serverUrl(input, "imap", "INBOX/;MAILINDEX=")}"$2"
  fi
  set -- --user ${user(input, "imap")} "$@"
  ;;
pop)
  token=$(${tokenLine(input, "pop")})
  set -- --user ${user(input, "pop")} --url ${serverUrl(input, "pop")}"\${2-}"
  ;;
smtp)
  [ $# -ge 3 ] || usage
  token=$(${tokenLine(input, "smtp")})
  file=$2
  shift 2
  for recipient do
    set -- "$@" --mail-rcpt "$recipient"
    shift
  done
  set -- --user ${user(input, "smtp")} --url ${serverUrl(input, "smtp")} --ssl-reqd \\
    ${shLine(["--mail-from", addrSpec(input.mailbox.address)])} --upload-file "$file" "$@"
  ;;
*)
  usage
  ;;
esac

# curl reads the token from its standard input: every user of the computer can see the arguments of a program
printf 'oauth2-bearer = "%s"\\n' "$token" |
  curl --config - --silent --show-error --login-options AUTH=XOAUTH2${trust} "$@"
`;
}

function tokenLine(input: ExportInput, protocol: MailServerProtocol): string {
  return shLine(tokenWords(input, protocol));
}

/** curl takes what follows a colon for the password. */
function user(input: ExportInput, protocol: MailServerProtocol): string {
  const name = loginName(input, protocol);
  if (name.includes(":")) refuseValue(protocol === "smtp" ? "username" : "address", "character");
  return shLine([name]);
}

const schemes: Readonly<Record<MailServerProtocol, string>> = {
  imap: "imaps",
  pop: "pop3s",
  smtp: "smtp",
};

function serverUrl(input: ExportInput, protocol: MailServerProtocol, path = ""): string {
  const { host, port } = serverOf(input, protocol);
  return shLine([`${schemes[protocol]}://${host}:${port}/${path}`]);
}
