import { message } from "../../../base/message";
import { authorityPage, insertsSecret, secretOrPlaceholder } from "../exportParts";
import type { Exporter, ExportInput } from "../exporter";
import { comment } from "../formats/comment";
import { shLine } from "../formats/shLine";
import { insertIntoYaml } from "../formats/yamlInsert";
import { yamlText } from "../formats/yamlText";
import { signInMailScopes } from "../mailScopes";
import { operand } from "../tokenSource";
import { personsOnly } from "../whyNot";

/**
 * oama keeps the tokens of a sign-in and hands them to mail programs. Source: oama `lib/OAMa/Environment.hs` (fields,
 * built-in services) and the aerc wiki "Microsoft Personal". The service is not called `microsoft`: in endpoints of
 * that one oama replaces the word `common` by the tenant.
 */
export const oama: Exporter = {
  id: "oama",
  title: "oama",
  needs: message(
    "oama with a keyring or GnuPG. Without a client secret it must be a version that has the device code flow.",
  ),
  group: "mailProgram",
  protocols: ["imap", "smtp"],
  takesSecret: true,
  whyNot: personsOnly("oama"),
  write: (input) => {
    const text = `${heading(input)}${yamlText({
      encryption: { tag: "KEYRING" },
      services: { [serviceName]: service(input) },
    })}`;
    return [
      {
        name: "config.yaml",
        languageId: "yaml",
        text,
        holdsSecret: insertsSecret(input),
        placement: message(
          "Goes to {0}. Then sign in with {1}.",
          "~/.config/oama/config.yaml",
          shLine(["oama", "authorize", serviceName, ...operand(input.mailbox.username)]),
        ),
        appendTo: (existing) =>
          existing.trim() === ""
            ? text
            : insertIntoYaml(existing, "services", serviceName, service(input)),
      },
    ];
  },
};

const serviceName = "outlook";

function heading({ registration, mailbox }: ExportInput): string {
  return comment([
    `oama: registration ${registration.name}, mailbox ${mailbox.address}`,
    "Tokens are kept in the keyring; GRING is its name in old versions, and GPG with `contents: KEY-ID` the other way.",
  ]);
}

function service(input: ExportInput): Readonly<Record<string, string>> {
  const { mailbox, registration } = input;
  return {
    auth_endpoint: authorityPage(input, "authorize"),
    token_endpoint: authorityPage(input, "token"),
    auth_http_method: "GET",
    token_params_mode: "RequestBodyForm",
    auth_scope: signInMailScopes(input).join(" "),
    client_id: registration.clientId,
    ...(registration.client === "confidential"
      ? { client_secret: secretOrPlaceholder(input) }
      : {}),
    tenant: mailbox.authorityTenant,
    prompt: "select_account",
  };
}
