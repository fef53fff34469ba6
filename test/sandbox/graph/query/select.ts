import { malformed } from "../errors";

type Entity = Readonly<Record<string, unknown>>;

/**
 * The entity with the selected properties only. Annotations (`@odata.…`) stay. `others` are names the type has
 * and this entity has not.
 * @throws GraphError 400 `BadRequest` for a property the type does not have.
 */
export function selectFrom(
  entity: Entity,
  select: readonly string[] | undefined,
  type: string,
  others: readonly string[] = [],
): Entity {
  if (select === undefined) {
    return entity;
  }
  const unknown = select.find(
    (name) => !(Object.hasOwn(entity, name) || others.includes(name)) || name.startsWith("@"),
  );
  if (unknown !== undefined) {
    throw malformed(
      `Parsing OData Select and Expand failed: Could not find a property named '${unknown}' on type 'microsoft.graph.${type}'.`,
    );
  }
  return Object.fromEntries(
    Object.entries(entity).filter(([name]) => name.startsWith("@") || select.includes(name)),
  );
}
