import type { MailboxSeed, StoredMessage } from "../model";
import { userId } from "./people";
import { stableGuid } from "./stableIds";

const subjects = [
  "Minutes of the weekly meeting",
  "Invoice 2026-{n} is due",
  "Re: Analytical engine, card {n}",
  "Backup of host {n} finished",
  "Ticket #{n}: printer on the second floor",
  "Résumé of the interview {n}",
];

const senders = [
  "Grace Hopper <grace@contoso.test>",
  "Accounts <billing@fabrikam.test>",
  "Charles Babbage <charles@contoso.test>",
  "Backup <backup@contoso.test>",
];

/** The message at `index` of `count`; each came 37 minutes after the one before. */
function message(address: string, index: number, count: number): StoredMessage {
  const number = String(index + 1);
  const subject = subjects[index % subjects.length] ?? "";
  return {
    id: `${number}.${address}`,
    subject: subject.replace("{n}", number),
    from: senders[index % senders.length] ?? "",
    minutesOld: (count - 1 - index) * 37,
    text: `This is message ${number} of this mailbox.\r\n\r\nIt was made for the sandbox and never sent.\r\n`,
  };
}

interface Box {
  readonly address: string;
  /** Absent: a shared mailbox, which nobody signs in to as itself. */
  readonly owner?: string;
  /** Users with full access. */
  readonly delegates?: readonly string[];
  /** Users who may send as it. */
  readonly senders?: readonly string[];
  /** IMAP, POP and SMTP AUTH are switched off for it. */
  readonly closed?: boolean;
  readonly count: number;
}

const boxes: readonly Box[] = [
  { address: "ada@contoso.test", owner: "ada@contoso.test", count: 1204 },
  { address: "grace@contoso.test", owner: "grace@contoso.test", count: 3 },
  { address: "eve@contoso.test", owner: "eve@contoso.test", count: 4, closed: true },
  { address: "alan@fabrikam.test", owner: "alan@fabrikam.test", count: 5 },
  { address: "vera@outlook.test", owner: "vera@outlook.test", count: 6 },
  {
    address: "support@contoso.test",
    delegates: ["ada@contoso.test"],
    senders: ["ada@contoso.test"],
    count: 7,
  },
  // Ada may open it and not send as it.
  { address: "info@contoso.test", delegates: ["ada@contoso.test"], count: 2 },
];

/** New mailboxes; the messages of each are made when somebody first looks. */
export function mailboxes(): MailboxSeed[] {
  return boxes.map((box) => {
    const { address, owner, count, closed = false } = box;
    let messages: StoredMessage[] | undefined;
    return {
      address,
      ownerId: owner === undefined ? stableGuid(`mailbox ${address}`) : userId(owner),
      shared: owner === undefined,
      delegateIds: new Set((box.delegates ?? []).map(userId)),
      sendAsIds: new Set((box.senders ?? []).map(userId)),
      blockedAppIds: new Set<string>(),
      licensed: owner !== undefined,
      imapEnabled: !closed,
      popEnabled: !closed,
      smtpAuthDisabled: closed ? true : null,
      get messages() {
        messages ??= Array.from({ length: count }, (_, index) => message(address, index, count));
        return messages;
      },
      sent: [],
      removals: 0,
    };
  });
}
