import assert from "node:assert/strict";
import type { ClientSecretFacts } from "../../src/core/registration/registration";
import { OwnSecrets } from "../../src/platform/node/graph/ownSecrets";

const objectId = "8a1f";
const start = new Date("2026-03-01T10:00:00Z");
const after = (seconds: number): Date => new Date(start.getTime() + seconds * 1000);

const facts = (keyId: string): ClientSecretFacts => ({
  keyId,
  displayName: keyId,
  hint: "abc",
  endDateTime: "2027-03-01T10:00:00Z",
});
const [old, fresh, theirs] = [facts("old"), facts("new"), facts("theirs")] as const;

describe("reads after a secret of one's own was added or removed", () => {
  let own: OwnSecrets;
  const over = (secrets: readonly ClientSecretFacts[], seconds: number, id = objectId): unknown =>
    own.over({ objectId: id, clientSecrets: secrets }, after(seconds)).clientSecrets;

  beforeEach(() => {
    own = new OwnSecrets();
    own.added(objectId, { ...fresh, secretText: "the value" }, start);
  });

  it("show a new one once, whether the copy knows it or not, and never its value", () => {
    assert.deepEqual(over([old], 5), [old, fresh]);
    assert.deepEqual(over([old, fresh], 5), [old, fresh]);
    assert.ok(!JSON.stringify(over([old], 5)).includes("the value"));
  });

  it("hide what was removed, and believe everything else", () => {
    own.removed(objectId, old.keyId, after(1));
    assert.deepEqual(over([old, theirs], 5), [theirs, fresh]);
    own.removed(objectId, fresh.keyId, after(2));
    assert.deepEqual(over([old, fresh], 5), []);
  });

  it("are those of that registration only, and for two minutes", () => {
    assert.deepEqual(over([old], 5, "another"), [old]);
    assert.deepEqual(over([old], 119), [old, fresh]);
    assert.deepEqual(over([old], 121), [old]);
  });
});
