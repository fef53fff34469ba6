import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

export type JsonObject = Readonly<Record<string, unknown>>;

/** The parts of an OpenAPI 3.0 operation the sandbox reads. */
export interface ApiOperation {
  readonly parameters?: readonly (JsonObject & { readonly $ref?: string })[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: JsonObject }>>;
  };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: JsonObject }>> }>
  >;
}

/** Microsoft's description of the API, cut to what registrations and mail need. */
export interface ApiSlice {
  readonly paths: Readonly<Record<string, Readonly<Record<string, ApiOperation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonObject>>;
    readonly parameters: Readonly<Record<string, JsonObject>>;
  };
}

const file = resolve(__dirname, "../../../../../shared/graph/openapi-v1.0-slice.json");

let told = false;

/**
 * Reads the description that lies beside the repository.
 * @returns undefined where it is absent: then requests are checked by the sandbox's own lists only.
 * @throws Error where it is absent and `CI=true`.
 */
export function loadSlice(log: (text: string) => void): ApiSlice | undefined {
  if (existsSync(file)) {
    return JSON.parse(readFileSync(file, "utf8")) as ApiSlice;
  }
  const text = `sandbox: ${file} is missing, Graph bodies are not validated against it`;
  if (process.env["CI"] === "true") {
    throw new Error(text);
  }
  if (!told) {
    told = true;
    log(`${text} (skipped)`);
  }
  return undefined;
}
