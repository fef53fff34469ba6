import { message } from "../../../base/message";
import { loginName, serverOf } from "../exportParts";
import type { Exporter, ExportInput } from "../exporter";
import { accountName } from "../formats/accountName";
import { comment } from "../formats/comment";
import { configParserText, type IniSection } from "../formats/configParserText";
import { pythonTuple } from "../formats/pythonText";
import { heading } from "../heading";
import { pathWithoutVariables } from "../pathChecks";
import { everyTokenSource, tokenWords } from "../tokenSource";

/**
 * One file per mailbox, read by `RawConfigParser`; the command is a tuple of Python. Its POP retrievers know no XOAUTH2.
 * Source: getmail6's `configuration.txt`, `getmailrc-examples` and `_retrieverbases.py` of 6.18.
 */
export const getmail6: Exporter = {
  id: "getmail6",
  title: "getmail6",
  needs: message("getmail6, and a Maildir to deliver to."),
  group: "mailProgram",
  protocols: ["imap"],
  takesSecret: false,
  tokenSources: everyTokenSource,
  write: (input) => {
    const name = accountName(input.mailbox.address);
    return [
      {
        name: `getmailrc-${name}`,
        languageId: "ini",
        text: `${comment(notes(input))}${configParserText(sections(input, name), false)}`,
        holdsSecret: false,
        placement: message(
          "Goes to {0}. The Maildir {1} must exist, with cur, new and tmp.",
          `~/.config/getmail/getmailrc-${name}`,
          `~/Mail/${name}/`,
        ),
      },
    ];
  },
};

function notes(input: ExportInput): readonly string[] {
  return [...heading(input, "getmail6"), "getmail delivers nothing while it runs as root."];
}

function sections(input: ExportInput, name: string): readonly IniSection[] {
  const { host, port } = serverOf(input, "imap");
  const caFile = pathWithoutVariables("caFile", input.options.caFile);
  return [
    {
      name: "retriever",
      lines: [
        ["type", "SimpleIMAPSSLRetriever"],
        ["server", host],
        ["port", String(port)],
        ["username", loginName(input, "imap")],
        ["use_xoauth2", "true"],
        ["password_command", pythonTuple(tokenWords(input, "imap"))],
        ...(caFile === undefined ? [] : [["ca_certs", caFile] as const]),
      ],
    },
    {
      name: "destination",
      lines: [
        ["type", "Maildir"],
        ["path", `~/Mail/${name}/`],
      ],
    },
    {
      name: "options",
      lines: [
        ["read_all", "false"],
        ["delete", "false"],
      ],
    },
  ];
}
