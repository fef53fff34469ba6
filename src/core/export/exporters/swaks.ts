import { message } from "../../../base/message";
import { loginName, serverOf } from "../exportParts";
import type { Exporter, ExportInput } from "../exporter";
import { comment } from "../formats/comment";
import { addrSpec } from "../formats/mailAddress";
import { refuseValue } from "../formats/refuse";
import { shLine } from "../formats/shLine";
import { heading } from "../heading";
import { everyTokenSource, tokenWords } from "../tokenSource";

/**
 * No release of swaks knows XOAUTH2, that of Debian (20201014) included; a pull request adds it (jetmore/swaks#44, open
 * in June 2026). Options may come from variables `SWAKS_OPT_…`, which other users cannot see. Source: swaks(1). That the
 * pull request takes the token for the password is unverified.
 */
export const swaks: Exporter = {
  id: "swaks",
  title: "swaks",
  needs: message(
    "A swaks that knows XOAUTH2: no release does, only the proposed change 44 of its project.",
  ),
  group: "mailProgram",
  protocols: ["smtp"],
  takesSecret: false,
  tokenSources: everyTokenSource,
  write: (input) => [
    {
      name: "send-by-swaks.sh",
      languageId: "shellscript",
      text: `#!/bin/sh\n${comment(notes(input))}${script(input)}`,
      holdsSecret: false,
      placement: message(
        "Run it with {0} and the address of the recipient.",
        "sh send-by-swaks.sh",
      ),
    },
  ],
};

function notes(input: ExportInput): readonly string[] {
  return [
    ...heading(input, "swaks"),
    "sh send-by-swaks.sh ADDRESS [OPTION...]   sends a test message",
  ];
}

/** swaks takes a value that begins with a dash for an option, wherever it comes from (seen with 20201014). */
function noDash(name: string, value: string): string {
  return value.startsWith("-") ? refuseValue(name, "character") : value;
}

function script(input: ExportInput): string {
  const { host, port } = serverOf(input, "smtp");
  const { caFile } = input.options;
  const options = shLine([
    `--server=${host}`,
    `--port=${port}`,
    "--tls",
    "--tls-verify",
    ...(caFile === undefined ? [] : [`--tls-ca-path=${caFile}`]),
    "--auth=XOAUTH2",
    // Its transcript would show the token
    "--auth-hide-password",
    `--auth-user=${noDash("username", loginName(input, "smtp"))}`,
    `--from=${noDash("address", addrSpec(input.mailbox.address))}`,
  ]);
  return `set -eu
to=\${1:?usage: send-by-swaks.sh ADDRESS [OPTION...]}
shift
SWAKS_OPT_auth_password=$(${shLine(tokenWords(input, "smtp"))})
export SWAKS_OPT_auth_password
exec swaks ${options} --to="$to" "$@"
`;
}
