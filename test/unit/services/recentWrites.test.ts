import assert from "node:assert/strict";
import { RecentWrites } from "../../../src/services/recentWrites";
import { aRegistration } from "../../support/builders";

const now = new Date("2026-11-21T12:00:00Z");
const created = aRegistration({ objectId: "created", displayName: "b" });
const changed = aRegistration({ objectId: "changed", displayName: "a" });

function recent(): RecentWrites {
  const writes = new RecentWrites();
  writes.add(changed, { created: false }, now);
  writes.add(created, { created: true }, now);
  writes.add(created, { created: false }, now);
  return writes;
}

const ids = (items: ReturnType<RecentWrites["merge"]>): string[] =>
  items.map(({ objectId }) => objectId);

describe("what was written a moment ago", () => {
  it("stands in the list of all, sorted in by name", () => {
    assert.deepEqual(ids(recent().merge([], { view: "all" }, now)), ["changed", "created"]);
  });

  it("stands among those one owns only where it was created here", () => {
    assert.deepEqual(ids(recent().merge([], { view: "owned" }, now)), ["created"]);
  });

  it("is not among the deleted ones where it was restored, or deleted for good", () => {
    const deleted = { view: "deleted" } as const;
    const writes = recent();
    assert.deepEqual(writes.merge([changed], deleted, now), []);
    writes.remove("changed", now);
    assert.deepEqual(writes.merge([changed], deleted, now), [changed]);
    writes.removeForGood("changed", now);
    assert.deepEqual(writes.merge([changed], deleted, now), []);
    assert.deepEqual(ids(writes.merge([changed], { view: "all" }, now)), ["created"]);
  });
});
