import { message } from "../../../base/message";
import { loginName, serverOf } from "../exportParts";
import type { Exporter, ExportInput, MailServerProtocol } from "../exporter";
import { accountName } from "../formats/accountName";
import { appendText } from "../formats/appendText";
import { comment } from "../formats/comment";
import { tomlText } from "../formats/tomlText";
import { heading } from "../heading";
import { everyTokenSource, tokenWords } from "../tokenSource";

/**
 * The settings of version 2; those of version 1 had other names. That `xoauth2.token.command` takes a list of words
 * is shown for `oauthbearer` and HTTP. Source: `config.sample.toml` of Himalaya 2.
 */
export const himalaya: Exporter = {
  id: "himalaya",
  title: "Himalaya",
  needs: message("Himalaya 2; version 1 has other settings."),
  group: "mailProgram",
  protocols: ["imap", "smtp"],
  takesSecret: false,
  tokenSources: everyTokenSource,
  write: (input) => {
    const name = accountName(input.mailbox.address);
    const text = `${comment(heading(input, "Himalaya"))}${tomlText({ accounts: { [name]: account(input) } })}`;
    return [
      {
        name: "config.toml",
        languageId: "toml",
        text,
        holdsSecret: false,
        placement: message("Goes to {0}.", "~/.config/himalaya/config.toml"),
        appendTo: appendText(text, `[accounts.${name}.imap]`),
      },
    ];
  },
};

function account(input: ExportInput): Readonly<Record<string, unknown>> {
  const { caFile } = input.options;
  const tls = caFile === undefined ? {} : { tls: { cert: caFile } };
  return {
    imap: { server: server(input, "imaps", "imap"), ...tls, sasl: sasl(input, "imap") },
    smtp: {
      server: server(input, "smtp", "smtp"),
      starttls: true,
      ...tls,
      sasl: sasl(input, "smtp"),
    },
  };
}

function server(input: ExportInput, scheme: string, protocol: MailServerProtocol): string {
  const { host, port } = serverOf(input, protocol);
  return `${scheme}://${host}:${port}`;
}

function sasl(input: ExportInput, protocol: MailServerProtocol): Readonly<Record<string, unknown>> {
  return {
    xoauth2: {
      username: loginName(input, protocol),
      token: { command: tokenWords(input, protocol) },
    },
  };
}
