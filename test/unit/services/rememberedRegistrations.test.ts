import assert from "node:assert/strict";
import { ImportedRegistrations } from "../../../src/services/importedRegistrations";
import { RememberedRegistrations } from "../../../src/services/rememberedRegistrations";
import { aRegistration } from "../../support/builders";
import { FakeClock } from "../../support/fakes/fakeClock";
import { silentLog } from "../../support/fakes/fakeSignIn";
import { emptyDisk, FakeStateStore } from "../../support/fakes/fakeStores";

const here = "3f6b1c52-8d3e-4c0a-9a57-6f1e2b7d9c10";

function remembered(cloud: { id: "global" | "usGov" } = { id: "global" }): {
  readonly service: RememberedRegistrations;
  readonly state: FakeStateStore;
} {
  const state = new FakeStateStore(emptyDisk());
  const settings = { cloud };
  return {
    service: new RememberedRegistrations({
      state,
      clock: new FakeClock(),
      settings,
      log: silentLog,
    }),
    state,
  };
}

const app = (name: string): ReturnType<typeof aRegistration> =>
  aRegistration({ objectId: `object-${name}`, displayName: name });

const names = (items: readonly { readonly displayName: string }[]): string[] =>
  items.map(({ displayName }) => displayName);

describe("remembered registrations", () => {
  it("keep what is pinned, once each, in the order of pinning", async () => {
    const { service } = remembered();
    await service.pin(app("a"), here);
    await service.pin(app("b"), here);
    await service.pin(app("a"), here);
    assert.deepEqual(names(service.pinned(here)), ["b", "a"]);
    assert.ok(service.isPinned("object-a"));
    await service.unpin("object-a");
    assert.deepEqual(names(service.pinned(here)), ["b"]);
  });

  it("belong to a directory and a cloud", async () => {
    const cloud: { id: "global" | "usGov" } = { id: "global" };
    const { service } = remembered(cloud);
    await service.pin(app("a"), here);
    assert.deepEqual(service.pinned("another"), []);
    cloud.id = "usGov";
    assert.deepEqual(service.pinned(here), []);
  });

  it("keep the last hundred of each directory, whatever is pinned in another one", async () => {
    const { service } = remembered();
    await service.pin(app("there"), "another");
    for (let index = 0; index < 102; index += 1) await service.pin(app(String(index)), here);
    const pinned = names(service.pinned(here));
    assert.deepEqual([pinned.length, pinned[0], pinned[99]], [100, "2", "101"]);
    assert.deepEqual(names(service.pinned("another")), ["there"]);
  });

  it("are none, and nothing fails, while the cloud that is set cannot be used", () => {
    const settings = {
      get cloud(): never {
        throw new Error("No such cloud.");
      },
    };
    const parts = {
      state: new FakeStateStore(emptyDisk()),
      clock: new FakeClock(),
      settings,
      log: silentLog,
    };
    assert.deepEqual(new RememberedRegistrations(parts).pinned(here), []);
    assert.deepEqual(new ImportedRegistrations(parts).all, []);
  });

  it("hold the last used ones first, and no more than twenty", async () => {
    const { service } = remembered();
    for (let index = 0; index < 25; index += 1) await service.used(app(String(index)), here);
    await service.used(app("20"), here);
    const used = names(service.lastUsed(here));
    assert.deepEqual([used.length, used[0], used[1]], [20, "20", "24"]);
  });

  it("follow what a list shows, and write nothing when nothing changed", async () => {
    const { service, state } = remembered();
    await service.pin(app("a"), here);
    let writes = 0;
    state.onDidChange(() => (writes += 1));
    await service.saw([app("a"), app("b")]);
    assert.equal(writes, 0);
    await service.saw([{ ...app("a"), displayName: "renamed" }]);
    assert.deepEqual([writes, names(service.pinned(here))], [1, ["renamed"]]);
  });

  it("keep of a whole registration no more than its row", async () => {
    const { service, state } = remembered();
    await service.pin(aRegistration({ notes: "the password is hunter2" }), here);
    assert.doesNotMatch(JSON.stringify(state.state), /hunter2/);
  });

  it("forget what is gone", async () => {
    const { service } = remembered();
    await service.pin(app("a"), here);
    await service.used(app("a"), here);
    await service.forget("object-a");
    assert.deepEqual([service.pinned(here), service.lastUsed(here)], [[], []]);
  });

  it("know the preset of what was made here, the newest 500", async () => {
    const { service, state } = remembered();
    for (let index = 0; index < 505; index += 1) await service.madeFor(`app-${index}`, "custom");
    await service.madeFor("app-504", "aemForms", ["SMTP.Send"]);
    assert.deepEqual(service.intentOf("app-504"), {
      appId: "app-504",
      presetId: "aemForms",
      permissions: ["SMTP.Send"],
    });
    assert.equal(service.intentOf("app-0"), undefined);
    assert.equal(state.state.intents.length, 500);
  });
});
