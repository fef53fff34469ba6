import { badRequest, unsupportedQuery } from "../errors";
import type { QueryAbility, Call } from "../operation";

type Entity = Readonly<Record<string, unknown>>;

const words = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");

/** `"property:text"`, with `\"` and `\\` for what would end the text. */
const clause = /^"(\w+):((?:[^"\\]|\\.)+)"$/;

function readClause(text: string, ability: QueryAbility): (entity: Entity) => boolean {
  const [, property, value] = clause.exec(text) ?? [];
  if (property === undefined || value === undefined) {
    throw badRequest('Invalid $search: write it as "property:text", with the quotes.');
  }
  if (!(ability.search ?? []).includes(property)) {
    throw badRequest(`The property '${property}' cannot be searched.`);
  }
  const wanted = words(value.replaceAll(/\\(.)/g, "$1"));
  return (entity) => {
    const found = entity[property];
    if (typeof found !== "string") return wanted.length === 0;
    // To take a name apart costs more than to see that it cannot fit: there may be 100,000 of them.
    const lower = found.toLowerCase();
    if (!wanted.every((word) => lower.includes(word))) return false;
    const present = words(found);
    return wanted.every((word) => present.some((candidate) => candidate.startsWith(word)));
  };
}

/** Splits at AND or OR outside of quotes. */
function splitAt(operator: RegExp, search: string): string[] {
  const parts = [""];
  for (const piece of search.split(/("(?:[^"\\]|\\.)*")/)) {
    const texts = piece.startsWith('"') ? [piece] : piece.split(operator);
    parts[parts.length - 1] += texts[0] ?? "";
    parts.push(...texts.slice(1));
  }
  return parts.map((part) => part.trim());
}

/**
 * `$search="displayName:text"`, several of them joined with AND, OR: each word of the text begins a word of the
 * property.
 * @throws GraphError 400 `Request_UnsupportedQuery` without `ConsistencyLevel: eventual`; `Request_BadRequest`
 * for another form (that wording is unverified).
 */
export function readSearch(
  search: string,
  ability: QueryAbility,
  eventual: Call["query"]["eventual"],
): (entity: Entity) => boolean {
  if (!eventual) {
    throw unsupportedQuery(
      "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
    );
  }
  const alternatives = splitAt(/ OR /, search).map((part) =>
    splitAt(/ AND /, part).map((text) => readClause(text, ability)),
  );
  return (entity) => alternatives.some((tests) => tests.every((test) => test(entity)));
}
