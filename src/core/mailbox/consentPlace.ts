import { type Message, message } from "../../base/message";
import { consumersTenantId } from "../oauth/authority";
import { isAppOnly, type Mailbox } from "./mailbox";

/** Where people see and take back what they agreed to themselves. Source: Entra "My Apps portal". */
export const myApps = "https://myapps.microsoft.com";

/** The same for personal accounts. The address is unverified: it comes from users' answers, and no document here names it. */
const personalConsents = "https://account.live.com/consent/Manage";

export interface ConsentPlace {
  readonly name: Message;
  readonly url: string;
}

/** Where the consent of a mailbox's sign-in can be taken back; undefined where nobody agreed, or no source tells. */
export function consentPlace(mailbox: Mailbox): ConsentPlace | undefined {
  if (isAppOnly(mailbox) || mailbox.cloudId !== "global") return undefined;
  return mailbox.account.tenantId === consumersTenantId
    ? { name: message("Apps and services of your Microsoft account"), url: personalConsents }
    : { name: message("My Apps"), url: myApps };
}
