import { type Message, message } from "../../base/message";
import { isGuid } from "../guid";
import { includesPersonalAccounts, limitsOf } from "./audience";
import { checkUriForm, sameRedirectUri } from "./redirectUriRules";
import type { Platform, SignInAudience } from "./registration";

/** The portal's longest lifetime: 24 months. */
const longestSecretLifetimeDays = 730;
/** What the picker offers. */
export const secretLifetimesDays: readonly number[] = [90, 180, 365, longestSecretLifetimeDays];
/** The portal preselects 180 days too. */
export const defaultSecretLifetimeDays = 180;

/** Entra limits names of certificates to 90 characters; for secrets no limit is published, so the same is kept. */
const secretNameLimit = 90;

/** Format characters as well: a direction override (U+202E) would show the name as another. */
const controlCharacter = /[\p{Cc}\p{Cf}]/u;

/** @returns undefined when the name is fine, else the sentence for the input box */
export function checkDisplayName(name: string, audience: SignInAudience): Message | undefined {
  if (name.trim() === "") return message("Give the registration a name.");
  if (controlCharacter.test(name))
    return message("A name cannot hold control or invisible characters.");
  const limit = limitsOf(audience).nameLength;
  if (name.length > limit) {
    return message("At most {0} characters for these accounts; this has {1}.", limit, name.length);
  }
  return undefined;
}

/** @returns undefined when the URI may be registered, else the sentence for the input box */
export function checkRedirectUri(
  uri: string,
  platform: Platform,
  audience: SignInAudience,
): Message | undefined {
  return checkUriForm(uri, { platform, personalAccounts: includesPersonalAccounts(audience) });
}

/** Checks what can only be seen of all redirect URIs together. */
export function checkRedirectUriList(
  uris: readonly string[],
  audience: SignInAudience,
): Message | undefined {
  const limit = limitsOf(audience).redirectUris;
  if (uris.length > limit) {
    return message("At most {0} redirect URIs for these accounts.", limit);
  }
  for (const [index, uri] of uris.entries()) {
    for (const other of uris.slice(0, index)) {
      const same = sameRedirectUri(other, uri);
      if (same === "whole") return message("{0} is there twice.", uri);
      if (same === "butPort") return message("{0} is there twice; the port does not count.", uri);
    }
  }
  return undefined;
}

/** @returns undefined for 1 to 730 whole days */
export function checkSecretLifetimeDays(days: number): Message | undefined {
  return Number.isInteger(days) && days >= 1 && days <= longestSecretLifetimeDays
    ? undefined
    : message("A lifetime is 1 to {0} days.", longestSecretLifetimeDays);
}

/** @returns undefined when the description of a client secret is fine */
export function checkSecretName(name: string): Message | undefined {
  if (name.trim() === "") return message("Give the secret a description.");
  if (controlCharacter.test(name)) {
    return message("A description cannot hold control or invisible characters.");
  }
  return name.length > secretNameLimit
    ? message("At most {0} characters; this has {1}.", secretNameLimit, name.length)
    : undefined;
}

/** @returns undefined for a GUID; names the usual mistakes (AADSTS700016) */
export function checkClientId(text: string): Message | undefined {
  const id = text.trim();
  if (id === "") return message("Paste the Application (client) ID.");
  if (isGuid(id)) return undefined;
  if (id.includes("@")) {
    return message("This is an address. The Application (client) ID has the form {0}.", guidForm);
  }
  if (id.includes("~")) {
    return message("This looks like a client secret. Paste the Application (client) ID here.");
  }
  return message("An Application (client) ID has the form {0}.", guidForm);
}

const guidForm = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
