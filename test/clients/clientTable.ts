import type { MailClient } from "./mailClient";
import { aerc } from "./programs/aerc";
import { curl } from "./programs/curl";
import { getmail6 } from "./programs/getmail6";
import { isync } from "./programs/isync";
import { msmtp } from "./programs/msmtp";
import { mutt } from "./programs/mutt";
import { neomutt } from "./programs/neomutt";
import { offlineimap3 } from "./programs/offlineimap3";

/** The programs of Debian that can use OAuth, in the order of the exporters. */
export const mailClients: readonly MailClient[] = [
  aerc,
  neomutt,
  mutt,
  isync,
  offlineimap3,
  getmail6,
  msmtp,
  curl,
];
