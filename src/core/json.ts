/** A value as JSON has it. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/** An object as JSON has it, such as Graph's `application`. */
export type JsonObject = Readonly<Record<string, JsonValue>>;
