import { message } from "../../base/message";
import { loginName, serverOf } from "./exportParts";
import type { ExportedFile, ExportInput } from "./exporter";
import { urlPart } from "./formats/aercText";
import { appendText } from "./formats/appendText";
import { comment } from "./formats/comment";
import { muttAddress, muttSet } from "./formats/muttText";
import { shLine } from "./formats/shLine";
import { heading } from "./heading";
import { tokenWords } from "./tokenSource";

/**
 * What mutt and NeoMutt have in common. `ssl_ca_certificates_file` is a setting of builds with GnuTLS, as those of
 * Debian are. Source: the manual of mutt 2.2 and of NeoMutt.
 * @param name of the file
 * @param place where the program looks for it
 */
export function muttConfiguration(
  input: ExportInput,
  title: string,
  name: string,
  place: string,
): ExportedFile {
  const imap = serverOf(input, "imap");
  const smtp = serverOf(input, "smtp");
  const { caFile } = input.options;
  const user = muttSet("imap_user", loginName(input, "imap"));
  const text = [
    comment(heading(input, title)),
    user,
    muttSet("from", muttAddress(input.mailbox.address)),
    muttSet("folder", `imaps://${imap.host}:${imap.port}/`),
    muttSet("spoolfile", "+INBOX"),
    muttSet("imap_authenticators", "xoauth2"),
    muttSet("imap_oauth_refresh_command", shLine(tokenWords(input, "imap"))),
    muttSet("smtp_url", `smtp://${urlPart(loginName(input, "smtp"))}@${smtp.host}:${smtp.port}/`),
    muttSet("smtp_authenticators", "xoauth2"),
    muttSet("smtp_oauth_refresh_command", shLine(tokenWords(input, "smtp"))),
    "set ssl_starttls = yes\n",
    "set ssl_force_tls = yes\n",
    caFile === undefined ? "" : muttSet("ssl_ca_certificates_file", caFile),
  ].join("");
  return {
    name,
    languageId: "plaintext",
    text,
    holdsSecret: false,
    placement: message("Goes to {0}.", place),
    appendTo: appendText(text, user),
  };
}
