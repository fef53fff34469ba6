import type { MailClient } from "../mailClient";
import { muttUses } from "../muttUses";

const program = "/usr/bin/neomutt";

export const neomutt: MailClient = {
  exporter: "neomutt",
  program,
  place: ".config/neomutt",
  uses: muttUses(program, {
    reading: /\(no mailbox\)/,
    sending: /SMTP session failed: [\s\S]*Could not send the message/,
  }),
};
