import { message } from "../../../base/message";
import { ConfigProblem } from "../configProblem";

/** A word, a string with its escapes undone, a time or number, or a mark of the grammar; with its place. */
export interface PizauthToken {
  readonly kind: "word" | "string" | "number" | "mark" | "end";
  readonly text: string;
  readonly offset: number;
}

/** What lies between tokens. Two patterns in turn: repeated within one, a long file would exhaust its stack. */
const blank = /[ \t\r\n]+/y;
const comment = /\/\/[^\n]*/y;
const word = /[a-z_]+/y;
const number = /[0-9]+[dhms]?/y;
const mark = /[=,{}[\];:]/y;

/** Tokens of pizauth.conf one after the other, ended by one `end`. Source: pizauth `src/config.l`. */
export class PizauthTokens {
  private offset = 0;

  constructor(private readonly text: string) {}

  /** @throws ConfigProblem for a character that begins nothing, and for a string without its end */
  next(): PizauthToken {
    while (this.skip(blank) !== "" || this.skip(comment) !== "");
    const { offset } = this;
    if (offset >= this.text.length) return { kind: "end", text: "", offset };
    if (this.text[offset] === '"') return { kind: "string", text: this.string(), offset };
    for (const [kind, pattern] of [
      ["word", word],
      ["number", number],
      ["mark", mark],
    ] as const) {
      const text = this.skip(pattern);
      if (text !== "") return { kind, text, offset };
    }
    throw new ConfigProblem(
      message("pizauth knows no such character here. Text stands in double quotes."),
      offset,
    );
  }

  private skip(pattern: RegExp): string {
    pattern.lastIndex = this.offset;
    const found = pattern.exec(this.text)?.[0] ?? "";
    this.offset += found.length;
    return found;
  }

  /** A backslash takes a quote or a backslash along; before others, older versions let it stand for itself. */
  private string(): string {
    const start = this.offset;
    const parts: string[] = [];
    let from = start + 1;
    for (let at = from; at < this.text.length; at += 1) {
      const character = this.text[at];
      if (character === '"') {
        this.offset = at + 1;
        return parts.join("") + this.text.slice(from, at);
      }
      if (character !== "\\") continue;
      const next = this.text[at + 1];
      if (next === '"' || next === "\\") {
        parts.push(this.text.slice(from, at));
        from = at + 1;
        at += 1;
      }
    }
    throw new ConfigProblem(message('This text has no end: a " is missing.'), start);
  }
}
