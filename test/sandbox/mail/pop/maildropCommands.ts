import { type Message, messageOf } from "../message";
import {
  ok,
  type PopAnswer,
  type PopCommandRow,
  protocolError,
  refuse,
  type Transaction,
} from "./session";

const noSuchMessage = refuse("Message is not found.");

function wire({ mailbox, messages }: Transaction, index: number): Message {
  const stored = messages[index];
  if (stored === undefined) {
    throw new RangeError(`no message ${index}`);
  }
  return messageOf(mailbox, stored, Date.now());
}

const sizeOf = (transaction: Transaction, index: number): number => {
  const { header, text } = wire(transaction, index);
  return header.length + text.length;
};

/** Indexes of the messages that are not marked as deleted. */
const present = ({ messages, deleted }: Transaction): number[] =>
  [...messages.keys()].filter((index) => !deleted.has(index));

/** The index a message number names; undefined for none, and for a deleted one. */
function indexOf(transaction: Transaction, number: string | undefined): number | undefined {
  const index = /^\d{1,9}$/.test(number ?? "") ? Number(number) - 1 : -1;
  return present(transaction).includes(index) ? index : undefined;
}

const total = (transaction: Transaction): number =>
  present(transaction).reduce((sum, index) => sum + sizeOf(transaction, index), 0);

/** A line for one message, or for all of them (LIST, UIDL). */
function scan(
  transaction: Transaction,
  number: string | undefined,
  value: (index: number) => string,
): PopAnswer {
  const line = (index: number): string => `${index + 1} ${value(index)}`;
  if (number === undefined) {
    const indexes = present(transaction);
    return { ...ok(`${indexes.length} ${total(transaction)}`), lines: indexes.map(line) };
  }
  const index = indexOf(transaction, number);
  return index === undefined ? noSuchMessage : ok(line(index));
}

const linesOf = (text: string): string[] => text.replace(/\r\n$/, "").split("\r\n");

function retrieve(transaction: Transaction, number: string | undefined, top?: number): PopAnswer {
  const index = indexOf(transaction, number);
  if (index === undefined) {
    return noSuchMessage;
  }
  const { header, text } = wire(transaction, index);
  const body = linesOf(text).slice(0, top ?? Number.MAX_SAFE_INTEGER);
  return { ...ok(), lines: [...linesOf(header.replace(/\r\n$/, "")), "", ...body] };
}

/** Commands of the transaction state (RFC 1939 §5, §7). */
export const maildropCommands: readonly PopCommandRow[] = [
  {
    name: "STAT",
    needs: "transaction",
    run: (transaction) => ok(`${present(transaction).length} ${total(transaction)}`),
  },
  {
    name: "LIST",
    needs: "transaction",
    run: (transaction, [number]) =>
      scan(transaction, number, (index) => String(sizeOf(transaction, index))),
  },
  {
    name: "UIDL",
    needs: "transaction",
    run: (transaction, [number]) =>
      scan(transaction, number, (index) => transaction.messages[index]?.id ?? ""),
  },
  {
    name: "RETR",
    needs: "transaction",
    run: (transaction, [number]) => retrieve(transaction, number),
  },
  {
    name: "TOP",
    needs: "transaction",
    run: (transaction, [number, count = ""]) =>
      /^\d{1,9}$/.test(count) ? retrieve(transaction, number, Number(count)) : protocolError,
  },
  {
    name: "DELE",
    needs: "transaction",
    run: (transaction, [number]) => {
      const index = indexOf(transaction, number);
      if (index === undefined) {
        return noSuchMessage;
      }
      transaction.deleted.add(index);
      return ok();
    },
  },
  {
    name: "RSET",
    needs: "transaction",
    run: ({ deleted }) => {
      deleted.clear();
      return ok();
    },
  },
  { name: "NOOP", needs: "transaction", run: () => ok() },
];

/** Removes what is marked: the update state (RFC 1939 §6). */
export function update({ mailbox, messages, deleted }: Transaction): void {
  const gone = new Set([...deleted].map((index) => messages[index]));
  const left = mailbox.messages.filter((message) => !gone.has(message));
  mailbox.removals += mailbox.messages.length - left.length;
  mailbox.messages.splice(0, mailbox.messages.length, ...left);
}
