import { message } from "../../../base/message";
import {
  authorityPage,
  insertsSecret,
  loopbackNotes,
  loopbackRedirectUri,
  secretOrPlaceholder,
} from "../exportParts";
import type { Exporter, ExportInput } from "../exporter";
import { accountName } from "../formats/accountName";
import { appendText } from "../formats/appendText";
import { comment } from "../formats/comment";
import { pizauthString } from "../formats/pizauthText";
import { signInMailScopes } from "../mailScopes";
import { personsOnly } from "../whyNot";

/** Source: pizauth.conf(5) and pizauth `src/config.l`. */
export const pizauth: Exporter = {
  id: "pizauth",
  title: "pizauth",
  needs: message("pizauth, running in your session."),
  group: "mailProgram",
  protocols: ["imap", "smtp"],
  takesSecret: true,
  whyNot: personsOnly("pizauth"),
  write: (input) => {
    const name = accountName(input.mailbox.address);
    const first = `account ${pizauthString("account", name)} {\n`;
    const text = `${note(input)}${first}${options(input)}}\n`;
    return [
      {
        name: "pizauth.conf",
        languageId: "plaintext",
        text,
        holdsSecret: insertsSecret(input),
        placement: message(
          "Goes to {0}. Tokens are then printed by {1}.",
          "~/.config/pizauth.conf",
          `pizauth show ${name}`,
        ),
        appendTo: appendText(text, first),
      },
    ];
  },
};

function note(input: ExportInput): string {
  const { mailbox, registration } = input;
  const first = `pizauth: mailbox ${mailbox.address}, registration ${registration.name}`;
  return comment([first, ...loopbackNotes(input)], "//");
}

function options(input: ExportInput): string {
  const { mailbox, registration } = input;
  const scopes = signInMailScopes(input).map((scope) => `    ${pizauthString("scopes", scope)}`);
  return [
    option("auth_uri", authorityPage(input, "authorize")),
    option("token_uri", authorityPage(input, "token")),
    option("client_id", registration.clientId),
    registration.client === "confidential"
      ? option("client_secret", secretOrPlaceholder(input))
      : "",
    `  scopes = [\n${scopes.join(",\n")}\n  ];\n`,
    option("redirect_uri", loopbackRedirectUri(input)),
    `  auth_uri_fields = { "login_hint": ${pizauthString("login_hint", mailbox.username)} };\n`,
  ].join("");
}

function option(name: string, value: string): string {
  return `  ${name} = ${pizauthString(name, value)};\n`;
}
