import { type Message, message } from "../../base/message";
import type { ProbeResult } from "../../core/mail/probe";
import type { Mailbox } from "../../core/mailbox/mailbox";
import { agoWords, durationWords, leftWords, numberWords } from "../moments";

/** The words of the rows in "Mailboxes". Pure: clock and locale are arguments. */

/** Whether the mailbox can be used now. An access token that has ended is renewed at its next use. */
export function tokenWords({ needsSignIn, tokenExpiresAt }: Mailbox, now: Date): Message {
  if (needsSignIn) return message("sign in again");
  const left = tokenExpiresAt === undefined ? undefined : leftWords(new Date(tokenExpiresAt), now);
  return left === undefined ? message("signed in") : message("token valid {0}", left);
}

/** The parts of a mailbox's description. */
export function mailboxDescription(mailbox: Mailbox, now: Date): readonly Message[] {
  const { account, address, registrationName } = mailbox;
  const other = account.username.toLowerCase() !== address.toLowerCase();
  // The state first: a narrow side bar cuts the end off.
  return [
    tokenWords(mailbox, now),
    ...(other ? [message("signs in as {0}", account.username)] : []),
    message("{0}", registrationName),
  ];
}

/** The parts of a protocol's description: the result first, then how long it took and how old it is. */
export function probeDescription(
  probe: ProbeResult | undefined,
  now: Date,
  locale: string,
): readonly Message[] {
  if (probe === undefined) return [message("not tested")];
  const ago = agoWords(new Date(probe.at), now);
  if (!probe.ok) {
    const [finding] = probe.findings;
    return [message("✗ {0}", finding?.title ?? message("The test failed.")), ago];
  }
  const opened =
    probe.messages === undefined
      ? message("✓ opened INBOX")
      : message("✓ opened INBOX, {0} messages", numberWords(probe.messages, locale));
  return [opened, durationWords(probe.milliseconds, locale), ago];
}
