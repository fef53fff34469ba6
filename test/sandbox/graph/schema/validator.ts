import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { undeclaredProperty } from "./declared";
import type { ApiOperation, ApiSlice, JsonObject } from "./slice";
import { translate } from "./translate";

/** What is wrong with a body. */
export interface Violation {
  readonly text: string;
  /** Set when the fault is a property that does not exist. */
  readonly property?: string;
}

/** Judges requests and answers by the description; undefined = nothing wrong. */
export interface Validator {
  /** Whether the description has this operation. */
  has(method: string, path: string): boolean;
  /** The first query option the operation does not take. */
  query(method: string, path: string, names: readonly string[]): string | undefined;
  requestBody(method: string, path: string, body: unknown): Violation | undefined;
  /** Whether the description says what a request's body looks like. */
  describesBody(method: string, path: string): boolean;
  response(method: string, path: string, status: number, body: unknown): Violation | undefined;
  /** Whether `body` is a `microsoft.graph.<type>`: for paths the description does not have. */
  entity(type: string, body: unknown): Violation | undefined;
}

const schemasId = "https://graph.sandbox/slice";

/**
 * The live service writes `innerError.date` without a time zone (seen in many public reports), which the
 * description's `date-time` does not allow.
 */
function withObservedDates(slice: ApiSlice): JsonObject {
  const name = "microsoft.graph.ODataErrors.InnerError";
  const inner = slice.components.schemas[name] as {
    readonly properties?: Readonly<Record<string, unknown>>;
  };
  const properties = { ...inner.properties, date: { type: "string", nullable: true } };
  return { ...slice.components.schemas, [name]: { ...inner, properties } };
}

function makeAjv(slice: ApiSlice): Ajv {
  const ajv = new Ajv({ strict: false, allErrors: false });
  addFormats(ajv);
  ajv.addFormat("base64url", /^[A-Za-z0-9+/_-]*={0,2}$/);
  ajv.addSchema({ $id: schemasId, components: { schemas: translate(withObservedDates(slice)) } });
  return ajv;
}

/** References of one schema, pointed at the schemas of the whole description. */
function absolute(schema: unknown): JsonObject {
  const text = JSON.stringify(schema).replaceAll('"#/components/', `"${schemasId}#/components/`);
  return JSON.parse(text) as JsonObject;
}

/** A validator for the description. Schemas are compiled when first needed. */
export function createValidator(slice: ApiSlice): Validator {
  const ajv = makeAjv(slice);
  const compiled = new Map<JsonObject, ValidateFunction>();
  const references = new Map<string, JsonObject>();

  function violation(schema: JsonObject | undefined, body: unknown): Violation | undefined {
    if (schema === undefined) {
      return undefined;
    }
    let validate = compiled.get(schema);
    if (validate === undefined) {
      validate = ajv.compile(absolute(translate(schema)));
      compiled.set(schema, validate);
    }
    if (!validate(body)) {
      return { text: ajv.errorsText(validate.errors, { dataVar: "body" }) };
    }
    const property = undeclaredProperty(slice, schema, body);
    return property === undefined
      ? undefined
      : { text: `Invalid property '${property}'.`, property };
  }

  const operationOf = (method: string, path: string): ApiOperation | undefined =>
    slice.paths[path]?.[method.toLowerCase()];

  const bodySchema = (method: string, path: string): JsonObject | undefined =>
    operationOf(method, path)?.requestBody?.content["application/json"]?.schema;

  return {
    has: (method, path) => operationOf(method, path) !== undefined,
    query(method, path, names) {
      const parameters = operationOf(method, path)?.parameters ?? [];
      const allowed = new Set(
        parameters.map((parameter) => {
          const name = parameter.$ref?.split("/").at(-1);
          const target = name === undefined ? parameter : slice.components.parameters[name];
          return String(target?.["name"]);
        }),
      );
      return names.find((name) => name !== "$skiptoken" && !allowed.has(name));
    },
    entity(type, body) {
      const schema = references.get(type) ?? {
        $ref: `#/components/schemas/microsoft.graph.${type}`,
      };
      references.set(type, schema);
      return violation(schema, body);
    },
    requestBody: (method, path, body) => violation(bodySchema(method, path), body),
    describesBody: (method, path) => bodySchema(method, path) !== undefined,
    response(method, path, status, body) {
      const responses = operationOf(method, path)?.responses;
      const schema =
        status < 400
          ? responses?.["2XX"]?.content?.["application/json"]?.schema
          : { $ref: "#/components/schemas/microsoft.graph.ODataErrors.ODataError" };
      return violation(schema, body);
    },
  };
}
