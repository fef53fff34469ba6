import { type Message, message } from "../../../base/message";
import { ConfigProblem } from "../configProblem";
import type { Literal, LiteralDialect } from "./literal";
import { computed, readString } from "./literalStrings";

/** Real files have three. */
const deepest = 30;

const numberText = /[+-]?(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const nameText = /[\p{L}_][\p{L}\p{N}_]*/uy;

/** A value, and the index behind it with what is blank there. */
interface ReadValue {
  readonly literal: Literal;
  readonly end: number;
}

/**
 * The value that begins at `start`. It is read, never evaluated: whatever is not written out is refused.
 * @returns the value, and the index of the first character behind it that is not blank
 * @throws ConfigProblem
 */
export function readLiteral(text: string, start: number, dialect: LiteralDialect): ReadValue {
  return new LiteralReader(text, start, dialect).read();
}

class LiteralReader {
  constructor(
    private readonly text: string,
    private offset: number,
    private readonly dialect: LiteralDialect,
  ) {}

  read(): ReadValue {
    this.skipBlanks();
    const literal = this.value(0);
    return { literal, end: this.offset };
  }

  private value(depth: number): Literal {
    if (depth > deepest)
      throw new ConfigProblem(message("This is nested too deeply."), this.offset);
    const { offset } = this;
    const literal = this.string() ?? this.collection(depth) ?? this.scalar();
    if (literal !== undefined) return literal;
    throw this.problem(message("A value is expected here."), offset);
  }

  private string(): Literal | undefined {
    const { offset } = this;
    const parts: string[] = [];
    for (;;) {
      const found = readString(this.text, this.offset, this.dialect);
      if (found === undefined) break;
      parts.push(found.value);
      this.offset = found.end;
      this.skipBlanks();
      if (!this.dialect.isPython) break;
    }
    return parts.length === 0 ? undefined : { kind: "text", value: parts.join(""), offset };
  }

  private collection(depth: number): Literal | undefined {
    if (this.is("{")) return this.dict(depth);
    if (this.is("[")) return this.list("]", depth);
    return this.dialect.isPython && this.is("(") ? this.brackets(depth) : undefined;
  }

  private dict(depth: number): Literal {
    const { offset } = this;
    const entries = new Map<string, Literal>();
    this.items("}", () => {
      const at = this.offset;
      const key = this.value(depth + 1);
      if (key.kind !== "text") {
        throw new ConfigProblem(message("A name in quotes is expected here."), at);
      }
      this.take(":");
      // The last one counts, in Python as in JSON
      entries.set(key.value, this.value(depth + 1));
    });
    return { kind: "dict", entries, offset };
  }

  private list(close: string, depth: number): Literal & { readonly kind: "list" } {
    const { offset } = this;
    const items: Literal[] = [];
    this.items(close, () => items.push(this.value(depth + 1)));
    return { kind: "list", items, offset };
  }

  /** One value in round brackets is that value; a comma behind it would make it a list. */
  private brackets(depth: number): Literal {
    const list = this.list(")", depth);
    const [only] = list.items;
    return only !== undefined && list.items.length === 1 ? only : list;
  }

  private scalar(): Literal | undefined {
    const { offset } = this;
    if (this.skip(numberText) !== "") {
      this.skipBlanks();
      return { kind: "other", offset };
    }
    const name = this.skip(nameText);
    if (name === "") return undefined;
    if (!this.dialect.names.has(name)) throw new ConfigProblem(computed, offset);
    this.skipBlanks();
    return { kind: "other", offset };
  }

  /** From the opening mark over items with commas between to `close`. */
  private items(close: string, item: () => void): void {
    const opened = this.offset;
    this.step();
    while (!this.is(close)) {
      if (this.offset >= this.text.length) {
        throw new ConfigProblem(message('This has no end: "{0}" is missing.', close), opened);
      }
      item();
      if (this.is(close)) break;
      this.take(",");
      if (!this.dialect.isPython && this.is(close)) {
        throw this.problem(message("A value is expected here."), this.offset);
      }
    }
    this.step();
  }

  private take(mark: string): void {
    if (!this.is(mark))
      throw this.problem(message('"{0}" is missing before this.', mark), this.offset);
    this.step();
  }

  private step(): void {
    this.offset += 1;
    this.skipBlanks();
  }

  private is(mark: string): boolean {
    return this.text[this.offset] === mark;
  }

  private skipBlanks(): void {
    const { blanks } = this.dialect;
    while (blanks.some((blank) => this.skip(blank) !== ""));
  }

  private skip(pattern: RegExp): string {
    pattern.lastIndex = this.offset;
    const found = pattern.exec(this.text)?.[0] ?? "";
    this.offset += found.length;
    return found;
  }

  /** In a program, what goes on after a value is a computation. */
  private problem(words: Message, offset: number): ConfigProblem {
    if (offset >= this.text.length) {
      return new ConfigProblem(message("The file ends here, in the middle of a value."), offset);
    }
    const goesOn = this.dialect.isPython && /[-+*/%.([<>=|&^@~!?]/.test(this.text[offset] ?? "");
    return new ConfigProblem(goesOn ? computed : words, offset);
  }
}
