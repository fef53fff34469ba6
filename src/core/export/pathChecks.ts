import { refuseValue } from "./formats/refuse";

/**
 * For programs that replace `$name` in a path by a variable of the environment, and know no way around it.
 * @throws Failure `input.invalid` (problem `character`)
 */
export function pathWithoutVariables(input: string, path: string | undefined): string | undefined {
  return path?.includes("$") === true ? refuseValue(input, "character") : path;
}
