import { Failure } from "../../failure";

/** Characters that end a line in one program or another, or that are not seen. */
const controls = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;

/**
 * Stops an export whose format cannot hold a value.
 * @param input name of the line or the setting that would hold it
 * @param problem `control`, `outerSpace`, `tooLong`, `character` or another word for what is wrong
 * @throws Failure `input.invalid`, always
 */
export function refuseValue(input: string, problem: string): never {
  throw new Failure("input.invalid", `The value of ${input} cannot be written.`, {
    input,
    problem,
  });
}

/**
 * For formats that hold one line and nothing that ends it.
 * @returns the value as it is
 * @throws Failure `input.invalid` (problem `control`)
 */
export function oneLine(input: string, value: string): string {
  return controls.test(value) ? refuseValue(input, "control") : value;
}
