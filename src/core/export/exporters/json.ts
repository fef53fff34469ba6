import { message } from "../../../base/message";
import { dataValues } from "../dataValues";
import { insertsSecret } from "../exportParts";
import type { Exporter } from "../exporter";

/** Every value of the mailbox for programs that read JSON (RFC 8259). */
export const json: Exporter = {
  id: "json",
  title: "JSON",
  needs: message("A program that reads its settings from a JSON file."),
  group: "data",
  protocols: ["imap", "smtp"],
  takesSecret: true,
  write: (input) => [
    {
      name: "mail-oauth.json",
      languageId: "json",
      text: `${JSON.stringify(dataValues(input), undefined, 2)}\n`,
      holdsSecret: insertsSecret(input),
      placement: message("All values of the mailbox, by name."),
    },
  ],
};
