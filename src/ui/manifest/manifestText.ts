import type { JsonObject } from "../../core/json";

/** How a manifest is written out: two spaces, as Graph ordered it, with a line end. */
export function manifestText(manifest: JsonObject): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
