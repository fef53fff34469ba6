import { protocolScope } from "../oauth/scopes";
import type { Cloud } from "../cloud";
import type { ProtocolId } from "../mail/probe";
import { protocolList, protocols } from "../mail/protocol";
import { sameAddress } from "../mailbox/address";
import type { Mailbox } from "../mailbox/mailbox";
import type { Iso8601 } from "../time";
import type { TokenRequest } from "./request";

/** One protocol of one mailbox that programs get tokens for. */
export interface ServedProtocol {
  readonly mailboxId: string;
  readonly protocol: ProtocolId;
}

/** Whether tokens are served to programs, and which. */
export interface TokenCommandState {
  /** When it was switched on; undefined = it is off. Another time is another decision, with new bearers. */
  readonly since?: Iso8601 | undefined;
  /** Kept while it is off, to be offered again. */
  readonly served: readonly ServedProtocol[];
}

/** The mailbox a request is for: exactly that address and protocol, of those that are listed and still signed in. */
export function servedMailbox(
  { address, protocol }: TokenRequest,
  served: readonly ServedProtocol[],
  mailboxes: readonly Mailbox[],
): Mailbox | undefined {
  const listed = new Set(
    served.filter((entry) => entry.protocol === protocol).map(({ mailboxId }) => mailboxId),
  );
  return mailboxes.find(
    (mailbox) => listed.has(mailbox.id) && sameAddress(mailbox.address, address),
  );
}

/** The protocols that the sign-in of a mailbox was for, or that a test has proven: what is offered first. */
export function signedInFor(mailbox: Mailbox, cloud: Cloud): readonly ProtocolId[] {
  return protocolList
    .filter(
      (protocol) =>
        mailbox.scopes.includes(protocolScope(cloud, protocol)) ||
        mailbox.probes[protocol.id]?.ok === true,
    )
    .map(({ id }) => id);
}

/** All that could be served, mailbox by mailbox, in the order of the protocols. */
export function servable(mailboxes: readonly Mailbox[]): readonly ServedProtocol[] {
  return mailboxes.flatMap(({ id }) =>
    protocolList.map(({ id: protocol }) => ({ mailboxId: id, protocol })),
  );
}

/** True for the same protocol of the same mailbox. */
export function sameServed(a: ServedProtocol, b: ServedProtocol): boolean {
  return a.mailboxId === b.mailboxId && a.protocol === b.protocol;
}

/** "IMAP", "SMTP": the names of what is served of one mailbox. */
export function servedNames(mailboxId: string, served: readonly ServedProtocol[]): string {
  return served
    .filter((entry) => entry.mailboxId === mailboxId)
    .map(({ protocol }) => protocols[protocol].name)
    .join(", ");
}
