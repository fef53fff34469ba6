import { randomUUID } from "node:crypto";
import { type CertificateFacts, readCertificate } from "../../certificates";
import type { KeyCredential } from "../../model";
import { badRequest, badRequestWith, invalidValue } from "../errors";
import { guid } from "./find";

type Draft = Readonly<Record<string, unknown>>;

const maxNameLength = 90;

const isoSeconds = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().replace(/\.\d+Z$/, "Z");

/** `sent` says nothing else than what is stored. A `key` left out or null means: the one that is there. */
function isUnchanged(sent: Draft, stored: KeyCredential): boolean {
  const same = (name: "type" | "usage" | "customKeyIdentifier" | "key"): boolean =>
    (sent[name] ?? null) === null || sent[name] === stored[name];
  const sameTime = (name: "startDateTime" | "endDateTime"): boolean =>
    (sent[name] ?? null) === null || Date.parse(String(sent[name])) === Date.parse(stored[name]);
  return (
    same("type") &&
    same("usage") &&
    same("customKeyIdentifier") &&
    same("key") &&
    sameTime("startDateTime") &&
    sameTime("endDateTime")
  );
}

/** The wording is that of reports about the older directory API (e.g. azure-powershell#6855). */
function kept(sent: Draft, stored: KeyCredential): KeyCredential {
  if (!isUnchanged(sent, stored)) {
    throw badRequestWith(
      `Update to existing credential with KeyId '${stored.keyId}' is not allowed.`,
      { code: "KeyNotUpdatable", target: "keyCredentials" },
    );
  }
  return { ...stored, displayName: nameOf(sent["displayName"] ?? stored.displayName) };
}

function nameOf(value: unknown): string | null {
  if (value !== null && (typeof value !== "string" || value.length > maxNameLength)) {
    throw invalidValue("displayName", "KeyCredential");
  }
  return value;
}

/** The wording is seen in msgraph-sdk-java#1823; for `type` it is inferred. */
function requireKind(draft: Draft): void {
  if (draft["type"] !== "AsymmetricX509Cert") {
    throw badRequest(
      'The value for the property "type" in one of your credentials is invalid. Acceptable values are AsymmetricX509Cert.',
    );
  }
  if (draft["usage"] !== "Verify") {
    throw badRequest(
      'The value for the property "usage" in one of your credentials is invalid. Acceptable values are Sign, Verify.',
    );
  }
}

/** Dates may be narrower than the certificate's own, never wider. Wordings unverified. */
function datesOf(draft: Draft, facts: CertificateFacts, now: number) {
  const given = (name: string, otherwise: number): number =>
    (draft[name] ?? null) === null ? otherwise : Date.parse(String(draft[name]));
  const start = given("startDateTime", facts.notBefore);
  const end = given("endDateTime", facts.notAfter);
  if (!(start >= facts.notBefore && start < end)) {
    throw badRequestWith("Key credential start date is invalid.", {
      code: "KeyCredentialsInvalidStartDate",
      target: "keyCredentials",
    });
  }
  if (!(end <= facts.notAfter && end > now)) {
    throw badRequestWith("Key credential end date is invalid.", {
      code: "KeyCredentialsInvalidEndDate",
      target: "keyCredentials",
    });
  }
  return { startDateTime: isoSeconds(start), endDateTime: isoSeconds(end) };
}

function added(draft: Draft, now: number): KeyCredential {
  requireKind(draft);
  const { key, keyId = randomUUID(), customKeyIdentifier } = draft;
  const facts = typeof key === "string" ? readCertificate(key) : undefined;
  if (facts === undefined || typeof key !== "string") {
    // Wording unverified.
    throw badRequest("Key credential value is invalid: it is not a certificate.");
  }
  if (typeof keyId !== "string" || !guid.test(keyId)) throw invalidValue("keyId", "KeyCredential");
  return {
    keyId: keyId.toLowerCase(),
    displayName: nameOf(draft["displayName"] ?? null),
    type: "AsymmetricX509Cert",
    usage: "Verify",
    customKeyIdentifier:
      typeof customKeyIdentifier === "string" ? customKeyIdentifier : facts.sha1.toString("base64"),
    ...datesOf(draft, facts, now),
    key,
  };
}

/**
 * The certificates after a POST or PATCH: what is not sent is gone, what is sent with a known `keyId` stays as it
 * was (microsoft-graph-docs#3579: such an entry needs no `key`), the rest is new.
 * @throws GraphError 400 `Request_BadRequest`.
 */
export function keyCredentialsFrom(
  drafts: readonly Draft[],
  stored: readonly KeyCredential[],
  now: number,
): KeyCredential[] {
  const credentials = drafts.map((draft) => {
    const known = stored.find(({ keyId }) => keyId === String(draft["keyId"]).toLowerCase());
    return known === undefined ? added(draft, now) : kept(draft, known);
  });
  if (new Set(credentials.map(({ keyId }) => keyId)).size !== credentials.length) {
    throw invalidValue("keyCredentials");
  }
  return credentials;
}
