/** A value as it is written in Python or JSON. */
export type Literal =
  | { readonly kind: "text"; readonly value: string; readonly offset: number }
  | {
      readonly kind: "dict";
      readonly entries: ReadonlyMap<string, Literal>;
      readonly offset: number;
    }
  | { readonly kind: "list"; readonly items: readonly Literal[]; readonly offset: number }
  /** A number, true, false or nothing. */
  | { readonly kind: "other"; readonly offset: number };

/** In what the two ways to write a value differ. */
export interface LiteralDialect {
  /** What may lie between its parts; each is tried in turn, as often as there is something. */
  readonly blanks: readonly RegExp[];
  /** Words that stand for a value. */
  readonly names: ReadonlySet<string>;
  /** How a string begins, with the group `prefix` and the group `quote`, which also ends it. */
  readonly stringStart: RegExp;
  readonly escapes: Readonly<Record<string, string>>;
  /** Strings side by side are one; brackets around a value change nothing; a comma may end a list. */
  readonly isPython: boolean;
}

const common = { "\\": "\\", '"': '"', n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" } as const;

/** Source: Python language reference, "String and bytes literals". */
export const pythonDialect: LiteralDialect = {
  blanks: [/[ \t\r\n\f]+/y, /#[^\n\r]*/y, /\\\r?\n/y],
  names: new Set(["True", "False", "None"]),
  stringStart: /(?<prefix>[a-zA-Z]{0,2})(?<quote>"""|'''|"|')/y,
  escapes: { ...common, "'": "'", a: "\u0007", v: "\v", "\n": "" },
  isPython: true,
};

/** Source: RFC 8259. */
export const jsonDialect: LiteralDialect = {
  blanks: [/[ \t\r\n]+/y],
  names: new Set(["true", "false", "null"]),
  stringStart: /(?<prefix>)(?<quote>")/y,
  escapes: { ...common, "/": "/" },
  isPython: false,
};
