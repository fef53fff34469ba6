import type { MailboxSeed, StoredMessage } from "../model";
import { type Message, messageOf } from "./message";

/** The folders of every mailbox, with the attributes Exchange Online lists them with. */
export const folders: readonly { readonly name: string; readonly attributes: string }[] = [
  { name: "Archive", attributes: String.raw`\HasNoChildren` },
  { name: "Deleted Items", attributes: String.raw`\Trash \HasNoChildren` },
  { name: "Drafts", attributes: String.raw`\Drafts \HasNoChildren` },
  { name: "INBOX", attributes: String.raw`\Marked \HasNoChildren` },
  { name: "Junk Email", attributes: String.raw`\Junk \HasNoChildren` },
  { name: "Sent Items", attributes: String.raw`\Sent \HasNoChildren` },
];

/** The folders of {@link folders} that hold something. */
const contents: Readonly<Record<string, (mailbox: MailboxSeed) => readonly StoredMessage[]>> = {
  INBOX: ({ messages }) => messages,
  "Sent Items": ({ sent }) => sent,
};

/** A folder as one session sees it; the UID of a message is its number. */
export class Folder {
  private readonly flags = new Map<number, ReadonlySet<string>>();
  private messages: readonly StoredMessage[] = [];
  private removals = 0;

  constructor(
    readonly name: string,
    private readonly mailbox: MailboxSeed,
    private readonly newest: number,
  ) {
    this.refresh();
  }

  /** Looks what the folder holds by now. */
  refresh(): void {
    this.messages = [...(contents[this.name]?.(this.mailbox) ?? [])];
    if (this.removals !== this.mailbox.removals) {
      this.flags.clear();
    }
    this.removals = this.mailbox.removals;
  }

  /** Looks for new messages at the end, as long as the others keep their numbers. Whether there are some. */
  grow(): boolean {
    const before = this.count;
    if (this.removals === this.mailbox.removals) {
      this.refresh();
    }
    return this.count > before;
  }

  get count(): number {
    return this.messages.length;
  }

  get uidValidity(): number {
    return 14 + this.removals;
  }

  get uidNext(): number {
    return this.count + 1;
  }

  /** Number of the first unseen message; undefined when all are seen. */
  get firstUnseen(): number | undefined {
    return this.numbers().find((number) => !this.flagsOf(number).has(String.raw`\Seen`));
  }

  get unseenCount(): number {
    return this.numbers().filter((number) => !this.flagsOf(number).has(String.raw`\Seen`)).length;
  }

  numbers(): number[] {
    return Array.from({ length: this.count }, (_, index) => index + 1);
  }

  message(number: number): Message {
    const stored = this.messages[number - 1];
    if (stored === undefined) {
      throw new RangeError(`no message ${number} in ${this.name}`);
    }
    return messageOf(this.mailbox, stored, this.newest);
  }

  flagsOf(number: number): ReadonlySet<string> {
    return this.flags.get(number) ?? new Set();
  }

  setFlags(number: number, flags: ReadonlySet<string>): void {
    this.flags.set(number, flags);
  }
}

/** The folder of a name; INBOX in any case (RFC 3501 §5.1). */
export function folderName(name: string): string | undefined {
  const wanted = name.toUpperCase() === "INBOX" ? "INBOX" : name;
  return folders.find((folder) => folder.name === wanted)?.name;
}

/** Which numbers a sequence set such as `1:3,7,*` names. Undefined for no sequence set. */
export function inSequence(
  set: string,
  largest: number,
): ((number: number) => boolean) | undefined {
  if (!/^(?:\d+|\*)(?::(?:\d+|\*))?(?:,(?:\d+|\*)(?::(?:\d+|\*))?)*$/.test(set)) {
    return undefined;
  }
  const ranges = set.split(",").map((part) => {
    const ends = part.split(":").map((end) => (end === "*" ? largest : Number(end)));
    return [Math.min(...ends), Math.max(...ends)] as const;
  });
  return (number) => ranges.some(([from, to]) => number >= from && number <= to);
}
