import type { MailboxSeed } from "../model";
import { userId } from "./people";
import { stableGuid } from "./stableIds";

type Message = MailboxSeed["messages"][number];

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

function message(index: number): Message {
  const number = String(index + 1);
  const subject = subjects[index % subjects.length] ?? "";
  return {
    subject: subject.replace("{n}", number),
    from: senders[index % senders.length] ?? "",
    text: `This is message ${number} of this mailbox.\r\n\r\nIt was made for the sandbox and never sent.\r\n`,
  };
}

interface Box {
  readonly address: string;
  /** Absent: a shared mailbox, which nobody signs in to as itself. */
  readonly owner?: string;
  readonly delegates?: readonly string[];
  readonly imapEnabled?: boolean;
  readonly count: number;
}

const boxes: readonly Box[] = [
  { address: "ada@contoso.test", owner: "ada@contoso.test", count: 1204 },
  { address: "grace@contoso.test", owner: "grace@contoso.test", count: 3 },
  { address: "eve@contoso.test", owner: "eve@contoso.test", count: 4, imapEnabled: false },
  { address: "alan@fabrikam.test", owner: "alan@fabrikam.test", count: 5 },
  { address: "vera@outlook.test", owner: "vera@outlook.test", count: 6 },
  { address: "support@contoso.test", delegates: ["ada@contoso.test"], count: 7 },
];

/** New mailboxes; the messages of each are made when somebody first looks. */
export function mailboxes(): MailboxSeed[] {
  return boxes.map((box) => {
    let messages: readonly Message[] | undefined;
    return {
      address: box.address,
      ownerId: box.owner === undefined ? stableGuid(`mailbox ${box.address}`) : userId(box.owner),
      delegateIds: new Set((box.delegates ?? []).map(userId)),
      imapEnabled: box.imapEnabled ?? true,
      get messages() {
        messages ??= Array.from({ length: box.count }, (_, index) => message(index));
        return messages;
      },
    };
  });
}
