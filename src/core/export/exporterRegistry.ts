import type { Exporter, ExporterId } from "./exporter";
import { aemForms } from "./exporters/aemForms";
import { aerc } from "./exporters/aerc";
import { curl } from "./exporters/curl";
import { dotenv } from "./exporters/dotenv";
import { emailOauth2Proxy } from "./exporters/emailOauth2Proxy";
import { emailThisIssue } from "./exporters/emailThisIssue";
import { exchangePowerShell } from "./exporters/exchangePowerShell";
import { fetchmail } from "./exporters/fetchmail";
import { getmail6 } from "./exporters/getmail6";
import { gitSendEmail } from "./exporters/gitSendEmail";
import { go } from "./exporters/go";
import { himalaya } from "./exporters/himalaya";
import { isync } from "./exporters/isync";
import { java } from "./exporters/java";
import { json } from "./exporters/json";
import { mailKit } from "./exporters/mailKit";
import { msmtp } from "./exporters/msmtp";
import { mutt } from "./exporters/mutt";
import { muttOauth2 } from "./exporters/muttOauth2";
import { neomutt } from "./exporters/neomutt";
import { node } from "./exporters/node";
import { oama } from "./exporters/oama";
import { offlineimap3 } from "./exporters/offlineimap3";
import { pizauth } from "./exporters/pizauth";
import { python } from "./exporters/python";
import { swaks } from "./exporters/swaks";
import { thunderbird } from "./exporters/thunderbird";

/** In the order in which the picker shows them, within each group. */
export const exporters: readonly Exporter[] = [
  // Mail programs, then what hands them tokens, then what tries them
  aerc,
  neomutt,
  mutt,
  himalaya,
  thunderbird,
  isync,
  offlineimap3,
  getmail6,
  fetchmail,
  msmtp,
  gitSendEmail,
  oama,
  pizauth,
  muttOauth2,
  emailOauth2Proxy,
  curl,
  swaks,
  // Servers
  emailThisIssue,
  aemForms,
  exchangePowerShell,
  // Code
  mailKit,
  node,
  python,
  java,
  go,
  // Data
  dotenv,
  json,
];

/** The exporter by its id; undefined when there is none. */
export function exporterOf(id: ExporterId): Exporter | undefined {
  return exporters.find((exporter) => exporter.id === id);
}
