import { message } from "../../../base/message";
import { loginName, serverOf } from "../exportParts";
import type { Exporter, ExportInput } from "../exporter";
import { accountName } from "../formats/accountName";
import { appendText } from "../formats/appendText";
import { comment } from "../formats/comment";
import { mbsyncLine } from "../formats/mbsyncText";
import { shLine } from "../formats/shLine";
import { heading } from "../heading";
import { everyTokenSource, tokenWords } from "../tokenSource";

/**
 * `SSLType` is the name of isync 1.4; that 1.5 still takes it beside its new `TLSType` is unverified. The first run
 * changes nothing on the server. Source: mbsync(1) of isync 1.4.4.
 */
export const isync: Exporter = {
  id: "isync",
  title: "isync (mbsync)",
  needs: message("isync 1.4 or newer, and a SASL module that knows XOAUTH2."),
  group: "mailProgram",
  protocols: ["imap"],
  takesSecret: false,
  tokenSources: everyTokenSource,
  write: (input) => {
    const name = accountName(input.mailbox.address);
    const text = `${comment(notes(input, name))}\n${sections(input, name)}`;
    return [
      {
        name: ".mbsyncrc",
        languageId: "plaintext",
        text,
        holdsSecret: false,
        placement: message(
          "Goes to {0}. The folder {1} must exist.",
          "~/.mbsyncrc",
          `~/Mail/${name}`,
        ),
        appendTo: appendText(text, `IMAPAccount ${name}`),
      },
    ];
  },
};

function notes(input: ExportInput, name: string): readonly string[] {
  return [
    ...heading(input, "isync"),
    "The SASL module for XOAUTH2 is a package of its own, such as cyrus-sasl-xoauth2, sasl-xoauth2 or kdexoauth2.",
    `Fetch with: mbsync ${name}`,
    "Where mbsync says that IMAP wants more steps, the server refused the token; mbsync 1.4 then waits for ever: end it.",
    "Sync Pull only reads from the server. Sync All also writes your changes back.",
  ];
}

/** Sections end with an empty line. */
function sections(input: ExportInput, name: string): string {
  const { host, port } = serverOf(input, "imap");
  const { caFile } = input.options;
  return [
    [
      `IMAPAccount ${name}\n`,
      mbsyncLine("Host", host),
      `Port ${port}\n`,
      mbsyncLine("User", loginName(input, "imap")),
      mbsyncLine("PassCmd", shLine(tokenWords(input, "imap"))),
      "SSLType IMAPS\n",
      "AuthMechs XOAUTH2\n",
      caFile === undefined ? "" : mbsyncLine("CertificateFile", caFile),
    ],
    [`IMAPStore ${name}-remote\n`, `Account ${name}\n`],
    [
      `MaildirStore ${name}-local\n`,
      "SubFolders Verbatim\n",
      `Path ~/Mail/${name}/\n`,
      `Inbox ~/Mail/${name}/INBOX\n`,
    ],
    [
      `Channel ${name}\n`,
      `Far :${name}-remote:\n`,
      `Near :${name}-local:\n`,
      "Patterns *\n",
      "Create Near\n",
      "Sync Pull\n",
      "SyncState *\n",
    ],
  ]
    .map((lines) => lines.join(""))
    .join("\n");
}
