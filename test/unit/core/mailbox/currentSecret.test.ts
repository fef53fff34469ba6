import assert from "node:assert/strict";
import { currentSecret } from "../../../../src/core/mailbox/currentSecret";
import type { WatchedRegistration } from "../../../../src/core/storedState";

const now = new Date("2026-11-21T12:00:00Z");
const appId = "app";
const stored = (keyId: string, storedAt = "2026-11-01T00:00:00Z") => ({ appId, keyId, storedAt });
const seen = (...ends: readonly (readonly [string, string])[]): WatchedRegistration => ({
  objectId: "object",
  appId,
  displayName: "jira",
  tenantId: "t",
  cloudId: "global",
  clientSecrets: ends.map(([keyId, endDateTime]) => ({
    keyId,
    displayName: keyId,
    hint: "abc",
    endDateTime,
  })),
  certificates: [],
  seenAt: "2026-11-20T00:00:00Z",
});
const later = "2027-06-01T00:00:00Z";

const chosen = (
  storedSecrets: readonly ReturnType<typeof stored>[],
  watched: readonly WatchedRegistration[] = [],
  pinned: string | undefined = "old",
): string | undefined => currentSecret(appId, pinned, { storedSecrets, watched }, now);

describe("the secret a mailbox sends", () => {
  it("is none for a public client, whatever is stored", () => {
    assert.equal(
      currentSecret(appId, undefined, { storedSecrets: [stored("old")], watched: [] }, now),
      undefined,
    );
  });

  it("stays that of the sign-in while it works, also beside a newer one", () => {
    const watched = [seen(["old", "2026-12-03T00:00:00Z"], ["new", later])];
    assert.equal(chosen([stored("old"), stored("new")], watched), "old");
    assert.equal(chosen([stored("old"), stored("new")]), "old");
  });

  it("is the new one once the old one is forgotten, removed or ended", () => {
    assert.equal(chosen([stored("new")]), "new");
    assert.equal(chosen([stored("old"), stored("new")], [seen(["new", later])]), "new");
    const ended = seen(["old", now.toISOString()], ["new", later]);
    assert.equal(chosen([stored("old"), stored("new")], [ended]), "new");
  });

  it("is, of several, the one that lasts longest", () => {
    const watched = [seen(["short", "2026-12-31T00:00:00Z"], ["long", later])];
    assert.equal(chosen([stored("short"), stored("long")], watched), "long");
  });

  it("is not taken for removed because the registration was last seen before it was made", () => {
    const watched = [seen(["older", later])];
    assert.equal(chosen([stored("old", "2026-11-21T00:00:00Z"), stored("older")], watched), "old");
  });

  it("is never that of another registration, and is named where nothing is stored", () => {
    assert.equal(chosen([{ ...stored("new"), appId: "other" }]), "old");
    assert.equal(chosen([]), "old");
  });
});
