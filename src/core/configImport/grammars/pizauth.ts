import { type Message, message } from "../../../base/message";
import { ConfigProblem } from "../configProblem";
import { type PizauthToken, PizauthTokens } from "./pizauthTokens";

/** A text of the file. */
export interface PizauthText {
  readonly text: string;
  readonly offset: number;
}

/** What stands behind a `=`. A time or number is of no interest here and has neither. */
export interface PizauthValue {
  readonly offset: number;
  /** One string, or all of a list. */
  readonly texts: readonly PizauthText[];
  /** Pairs of a `{ "key": "value" }`, in their order; a key may be there twice. */
  readonly pairs: readonly (readonly [key: PizauthText, value: PizauthText])[];
}

export interface PizauthAccount {
  readonly name: PizauthText;
  readonly fields: ReadonlyMap<string, PizauthValue>;
}

const nothing = { texts: [], pairs: [] } as const;

/**
 * The accounts of a pizauth.conf. Options of newer versions are read by their form and otherwise left alone.
 * Source: pizauth `src/config.y`, `pizauth.conf(5)`.
 * @throws ConfigProblem
 */
export function readPizauth(text: string): readonly PizauthAccount[] {
  return new PizauthParser(text).accounts();
}

class PizauthParser {
  private readonly tokens: PizauthTokens;
  private token: PizauthToken;

  constructor(text: string) {
    this.tokens = new PizauthTokens(text);
    this.token = this.tokens.next();
  }

  accounts(): readonly PizauthAccount[] {
    const accounts: PizauthAccount[] = [];
    while (this.token.kind !== "end") {
      if (this.token.text === "account" && this.token.kind === "word") {
        this.advance();
        accounts.push(this.account());
      } else this.field();
    }
    return accounts;
  }

  private account(): PizauthAccount {
    const name = this.string(
      message('The name of an account stands in double quotes: account "work" { … }'),
    );
    this.mark("{");
    const fields = new Map<string, PizauthValue>();
    while (!this.isMark("}")) {
      const { offset } = this.token;
      const [key, value] = this.field();
      if (fields.has(key)) {
        throw new ConfigProblem(message("{0} is there twice in this account.", key), offset);
      }
      fields.set(key, value);
    }
    this.advance();
    return { name, fields };
  }

  private field(): readonly [string, PizauthValue] {
    if (this.token.kind !== "word")
      throw this.problem(message("An option is expected here, or a }."));
    const { text } = this.advance();
    this.mark("=");
    const value = this.value();
    this.mark(";");
    return [text, value];
  }

  private value(): PizauthValue {
    const { offset } = this.token;
    if (this.isMark("[")) return { ...nothing, offset, texts: this.list() };
    if (this.isMark("{")) return { ...nothing, offset, pairs: this.pairs() };
    if (this.token.kind === "string") return { ...nothing, offset, texts: [this.advance()] };
    // A time such as 90s, or none
    if (this.token.kind === "number" || this.token.kind === "word") {
      this.advance();
      return { ...nothing, offset };
    }
    throw this.problem(message("A value is expected here. Text stands in double quotes."));
  }

  private list(): readonly PizauthText[] {
    return this.separated("]", () =>
      this.string(message("A text in double quotes is expected here.")),
    );
  }

  private pairs(): PizauthValue["pairs"] {
    return this.separated("}", () => {
      const key = this.string(message("A name in double quotes is expected here."));
      this.mark(":");
      return [key, this.string(message("A text in double quotes is expected here."))] as const;
    });
  }

  /** From the opening mark over items with commas between to `close`; a comma may end them. */
  private separated<T>(close: string, item: () => T): readonly T[] {
    this.advance();
    const items: T[] = [];
    while (!this.isMark(close)) {
      items.push(item());
      if (!this.isMark(close)) this.mark(",");
    }
    this.advance();
    return items;
  }

  private string(otherwise: Message): PizauthText {
    if (this.token.kind !== "string") throw this.problem(otherwise);
    return this.advance();
  }

  private mark(wanted: string): void {
    if (!this.isMark(wanted)) throw this.problem(message('"{0}" is missing before this.', wanted));
    this.advance();
  }

  private isMark(wanted: string): boolean {
    return this.token.kind === "mark" && this.token.text === wanted;
  }

  /** @returns the token that was there */
  private advance(): PizauthToken {
    const before = this.token;
    this.token = this.tokens.next();
    return before;
  }

  private problem(words: Message): ConfigProblem {
    const { kind, offset } = this.token;
    return new ConfigProblem(
      kind === "end"
        ? message("The file ends here, in the middle of an account or option.")
        : words,
      offset,
    );
  }
}
