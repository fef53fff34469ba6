import { message } from "../../../base/message";
import { loginName, serverOf } from "../exportParts";
import type { Exporter, ExportInput } from "../exporter";
import { accountName } from "../formats/accountName";
import { comment } from "../formats/comment";
import { configParserText, type IniSection } from "../formats/configParserText";
import { pythonList } from "../formats/pythonText";
import { heading } from "../heading";
import { pathWithoutVariables } from "../pathChecks";
import { everyTokenSource, tokenWords } from "../tokenSource";

/**
 * The token is an expression of Python, evaluated when OfflineIMAP connects; with a token in hand it needs neither
 * client id nor secret. Values are interpolated (`SafeConfigParser`). Source: `offlineimap.conf` and
 * `offlineimap/repository/IMAP.py`, `imapserver.py` of offlineimap3.
 */
export const offlineimap3: Exporter = {
  id: "offlineimap3",
  title: "OfflineIMAP",
  needs: message("OfflineIMAP for Python 3 (offlineimap3)."),
  group: "mailProgram",
  protocols: ["imap"],
  takesSecret: false,
  tokenSources: everyTokenSource,
  write: (input) => [
    {
      name: ".offlineimaprc",
      languageId: "ini",
      text: `${comment(heading(input, "OfflineIMAP"))}${configParserText(sections(input), true)}`,
      holdsSecret: false,
      placement: message("Goes to {0}.", "~/.offlineimaprc"),
    },
  ],
};

function sections(input: ExportInput): readonly IniSection[] {
  const name = accountName(input.mailbox.address);
  const { host, port } = serverOf(input, "imap");
  const token = pythonList(tokenWords(input, "imap"));
  return [
    { name: "general", lines: [["accounts", name]] },
    {
      name: `Account ${name}`,
      lines: [
        ["localrepository", `${name}-local`],
        ["remoterepository", `${name}-remote`],
      ],
    },
    {
      name: `Repository ${name}-local`,
      lines: [
        ["type", "Maildir"],
        ["localfolders", `~/Mail/${name}`],
      ],
    },
    {
      name: `Repository ${name}-remote`,
      lines: [
        ["type", "IMAP"],
        ["remotehost", host],
        ["remoteport", String(port)],
        ["remoteuser", loginName(input, "imap")],
        ["ssl", "yes"],
        ["starttls", "no"],
        ["sslcacertfile", pathWithoutVariables("caFile", input.options.caFile) ?? "OS-DEFAULT"],
        ["auth_mechanisms", "XOAUTH2"],
        [
          "oauth2_access_token_eval",
          `__import__("subprocess").check_output(${token}, text=True).strip()`,
        ],
      ],
    },
  ];
}
