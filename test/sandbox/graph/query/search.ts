import { badRequest, unsupportedQuery } from "../errors";
import type { QueryAbility, Call } from "../operation";

type Entity = Readonly<Record<string, unknown>>;

const words = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");

/**
 * `$search="displayName:text"`: each word of the text begins a word of the property.
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
  const [, property, text] = /^"(\w+):((?:[^"\\]|\\.)+)"$/.exec(search) ?? [];
  if (property === undefined || text === undefined) {
    throw badRequest('Invalid $search: write it as "property:text", with the quotes.');
  }
  if (!(ability.search ?? []).includes(property)) {
    throw badRequest(`The property '${property}' cannot be searched.`);
  }
  const wanted = words(text.replaceAll(/\\(.)/g, "$1"));
  return (entity) => {
    const value = entity[property];
    const present = typeof value === "string" ? words(value) : [];
    return wanted.every((word) => present.some((candidate) => candidate.startsWith(word)));
  };
}
