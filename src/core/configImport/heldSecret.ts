const shown = "•••";

/** Shorter values would maim ordinary words when they are replaced; Microsoft's have 16 characters at least. */
const shortestHidden = 8;

/**
 * A secret that was read from a file, until somebody decides about it. It has no text form: whatever prints, logs or
 * serialises the object around it gets dots.
 */
export class HeldSecret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself, for SecretStorage alone. */
  reveal(): string {
    return this.#value;
  }

  /** The text without the value, for what stands in the same file and may repeat it. */
  hideIn(text: string): string {
    return this.#value.length < shortestHidden ? text : text.replaceAll(this.#value, shown);
  }

  toString(): string {
    return shown;
  }

  toJSON(): string {
    return shown;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return shown;
  }
}
