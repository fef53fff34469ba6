import { message } from "../../../base/message";
import { loginName, serverOf } from "../exportParts";
import type { Exporter, ExportInput } from "../exporter";
import { accountName } from "../formats/accountName";
import { appendText } from "../formats/appendText";
import { comment } from "../formats/comment";
import { addrSpec } from "../formats/mailAddress";
import { msmtpLine } from "../formats/msmtpText";
import { shLine } from "../formats/shLine";
import { heading } from "../heading";
import { everyTokenSource, tokenWords } from "../tokenSource";

/** Source: msmtp(1); XOAUTH2, and tokens of any length, came with 1.8.13 (NEWS). */
export const msmtp: Exporter = {
  id: "msmtp",
  title: "msmtp",
  needs: message("msmtp 1.8.13 or newer, and a file that only you can read (mode 0600)."),
  group: "mailProgram",
  protocols: ["smtp"],
  takesSecret: false,
  tokenSources: everyTokenSource,
  write: (input) => {
    const name = accountName(input.mailbox.address);
    const first = `account ${name}\n`;
    const notes = [
      ...heading(input, "msmtp"),
      `Send with: msmtp -a ${name} ADDRESS. To send without -a: account default : ${name}`,
    ];
    const text = `${comment(notes)}${first}${settings(input)}`;
    return [
      {
        name: ".msmtprc",
        languageId: "plaintext",
        text,
        holdsSecret: false,
        placement: message("Goes to {0}, which msmtp wants with mode 0600.", "~/.msmtprc"),
        appendTo: appendText(text, first),
      },
    ];
  },
};

function settings(input: ExportInput): string {
  const { host, port } = serverOf(input, "smtp");
  const { caFile } = input.options;
  return [
    msmtpLine("host", host),
    `port ${port}\n`,
    "tls on\n",
    "tls_starttls on\n",
    caFile === undefined ? "" : msmtpLine("tls_trust_file", caFile),
    "auth xoauth2\n",
    msmtpLine("user", loginName(input, "smtp")),
    msmtpLine("passwordeval", shLine(tokenWords(input, "smtp"))),
    msmtpLine("from", addrSpec(input.mailbox.address)),
  ].join("");
}
