import { stringify } from "smol-toml";

/** A TOML document that ends with a line end. Values are text, numbers, booleans, lists and tables of them. */
export function tomlText(value: Readonly<Record<string, unknown>>): string {
  return `${stringify(value).trimEnd()}\n`;
}
