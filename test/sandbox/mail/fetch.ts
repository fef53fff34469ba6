import { bodyStructure, envelope, internalDate, type Message } from "./message";
import type { Folder } from "./folder";

const macros: Readonly<Record<string, readonly string[]>> = {
  ALL: ["FLAGS", "INTERNALDATE", "RFC822.SIZE", "ENVELOPE"],
  FAST: ["FLAGS", "INTERNALDATE", "RFC822.SIZE"],
  FULL: ["FLAGS", "INTERNALDATE", "RFC822.SIZE", "ENVELOPE", "BODY"],
};

interface Source {
  readonly folder: Folder;
  readonly number: number;
  readonly message: Message;
}

const literal = (text: string): string => `{${text.length}}\r\n${text}`;

/** Items without arguments. */
const plainItems: Readonly<Record<string, (source: Source) => string>> = {
  UID: ({ number }) => String(number),
  FLAGS: ({ folder, number }) => `(${[...folder.flagsOf(number)].join(" ")})`,
  INTERNALDATE: ({ message }) => `"${internalDate(message.date)}"`,
  "RFC822.SIZE": ({ message }) => String(message.header.length + message.text.length),
  ENVELOPE: ({ message }) => envelope(message),
  BODY: ({ message }) => bodyStructure(message, false),
  BODYSTRUCTURE: ({ message }) => bodyStructure(message, true),
  RFC822: ({ message }) => literal(message.header + message.text),
  "RFC822.HEADER": ({ message }) => literal(message.header),
  "RFC822.TEXT": ({ message }) => literal(message.text),
};

function headerFields(message: Message, names: string, wanted: boolean): string {
  const asked = new Set(names.toLowerCase().split(/\s+/));
  // A line that begins with white space belongs to the field before it.
  const lines = message.header
    .split(/\r\n(?![ \t])/)
    .filter(
      (line) => line !== "" && asked.has(line.slice(0, line.indexOf(":")).toLowerCase()) === wanted,
    );
  return [...lines, "", ""].join("\r\n");
}

/** Sections of `BODY[…]`; a message of one part has part 1 = its text. */
const sections: readonly {
  readonly pattern: RegExp;
  readonly text: (message: Message, names: string) => string;
}[] = [
  { pattern: /^$/, text: ({ header, text }) => header + text },
  { pattern: /^HEADER$/i, text: ({ header }) => header },
  { pattern: /^(?:TEXT|1)$/i, text: ({ text }) => text },
  {
    pattern: /^1\.MIME$/i,
    text: (message) =>
      headerFields(message, "mime-version content-type content-transfer-encoding", true),
  },
  {
    pattern: /^HEADER\.FIELDS \(([^)]*)\)$/i,
    text: (message, names) => headerFields(message, names, true),
  },
  {
    pattern: /^HEADER\.FIELDS\.NOT \(([^)]*)\)$/i,
    text: (message, names) => headerFields(message, names, false),
  },
];

function bodySection(source: Source, item: string): string | undefined {
  const [, peek, section = "", partial] =
    /^BODY(\.PEEK)?\[([^\]]*)\](<\d+\.\d+>)?$/i.exec(item) ?? [];
  const row = sections.find(({ pattern }) => pattern.test(section));
  if (!/^BODY(?:\.PEEK)?\[/i.test(item) || row === undefined) {
    return undefined;
  }
  const whole = row.text(source.message, row.pattern.exec(section)?.[1] ?? "");
  const [from = 0, count = whole.length] = (partial ?? "").match(/\d+/g)?.map(Number) ?? [];
  const label = `BODY[${section.toUpperCase()}]${partial === undefined ? "" : `<${from}>`}`;
  if (peek === undefined) {
    markSeen(source);
  }
  return `${label} ${literal(whole.slice(from, from + count))}`;
}

function markSeen({ folder, number }: Source): void {
  folder.setFlags(number, new Set([...folder.flagsOf(number), String.raw`\Seen`]));
}

/**
 * The answer to FETCH for one message, without the `* n FETCH`.
 * @returns undefined when an item is unknown.
 */
export function fetchItems(
  folder: Folder,
  number: number,
  asked: readonly string[],
  byUid: boolean,
): string | undefined {
  const source: Source = { folder, number, message: folder.message(number) };
  const single = asked.length === 1 ? macros[asked[0]?.toUpperCase() ?? ""] : undefined;
  const items = [...(byUid ? ["UID"] : []), ...(single ?? asked)];
  const unique = items.filter(
    (item, index) =>
      items.findIndex((other) => other.toUpperCase() === item.toUpperCase()) === index,
  );
  const parts = unique.map((item) => {
    const name = item.toUpperCase();
    const plain = plainItems[name];
    return plain === undefined ? bodySection(source, item) : `${name} ${plain(source)}`;
  });
  return parts.includes(undefined) ? undefined : `(${parts.join(" ")})`;
}
