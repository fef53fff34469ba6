import { type Message, message } from "../../base/message";
import type { JsonObject, JsonValue } from "../json";
import { audienceNames, isAudience } from "../registration/audience";
import type { Platform } from "../registration/registration";

type Rule = (value: JsonValue, was: JsonValue | undefined) => Message | undefined;

const accessTokenVersion = "requestedAccessTokenVersion";
const platforms: readonly Platform[] = ["web", "spa", "publicClient"];

/** Values Graph is known to refuse, by property; all others are left to Graph (Graph "application", "apiApplication"). */
const rules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  [
    "signInAudience",
    (value) =>
      isAudience(value)
        ? undefined
        : message("{0} must be one of {1}.", "signInAudience", audienceNames.join(", ")),
  ],
  [
    "api",
    (value) =>
      [undefined, null, 1, 2].some((version) => version === partOf(value, accessTokenVersion))
        ? undefined
        : message("{0} must be null, 1 or 2.", `api.${accessTokenVersion}`),
  ],
  ...platforms.map((platform) => [platform, redirectUrisOf(platform)] as const),
]);

/** Why the value of a changed property would be refused; undefined where nothing is known against it. */
export function valueObjection(
  name: string,
  value: JsonValue,
  was: JsonValue | undefined,
): Message | undefined {
  return rules.get(name)?.(value, was);
}

/** A list that was there and is left out would be sent as null. */
function redirectUrisOf(platform: Platform): Rule {
  return (value, was) => {
    const uris = partOf(value, "redirectUris");
    if (uris === undefined && partOf(was, "redirectUris") === undefined) return undefined;
    if (Array.isArray(uris) && uris.every((uri) => typeof uri === "string")) return undefined;
    if (value === null) return undefined;
    return message("{0} must be a list of texts; empty it is [].", `${platform}.redirectUris`);
  };
}

function partOf(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as JsonObject)[name]
    : undefined;
}
