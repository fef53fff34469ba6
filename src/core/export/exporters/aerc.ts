import { message } from "../../../base/message";
import { shQuote } from "../../registration/commandLines/shQuote";
import { loginName, serverOf } from "../exportParts";
import type { Exporter, ExportInput, MailServerProtocol } from "../exporter";
import { accountName } from "../formats/accountName";
import { aercCommand, aercLine, urlPart } from "../formats/aercText";
import { appendText } from "../formats/appendText";
import { comment } from "../formats/comment";
import { addrSpec } from "../formats/mailAddress";
import { heading } from "../heading";
import { everyTokenSource, tokenWords } from "../tokenSource";

/** Source: aerc-accounts(5), aerc-imap(5), aerc-smtp(5) of aerc 0.14 to 0.21; the aerc wiki "Microsoft Personal". */
export const aerc: Exporter = {
  id: "aerc",
  title: "aerc",
  needs: message("aerc 0.14 or newer, and a file that only you can read (mode 0600)."),
  group: "mailProgram",
  protocols: ["imap", "smtp"],
  takesSecret: false,
  tokenSources: everyTokenSource,
  write: (input) => {
    const section = `[${accountName(input.mailbox.address)}]`;
    const text = `${comment(notes(input))}${section}\n${account(input)}`;
    return [
      {
        name: "accounts.conf",
        languageId: "ini",
        text,
        holdsSecret: false,
        placement: message(
          "Goes to {0}, which aerc wants with mode 0600.",
          "~/.config/aerc/accounts.conf",
        ),
        appendTo: appendText(text, section),
      },
    ];
  },
};

function notes(input: ExportInput): readonly string[] {
  const { caFile } = input.options;
  return [
    ...heading(input, "aerc"),
    // aerc has no setting of its own; the TLS library of Go reads this variable
    ...(caFile === undefined ? [] : [`Start it with SSL_CERT_FILE=${shQuote(caFile)}`]),
    "smtp-starttls: 0.14 needs it; newer versions use STARTTLS by themselves and ask to delete the line.",
  ];
}

function account(input: ExportInput): string {
  return [
    aercLine("source", url(input, "imaps+xoauth2", "imap")),
    aercLine("source-cred-cmd", aercCommand(tokenWords(input, "imap"))),
    aercLine("outgoing", url(input, "smtp+xoauth2", "smtp")),
    aercLine("outgoing-cred-cmd", aercCommand(tokenWords(input, "smtp"))),
    // 0.14 does not understand "true"
    aercLine("smtp-starttls", "yes"),
    // Otherwise it sends with its first token until it is closed, which may be days after the end of that
    aercLine("outgoing-cred-cmd-cache", "false"),
    aercLine("from", `<${addrSpec(input.mailbox.address)}>`),
    aercLine("cache-headers", "true"),
  ].join("");
}

function url(input: ExportInput, scheme: string, protocol: MailServerProtocol): string {
  const { host, port } = serverOf(input, protocol);
  return `${scheme}://${urlPart(loginName(input, protocol))}@${host}:${port}`;
}
