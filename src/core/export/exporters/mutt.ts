import { message } from "../../../base/message";
import type { Exporter } from "../exporter";
import { muttConfiguration } from "../muttConfiguration";
import { everyTokenSource } from "../tokenSource";

/** Source: manual of mutt 2.2; XOAUTH2 came with 2.0.0 (NEWS). */
export const mutt: Exporter = {
  id: "mutt",
  title: "mutt",
  needs: message(
    "mutt 2.0 or newer, built with GnuTLS where an own certificate authority is used.",
  ),
  group: "mailProgram",
  protocols: ["imap", "smtp"],
  takesSecret: false,
  tokenSources: everyTokenSource,
  write: (input) => [muttConfiguration(input, "mutt", "muttrc", "~/.config/mutt/muttrc")],
};
