import assert from "node:assert/strict";
import type { JsonObject } from "../../src/core/json";
import { OwnUpdates } from "../../src/platform/node/graph/ownUpdates";

const id = "8a1f";
const start = new Date("2026-03-01T10:00:00Z");
const after = (seconds: number): Date => new Date(start.getTime() + seconds * 1000);
const uris = (...redirectUris: string[]): JsonObject => ({ web: { redirectUris } });

describe("reads after an update of one's own", () => {
  let own: OwnUpdates;

  beforeEach(() => {
    own = new OwnUpdates();
  });

  it("tell what was written while the directory still tells what stood there", () => {
    own.note(id, { displayName: "new" }, { displayName: "old" }, start);
    const stale = { id, displayName: "old", notes: "kept" };
    assert.deepEqual(own.over(id, stale, after(5)), { id, displayName: "new", notes: "kept" });
    assert.deepEqual(own.over("another", stale, after(5)), stale);
  });

  it("keep the other parts of a property", () => {
    own.note(id, uris("a", "b"), uris("a"), start);
    const stale = { web: { redirectUris: ["a"], homePageUrl: "https://contoso.test" } };
    assert.deepEqual(own.over(id, stale, after(1)), {
      web: { redirectUris: ["a", "b"], homePageUrl: "https://contoso.test" },
    });
  });

  it("believe what somebody else wrote", () => {
    own.note(id, uris("a", "b"), uris("a"), start);
    assert.deepEqual(own.over(id, uris("theirs"), after(1)), uris("theirs"));
  });

  it("know every copy that is older than the last of several updates", () => {
    own.note(id, uris("a", "b"), uris("a"), start);
    own.note(id, uris("a", "b", "c"), uris("a", "b"), after(1));
    for (const stale of [uris("a"), uris("b", "a")]) {
      assert.deepEqual(own.over(id, stale, after(2)), uris("a", "b", "c"));
    }
    own.note(id, uris("a"), uris("a", "b", "c"), after(3));
    assert.deepEqual(own.over(id, uris("a", "b"), after(4)), uris("a"));
  });

  it("see what was absent, and what was emptied", () => {
    own.note(id, { notes: "text" }, { notes: null }, start);
    assert.deepEqual(own.over(id, {}, after(1)), { notes: "text" });
    own.note(id, { notes: null }, { notes: "text" }, after(2));
    assert.deepEqual(own.over(id, { notes: "text" }, after(3)), { notes: null });
  });

  it("are believed again after two minutes", () => {
    own.note(id, { displayName: "new" }, { displayName: "old" }, start);
    const back = { displayName: "old" };
    assert.deepEqual(own.over(id, back, after(119)), { displayName: "new" });
    assert.deepEqual(own.over(id, back, after(121)), back);
  });
});
