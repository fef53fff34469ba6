import { type Argument, atomsOf, textOf } from "./command";
import { fetchItems } from "./fetch";
import { type Folder, inSequence } from "./folder";
import {
  badArguments,
  type CommandRow,
  type Completion,
  type Connected,
  no,
  ok,
  type Session,
} from "./session";

type Selected = NonNullable<Connected["selected"]>;

const plain = (name: string): string => name.replace("UID ", "");

function numbersOf(folder: Folder, set: string | undefined): number[] | undefined {
  const wanted = inSequence(set ?? "", folder.count);
  return wanted === undefined ? undefined : folder.numbers().filter(wanted);
}

function fetch(
  session: Session,
  args: readonly Argument[],
  { folder }: Selected,
  name: string,
): Completion {
  const numbers = numbersOf(folder, textOf(args[0]));
  const items = atomsOf(args[1]);
  if (numbers === undefined || items.length === 0) {
    return badArguments;
  }
  for (const number of numbers) {
    const found = fetchItems(folder, number, items, name.startsWith("UID "));
    if (found === undefined) {
      return badArguments;
    }
    session.send(`* ${number} FETCH ${found}`);
  }
  return ok("FETCH completed.");
}

const changes: Readonly<
  Record<string, (old: ReadonlySet<string>, given: readonly string[]) => readonly string[]>
> = {
  "": (_old, given) => given,
  "+": (old, given) => [...old, ...given],
  "-": (old, given) => [...old].filter((flag) => !given.includes(flag)),
};

/** Flags live as long as the session: nobody else sees them. */
function store(
  session: Session,
  args: readonly Argument[],
  { folder, readOnly }: Selected,
  name: string,
): Completion {
  const numbers = numbersOf(folder, textOf(args[0]));
  const [match, sign = "", silent] = /^([+-]?)FLAGS(\.SILENT)?$/i.exec(textOf(args[1]) ?? "") ?? [];
  if (numbers === undefined || match === undefined || args[2] === undefined) {
    return badArguments;
  }
  if (readOnly) {
    return no("The folder was opened read-only.");
  }
  for (const number of numbers) {
    const flags = changes[sign]?.(folder.flagsOf(number), args.slice(2).flatMap(atomsOf)) ?? [];
    folder.setFlags(number, new Set(flags));
    if (silent === undefined) {
      const uid = name.startsWith("UID ") ? `UID ${number} ` : "";
      session.send(`* ${number} FETCH (${uid}FLAGS (${[...folder.flagsOf(number)].join(" ")}))`);
    }
  }
  return ok("STORE completed.");
}

const seen = (folder: Folder, number: number): boolean =>
  folder.flagsOf(number).has(String.raw`\Seen`);

/** Search keys the sandbox knows, besides sets of numbers. */
const searchKeys: Readonly<Record<string, (folder: Folder, number: number) => boolean>> = {
  ALL: () => true,
  SEEN: seen,
  UNSEEN: (folder, number) => !seen(folder, number),
  UNDELETED: (folder, number) => !folder.flagsOf(number).has(String.raw`\Deleted`),
};

function search(session: Session, args: readonly Argument[], { folder }: Selected): Completion {
  const words = args.flatMap(atomsOf).filter((word) => word.toUpperCase() !== "UID");
  const keys = words[0]?.toUpperCase() === "CHARSET" ? words.slice(2) : words;
  const tests = keys.map((key) => {
    const known = searchKeys[key.toUpperCase()];
    return known === undefined
      ? inSequence(key, folder.count)
      : (number: number): boolean => known(folder, number);
  });
  if (tests.length === 0 || tests.includes(undefined)) {
    session.log(`SANDBOX HAS NO IMAP SEARCH with ${keys.length} keys of this kind`);
    return badArguments;
  }
  const found = folder.numbers().filter((number) => tests.every((test) => test?.(number)));
  session.send(["* SEARCH", ...found].join(" "));
  return ok("SEARCH completed.");
}

function leave(session: Session, name: string): Completion {
  if (session.state.kind === "connected") {
    const { mailbox, folders } = session.state;
    session.state = { kind: "connected", mailbox, folders };
  }
  return ok(`${plain(name)} completed.`);
}

/** Commands on the selected folder. */
export const folderCommands: readonly CommandRow[] = [
  { names: ["FETCH", "UID FETCH"], needs: "folder", run: fetch },
  { names: ["STORE", "UID STORE"], needs: "folder", run: store },
  { names: ["SEARCH", "UID SEARCH"], needs: "folder", run: search },
  { names: ["CHECK"], needs: "folder", run: () => ok("CHECK completed.") },
  {
    names: ["CLOSE", "UNSELECT"],
    needs: "folder",
    run: (session, _args, _selected, name) => leave(session, name),
  },
];
