/** Plain values that say what an error is about. Never a secret: they reach logs and reports. */
export type ErrorFacts = Readonly<Record<string, string | number | boolean | undefined>>;

const brand = Symbol.for("entraMail.codedError");

/**
 * An error whose reason code can be read by a program. Bundles are loaded separately and each carries
 * its own copy of this class, so it is recognised by a brand and not by `instanceof`.
 */
export class CodedError<Code extends string = string> extends Error {
  readonly [brand] = true;

  constructor(
    readonly code: Code,
    message: string,
    readonly facts: ErrorFacts = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = code;
  }
}

/** True when `error` is a {@link CodedError}, with exactly `code` where one is given. */
export function isCodedError<Code extends string>(
  error: unknown,
  code?: Code,
): error is CodedError<Code> {
  return (
    typeof error === "object" &&
    error !== null &&
    brand in error &&
    (code === undefined || (error as CodedError).code === code)
  );
}

/** The person or the caller stopped the work. Never shown as a failure. */
export class CancelledError extends CodedError<"cancelled"> {
  constructor(options?: ErrorOptions) {
    super("cancelled", "Cancelled.", {}, options);
  }
}

/** True for our own cancellation and for the `AbortError` of the platform. */
export function isCancelled(error: unknown): boolean {
  return (
    isCodedError(error, "cancelled") || (error instanceof Error && error.name === "AbortError")
  );
}

/** The text of anything that was thrown. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
