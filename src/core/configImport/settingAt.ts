import type { Setting } from "./importedConfig";
import type { LineIndex } from "./lineIndex";

/** A text of a file, by its index there. */
interface Placed {
  readonly value: string;
  readonly offset: number;
}

/** Makes settings of what a grammar read: without blanks around, with its line; an empty one is none. */
export function settingAt(place: LineIndex): (found: Placed | undefined) => Setting | undefined {
  return (found) => {
    const value = found?.value.trim() ?? "";
    return found === undefined || value === ""
      ? undefined
      : { value, line: place(found.offset).line };
  };
}

/** A value that the program takes where its file names none. */
export function byDefault(value: string): Setting {
  return { value, line: undefined };
}

/** One setting for each scope of a list that is separated by blanks. */
export function scopeList(scopes: Setting | undefined): readonly Setting[] {
  const { value = "", line } = scopes ?? {};
  return value.split(/\s+/).flatMap((scope) => (scope === "" ? [] : [{ value: scope, line }]));
}
