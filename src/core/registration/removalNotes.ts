import { type Message, message } from "../../base/message";
import type { CertificateFacts, ClientSecretFacts, RegistrationSummary } from "./registration";

const mostNamed = 3;

/**
 * What stops when a client secret goes, for the review.
 * @param mailboxes addresses that are signed in with it in this editor
 */
export function secretRemovalNotes(
  { clientSecrets, certificates }: RegistrationSummary,
  { keyId }: Pick<ClientSecretFacts, "keyId">,
  mailboxes: readonly string[],
  now: Date,
): readonly Message[] {
  return [
    ...mailboxNotes(mailboxes),
    ...lastNotes([...clientSecrets, ...certificates], keyId, now),
  ];
}

/** What stops when a certificate goes, for the review. */
export function certificateRemovalNotes(
  { clientSecrets, certificates }: RegistrationSummary,
  { keyId }: Pick<CertificateFacts, "keyId">,
  now: Date,
): readonly Message[] {
  return lastNotes([...clientSecrets, ...certificates], keyId, now);
}

function mailboxNotes(mailboxes: readonly string[]): readonly Message[] {
  const [first, ...others] = mailboxes;
  if (first === undefined) return [];
  const named = others
    .slice(0, mostNamed - 1)
    .reduce((list, address) => message("{0}, {1}", list, address), message("{0}", first));
  const more = mailboxes.length - mostNamed;
  return [
    more > 0
      ? message("Signed in with it in this editor: {0} and {1} more", named, more)
      : message("Signed in with it in this editor: {0}", named),
  ];
}

function lastNotes(
  credentials: readonly { readonly keyId: string; readonly endDateTime: string }[],
  keyId: string,
  now: Date,
): readonly Message[] {
  const working = credentials.filter(({ endDateTime }) => Date.parse(endDateTime) > now.getTime());
  const isLast = working.length === 1 && working[0]?.keyId === keyId;
  return isLast
    ? [
        message(
          "It is the last secret or certificate that still works: every program that proves this registration with it stops",
        ),
      ]
    : [];
}
