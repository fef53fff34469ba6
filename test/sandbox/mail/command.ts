import { type Input, TooLong } from "./input";

/** An argument of an IMAP command (RFC 3501 §4). An atom keeps its section: `BODY[HEADER.FIELDS (DATE)]<0.9>`. */
export type Argument =
  | { readonly kind: "atom" | "string"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly Argument[] };

export interface Command {
  readonly tag: string;
  /** Upper-case; `UID FETCH` counts as one name. */
  readonly name: string;
  /** Undefined when they cannot be parsed. */
  readonly args: readonly Argument[] | undefined;
}

/** Longest line and literal taken before sign-in. An XOAUTH2 response with a 2 KB token needs about 3 KB. */
const guestLimit = 32 * 1024;
const userLimit = 1024 * 1024;

const quoted = (text: string): string => `"${text.replaceAll(/(["\\])/g, String.raw`\$1`)}"`;

/**
 * One command with its literals, which come back as quoted strings.
 * @param prompt asks the client for the bytes of a synchronising literal.
 */
async function readText(
  input: Input,
  limit: number,
  prompt: () => void,
): Promise<string | undefined> {
  let text = "";
  for (;;) {
    const line = await input.line(limit);
    if (line === undefined) {
      return undefined;
    }
    const [literal, size = "", plus] = /\{(\d{1,10})(\+?)\}$/.exec(line) ?? [];
    if (literal === undefined) {
      return text + line;
    }
    if (Number(size) + text.length > limit) {
      throw new TooLong();
    }
    if (plus === "") {
      prompt();
    }
    const bytes = await input.bytes(Number(size));
    if (bytes === undefined) {
      return undefined;
    }
    text += line.slice(0, -literal.length) + quoted(bytes.toString("latin1"));
  }
}

/** Pieces of a command: a quoted string, a parenthesis, or an atom with its bracketed section. */
const piece = /\s*(?:"((?:[^"\\]|\\[\s\S])*)"|([()])|((?:[^\s()"[\]]|\[[^\]]*\])+))/y;

function parse(text: string): readonly Argument[] | undefined {
  const open: Argument[][] = [[]];
  piece.lastIndex = 0;
  const end = text.trimEnd().length;
  while (piece.lastIndex < end) {
    const match = piece.exec(text);
    if (match === null) {
      return undefined;
    }
    const [, string, parenthesis, atom] = match;
    if (parenthesis === "(") {
      open.push([]);
    } else if (parenthesis === ")") {
      const items = open.pop() ?? [];
      if (open.length === 0) {
        return undefined;
      }
      open.at(-1)?.push({ kind: "list", items });
    } else if (atom === undefined) {
      open.at(-1)?.push({ kind: "string", text: (string ?? "").replaceAll(/\\([\s\S])/g, "$1") });
    } else {
      open.at(-1)?.push({ kind: "atom", text: atom });
    }
  }
  return open.length === 1 ? open[0] : undefined;
}

/**
 * Reads the next command.
 * @returns undefined when the connection has ended.
 * @throws TooLong
 */
export async function readCommand(
  input: Input,
  signedIn: boolean,
  prompt: () => void,
): Promise<Command | undefined> {
  const text = await readText(input, signedIn ? userLimit : guestLimit, prompt);
  if (text === undefined) {
    return undefined;
  }
  const [, tag = "*", name = "", rest = ""] =
    /^(\S+)(?: +((?:uid +)?\S+))?(?: +([\s\S]*))?$/i.exec(text) ?? [];
  return { tag, name: name.toUpperCase().replace(/ +/, " "), args: parse(rest) };
}

/** The text of an atom or a string; undefined for a list or nothing. */
export function textOf(argument: Argument | undefined): string | undefined {
  return argument === undefined || argument.kind === "list" ? undefined : argument.text;
}

/** The atoms of a list, or the one atom that stands for a list of one. */
export function atomsOf(argument: Argument | undefined): readonly string[] {
  if (argument === undefined) {
    return [];
  }
  const items = argument.kind === "list" ? argument.items : [argument];
  return items.flatMap((item) => textOf(item) ?? []);
}
