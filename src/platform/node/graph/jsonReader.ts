import type { ErrorFacts } from "../../../base/errors";
import type { JsonObject } from "../../../core/json";
import { plainObject } from "./plainJson";

/** A property of an answer does not have the type it must have. */
export class ShapeError extends Error {
  constructor(
    /** Where in the answer: `value[3].displayName`. */
    readonly property: string,
    readonly expected: string,
  ) {
    super(`${property} is not ${expected}`);
    this.name = "ShapeError";
  }

  get facts(): ErrorFacts {
    return { property: this.property };
  }
}

/** Reads untrusted JSON property by property; each method throws {@link ShapeError} naming the property. */
export class JsonReader {
  constructor(
    private readonly value: unknown,
    private readonly path = "",
  ) {}

  at(name: string): JsonReader {
    const member = this.object()[name];
    return new JsonReader(member, this.path === "" ? name : `${this.path}.${name}`);
  }

  /** The object as it is, without the control information of OData. */
  plainObject(): JsonObject {
    return plainObject(this.value) ?? this.fail("an object");
  }

  /** True for a missing property as well as for JSON null: Graph uses both for "not set". */
  get absent(): boolean {
    return this.value === undefined || this.value === null;
  }

  text(): string {
    if (typeof this.value !== "string") this.fail("a text");
    return this.value;
  }

  optionalText(): string | undefined {
    return this.absent ? undefined : this.text();
  }

  number(): number {
    if (typeof this.value !== "number") this.fail("a number");
    return this.value;
  }

  boolean(): boolean {
    if (typeof this.value !== "boolean") this.fail("true or false");
    return this.value;
  }

  oneOf<T extends string>(allowed: readonly T[]): T {
    const found = allowed.find((candidate) => candidate === this.value);
    if (found === undefined) this.fail(`one of ${allowed.join(", ")}`);
    return found;
  }

  list<T>(read: (item: JsonReader) => T): T[] {
    if (!Array.isArray(this.value)) this.fail("a list");
    return this.value.map((item, index) => read(new JsonReader(item, `${this.path}[${index}]`)));
  }

  /** Empty when not set. */
  optionalList<T>(read: (item: JsonReader) => T): T[] {
    return this.absent ? [] : this.list(read);
  }

  private object(): Record<string, unknown> {
    if (typeof this.value !== "object" || this.value === null || Array.isArray(this.value)) {
      this.fail("an object");
    }
    return this.value as Record<string, unknown>;
  }

  private fail(expected: string): never {
    throw new ShapeError(this.path === "" ? "(answer)" : this.path, expected);
  }
}
