import type { MailClient } from "../mailClient";
import { muttUses } from "../muttUses";

const program = "/usr/bin/mutt";

export const mutt: MailClient = {
  exporter: "mutt",
  program,
  place: ".config/mutt",
  uses: muttUses(program, {
    reading: /XOAUTH2 authentication failed\./,
    sending: /SMTP session failed: 535 [\s\S]*Could not send the message\./,
  }),
};
