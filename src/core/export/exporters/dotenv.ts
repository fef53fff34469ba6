import { message } from "../../../base/message";
import { dataValues } from "../dataValues";
import { insertsSecret } from "../exportParts";
import type { Exporter } from "../exporter";
import { appendText } from "../formats/appendText";
import { comment } from "../formats/comment";
import { refuseValue } from "../formats/refuse";
import { heading } from "../heading";

/** Source: Node.js `util.parseEnv`, whose rules the dotenv packages of other languages share. */
export const dotenv: Exporter = {
  id: "dotenv",
  title: ".env",
  needs: message("A program that reads its settings from environment variables."),
  group: "data",
  protocols: ["imap", "smtp"],
  takesSecret: true,
  write: (input) => {
    const lines = Object.entries(dataValues(input)).map(
      ([name, value]) => `ENTRA_MAIL_${snake(name)}=${quoted(name, value)}\n`,
    );
    const text = `${comment(heading(input, ".env").slice(0, 1))}${lines.join("")}`;
    return [
      {
        name: ".env",
        languageId: "plaintext",
        text,
        holdsSecret: insertsSecret(input),
        placement: message("Goes beside the program; keep it out of version control."),
        appendTo: appendText(text, lines[0] ?? ""),
      },
    ];
  },
};

/** `clientId` → `CLIENT_ID` */
function snake(name: string): string {
  return name.replaceAll(/[A-Z]/g, "_$&").toUpperCase();
}

/** In the first kind of quotes that the value does not hold: within them everything stands for itself. */
function quoted(name: string, value: string): string {
  if (/^[\w./:@+-]*$/.test(value)) return value;
  const quote = ["'", "`"].find((mark) => !value.includes(mark));
  return quote === undefined ? refuseValue(name, "character") : `${quote}${value}${quote}`;
}
