import { message } from "../../../base/message";
import type { Exporter } from "../exporter";
import { muttConfiguration } from "../muttConfiguration";
import { everyTokenSource } from "../tokenSource";

/** Source: manual of NeoMutt; XOAUTH2 came with 2021-10-15 (ChangeLog). */
export const neomutt: Exporter = {
  id: "neomutt",
  title: "NeoMutt",
  needs: message(
    "NeoMutt of October 2021 or newer, built with GnuTLS where an own certificate authority is used.",
  ),
  group: "mailProgram",
  protocols: ["imap", "smtp"],
  takesSecret: false,
  tokenSources: everyTokenSource,
  write: (input) => [
    muttConfiguration(input, "NeoMutt", "neomuttrc", "~/.config/neomutt/neomuttrc"),
  ],
};
