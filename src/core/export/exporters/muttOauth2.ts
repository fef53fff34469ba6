import { message } from "../../../base/message";
import {
  authorityPage,
  insertsSecret,
  loopbackNotes,
  loopbackRedirectUri,
  secretOrPlaceholder,
  serverOf,
} from "../exportParts";
import type { ExportedFile, Exporter, ExportInput } from "../exporter";
import { accountName } from "../formats/accountName";
import { comment } from "../formats/comment";
import { pythonString } from "../formats/pythonText";
import { signInMailScopes } from "../mailScopes";
import { muttTokenFile } from "../tokenSource";
import { personsOnly } from "../whyNot";

/**
 * The script that comes with mutt and NeoMutt keeps registrations in a table within itself. mutt's takes client id and
 * secret from there, NeoMutt's asks for them. It is authorized once, and the tokens are encrypted by GnuPG. Source:
 * `mutt_oauth2.py` of mutt 2.2.12 and of NeoMutt, and its README.
 */
export const muttOauth2: Exporter = {
  id: "muttOauth2",
  title: "mutt_oauth2.py",
  needs: message("Python 3, GnuPG and the script mutt_oauth2.py of mutt or NeoMutt."),
  group: "mailProgram",
  protocols: ["imap", "pop", "smtp"],
  takesSecret: true,
  whyNot: personsOnly("mutt_oauth2.py"),
  write: (input) => [registrationFile(input), authorizeFile(input)],
};

function registrationFile(input: ExportInput): ExportedFile {
  const { mailbox, registration } = input;
  return {
    name: "registration.py",
    languageId: "python",
    text: `${comment([
      `mutt_oauth2.py: mailbox ${mailbox.address}, registration ${registration.name}`,
      "Put this below the table `registrations` of mutt_oauth2.py.",
      ...loopbackNotes(input),
    ])}registrations[${pythonString(accountName(mailbox.address))}] = {\n${entries(input)}}\n`,
    holdsSecret: insertsSecret(input),
    placement: message("Goes into {0}, below the table of registrations.", "mutt_oauth2.py"),
  };
}

function entries(input: ExportInput): string {
  const { mailbox, registration } = input;
  const confidential = registration.client === "confidential";
  const values: readonly (readonly [key: string, value: string])[] = [
    ["authorize_endpoint", authorityPage(input, "authorize")],
    ["devicecode_endpoint", authorityPage(input, "devicecode")],
    ["token_endpoint", authorityPage(input, "token")],
    ["redirect_uri", loopbackRedirectUri(input)],
    ["tenant", mailbox.authorityTenant],
    ["imap_endpoint", serverOf(input, "imap").host],
    ["pop_endpoint", serverOf(input, "pop").host],
    ["smtp_endpoint", serverOf(input, "smtp").host],
    ["sasl_method", "XOAUTH2"],
    ["scope", signInMailScopes(input, ["imap", "pop", "smtp"]).join(" ")],
    ["client_id", registration.clientId],
    ["client_secret", confidential ? secretOrPlaceholder(input) : ""],
  ];
  return values
    .map(([key, value]) => `    ${pythonString(key)}: ${pythonString(value)},\n`)
    .join("");
}

/** The script asks for everything else, the secret of NeoMutt's variant included. */
function authorizeFile(input: ExportInput): ExportedFile {
  const { mailbox } = input;
  return {
    name: "authorize.sh",
    languageId: "shellscript",
    text: `#!/bin/sh
${comment([
  `Signs in once as ${mailbox.username}, and keeps the tokens in a file that GnuPG encrypts.`,
  `Answers: registration ${accountName(mailbox.address)}, flow localhostauthcode, address ${mailbox.username}`,
])}set -eu
umask 077
mkdir -p "$HOME/.mutt_oauth2"
exec mutt_oauth2.py --verbose --authorize ${muttTokenFile(mailbox.address)}
`,
    holdsSecret: false,
    placement: message("Run it once: it asks for the registration, the flow and the address."),
  };
}
