import { errorText } from "../base/errors";
import type { Cloud } from "../core/cloud";
import type { Finding } from "../core/diagnosis/finding";
import { sameAddress } from "../core/mailbox/address";
import { isAppOnly, type Mailbox } from "../core/mailbox/mailbox";
import { accountsOf } from "../core/mail/loginTarget";
import type { AccessGrant, LicenceReader, Log } from "../core/ports";

export interface LicenceCheckParts {
  readonly licences: LicenceReader;
  readonly mailboxes: {
    profileGrant(mailboxId: string, signal: AbortSignal): Promise<AccessGrant>;
  };
  readonly log: Log;
}

/**
 * Looks, where a refusal could come from it, whether the account has a plan with a mailbox, as far as the sign-in may
 * read that. Nobody is asked, and what cannot be read changes nothing.
 * @returns the findings, or the one that a missing licence explains
 */
export async function checkLicence(
  { licences, mailboxes, log }: LicenceCheckParts,
  mailbox: Mailbox,
  cloud: Cloud,
  findings: readonly Finding[],
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const { mayLackLicence, noLicence } = await import("../core/diagnosis/onDemand");
  const own = sameAddress(mailbox.account.username, mailbox.address);
  if (!own || isAppOnly(mailbox) || accountsOf(mailbox) === "personal") return findings;
  if (!mayLackLicence(findings)) return findings;
  try {
    const { accessToken } = await mailboxes.profileGrant(mailbox.id, signal);
    const reading = await licences.read(cloud, accessToken, signal);
    return reading === "none" ? [noLicence(mailbox.address, findings)] : findings;
  } catch (error) {
    if (signal.aborted) throw error;
    log.info(`The licence could not be read: ${errorText(error)}`);
    return findings;
  }
}
