import { malformed, unsupportedQuery } from "../errors";
import type { QueryAbility } from "../operation";

type Entity = Readonly<Record<string, unknown>>;
type Test = (entity: Entity) => boolean;

interface Clause {
  /** Groups: property, text. `''` in the text stands for `'`. */
  readonly pattern: RegExp;
  readonly properties: keyof Pick<QueryAbility, "equals" | "startsWith" | "any">;
  readonly test: (property: string, text: string) => Test;
}

const lower = (value: unknown): string | undefined =>
  typeof value === "string" ? value.toLowerCase() : undefined;

/** The parts of OData's `$filter` that the sandbox knows. The directory compares without regard to case. */
const clauses: readonly Clause[] = [
  {
    pattern: /^(\w+) eq '((?:[^']|'')*)'$/i,
    properties: "equals",
    test: (property, text) => (entity) => lower(entity[property]) === text.toLowerCase(),
  },
  {
    pattern: /^startswith\((\w+), ?'((?:[^']|'')*)'\)$/i,
    properties: "startsWith",
    test: (property, text) => (entity) =>
      lower(entity[property])?.startsWith(text.toLowerCase()) ?? false,
  },
  {
    pattern: /^(\w+)\/any\((?:(\w+)): ?\2 eq '((?:[^']|'')*)'\)$/i,
    properties: "any",
    test: (property, text) => (entity) => {
      const values = entity[property];
      return Array.isArray(values) && values.some((value) => lower(value) === text.toLowerCase());
    },
  },
];

/** Splits at an operator outside of quotes. */
function splitAt(operator: RegExp, filter: string): string[] {
  const parts = [""];
  for (const piece of filter.split(/('(?:[^']|'')*')/)) {
    const texts = piece.startsWith("'") ? [piece] : piece.split(operator);
    parts[parts.length - 1] += texts[0] ?? "";
    parts.push(...texts.slice(1));
  }
  return parts.map((part) => part.trim());
}

function readClause(text: string, ability: QueryAbility): Test {
  for (const clause of clauses) {
    const match = clause.pattern.exec(text);
    const property = match?.[1];
    if (match === null || property === undefined) {
      continue;
    }
    if (!(ability[clause.properties] ?? []).includes(property)) {
      throw unsupportedQuery(
        `Unsupported or invalid query filter clause specified for property '${property}' of resource.`,
      );
    }
    return clause.test(property, (match.at(-1) ?? "").replaceAll("''", "'"));
  }
  throw malformed(`Invalid filter clause: '${text}'.`);
}

/**
 * @returns a test that holds for the entities the filter lets through.
 * @throws GraphError 400 for what the sandbox does not know or the property does not allow.
 */
export function readFilter(filter: string, ability: QueryAbility): Test {
  // `and` binds tighter than `or` (OData 4.01 URL conventions §5.1.1.17); there are no parentheses.
  const alternatives = splitAt(/ or /i, filter).map((part) =>
    splitAt(/ and /i, part).map((clause) => readClause(clause, ability)),
  );
  return (entity) => alternatives.some((tests) => tests.every((test) => test(entity)));
}
