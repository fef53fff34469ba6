import { message } from "../../../base/message";
import { loginName, serverOf } from "../exportParts";
import type { Exporter, ExportInput } from "../exporter";
import { appendText } from "../formats/appendText";
import { comment } from "../formats/comment";
import { gitConfigText } from "../formats/gitConfigText";
import { addrSpec } from "../formats/mailAddress";
import { shLine } from "../formats/shLine";
import { heading } from "../heading";
import { everyTokenSource, tokenWords } from "../tokenSource";

/**
 * git asks a credential helper for the password of `smtp://host:port`, and gives it and the mechanism to
 * Authen::SASL::Perl, which knows XOAUTH2 since 2.1800. Sources: git-send-email(1), gitcredentials(7), the manual of
 * Authen::SASL::Perl::XOAUTH2.
 */
export const gitSendEmail: Exporter = {
  id: "gitSendEmail",
  title: "git send-email",
  needs: message("git send-email with the Perl module Authen::SASL 2.1800 or newer."),
  group: "mailProgram",
  protocols: ["smtp"],
  takesSecret: false,
  tokenSources: everyTokenSource,
  write: (input) => {
    const text = `${comment(heading(input, "git send-email"))}${sections(input)}`;
    return [
      {
        name: ".gitconfig",
        languageId: "properties",
        text,
        holdsSecret: false,
        placement: message(
          "Goes to {0}, or to the configuration of one repository.",
          "~/.gitconfig",
        ),
        appendTo: appendText(text, `[credential "${serverUrl(input)}"]`),
      },
    ];
  },
};

function serverUrl(input: ExportInput): string {
  const { host, port } = serverOf(input, "smtp");
  return `smtp://${host}:${port}`;
}

function sections(input: ExportInput): string {
  const { host, port } = serverOf(input, "smtp");
  const { caFile } = input.options;
  return gitConfigText([
    {
      name: "sendemail",
      lines: [
        ["smtpServer", host],
        ["smtpServerPort", String(port)],
        ["smtpEncryption", "tls"],
        ["smtpAuth", "XOAUTH2"],
        ["smtpUser", loginName(input, "smtp")],
        ["from", addrSpec(input.mailbox.address)],
        ...(caFile === undefined ? [] : [["smtpSSLCertPath", caFile] as const]),
      ],
    },
    {
      name: "credential",
      subsection: serverUrl(input),
      // The empty line forgets other helpers, which would keep a token beyond its life
      lines: [
        ["helper", ""],
        ["helper", credentialHelper(input)],
      ],
    },
  ]);
}

/** git runs a helper that begins with `!` in a shell, with what it wants as the first argument. */
function credentialHelper(input: ExportInput): string {
  const user = shLine(["printf", "username=%s\\n", loginName(input, "smtp")]);
  const token = shLine(tokenWords(input, "smtp"));
  return `!f() { test "$1" = get || exit 0; token=$(${token}) || exit 1; ${user}; printf 'password=%s\\n' "$token"; }; f`;
}
