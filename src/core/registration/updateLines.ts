import { type Message, message } from "../../base/message";
import type { JsonObject, JsonValue } from "../json";
import { audienceWords } from "./audience";
import { permissionOf } from "./permissions";
import { platformWords } from "./platformWords";
import type { Platform, RequiredResourceAccess, SignInAudience } from "./registration";
import { differences, isList, textsOf, valueAt } from "./sameJson";

type Value = JsonValue | undefined;
type Lines = (wanted: Value, before: Value) => readonly Message[];

/** Longest piece of a value that is shown for a property without words of its own. */
const longestValue = 120;

/** What an update changes, in the portal's words: a line for each property, and for each entry of a list. */
export function updateLines(patch: JsonObject, before: JsonObject): readonly Message[] {
  return differences(before, patch).flatMap((path) => {
    const lines = Object.hasOwn(rows, path) ? rows[path] : undefined;
    const wanted = valueAt(patch, path);
    const stood = valueAt(before, path);
    return lines?.(wanted, stood) ?? otherLines(path, wanted, stood);
  });
}

const rows: Readonly<Record<string, Lines | undefined>> = {
  displayName: (wanted, before) => [
    message('Name: "{0}" instead of "{1}"', text(wanted), text(before)),
  ],
  signInAudience: (wanted, before) => [
    message("Supported accounts: {0}", audience(wanted)),
    message("Until now: {0}", audience(before)),
  ],
  "web.redirectUris": uriLines("web"),
  "spa.redirectUris": uriLines("spa"),
  "publicClient.redirectUris": uriLines("publicClient"),
  isFallbackPublicClient: (wanted) => [
    wanted === true
      ? message("Allow public client flows: yes")
      : message("Allow public client flows: no"),
  ],
  "web.implicitGrantSettings.enableAccessTokenIssuance": (wanted) => [
    wanted === true
      ? message("Access tokens by implicit flow: on")
      : message("Access tokens by implicit flow: off"),
  ],
  "web.implicitGrantSettings.enableIdTokenIssuance": (wanted) => [
    wanted === true
      ? message("ID tokens by implicit and hybrid flow: on")
      : message("ID tokens by implicit and hybrid flow: off"),
  ],
  "api.requestedAccessTokenVersion": (wanted) => [
    message("Access token version: {0}", text(wanted) || "1"),
  ],
  notes: (wanted) => [
    text(wanted) === ""
      ? message("Remove the internal notes")
      : message("Internal notes: {0}", text(wanted)),
  ],
  tags: (wanted, before) =>
    listLines(textsOf(wanted), textsOf(before), {
      add: (tag) => message("Add the tag {0}", tag),
      remove: (tag) => message("Remove the tag {0}", tag),
    }),
  requiredResourceAccess: (wanted, before) =>
    permissionLines(permissions(wanted), permissions(before)),
};

function uriLines(platform: Platform): Lines {
  const words = platformWords[platform];
  return (wanted, before) =>
    listLines(textsOf(wanted), textsOf(before), {
      add: (uri) => message("{0}: add the redirect URI {1}", words, uri),
      remove: (uri) => message("{0}: remove the redirect URI {1}", words, uri),
    });
}

function listLines(
  wanted: readonly string[],
  before: readonly string[],
  say: { readonly add: (item: string) => Message; readonly remove: (item: string) => Message },
): readonly Message[] {
  return [
    ...wanted.filter((item) => !before.includes(item)).map(say.add),
    ...before.filter((item) => !wanted.includes(item)).map(say.remove),
  ];
}

/** A property the product has no words for, by its name in the manifest. */
function otherLines(path: string, wanted: Value, before: Value): readonly Message[] {
  return [message("{0}: {1} instead of {2}", path, json(wanted), json(before))];
}

interface Declared {
  readonly key: string;
  readonly resourceName: string;
  readonly name: string;
  readonly isApplication: boolean;
}

function permissionLines(
  wanted: readonly Declared[],
  before: readonly Declared[],
): readonly Message[] {
  const without = (all: readonly Declared[], known: readonly Declared[]): readonly Declared[] =>
    all.filter(({ key }) => !known.some((other) => other.key === key));
  return [
    ...without(wanted, before).map(({ resourceName, name, isApplication }) =>
      isApplication
        ? message("Ask for {0}: {1} (application)", resourceName, name)
        : message("Ask for {0}: {1} (delegated)", resourceName, name),
    ),
    ...without(before, wanted).map(({ resourceName, name, isApplication }) =>
      isApplication
        ? message("No longer ask for {0}: {1} (application)", resourceName, name)
        : message("No longer ask for {0}: {1} (delegated)", resourceName, name),
    ),
  ];
}

function permissions(value: Value): readonly Declared[] {
  if (!isList(value)) return [];
  return (value as unknown as readonly Partial<RequiredResourceAccess>[]).flatMap(
    ({ resourceAppId = "", resourceAccess = [] }) =>
      resourceAccess.map((access) => {
        const { resourceName, value: name = access.id } = permissionOf(resourceAppId, access);
        const isApplication = access.type === "Role";
        return {
          key: `${resourceAppId} ${access.type} ${access.id}`,
          resourceName,
          name,
          isApplication,
        };
      }),
  );
}

const audiences: readonly SignInAudience[] = [
  "AzureADMyOrg",
  "AzureADMultipleOrgs",
  "AzureADandPersonalMicrosoftAccount",
  "PersonalMicrosoftAccount",
];

function audience(value: Value): Message {
  const known = audiences.find((name) => name === value);
  return known === undefined ? message("{0}", text(value)) : audienceWords(known).portal;
}

function text(value: Value): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function json(value: Value): string {
  const whole = value === undefined ? "null" : JSON.stringify(value);
  return whole.length <= longestValue ? whole : `${whole.slice(0, longestValue - 1)}…`;
}
