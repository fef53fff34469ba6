import assert from "node:assert/strict";
import { Emitter } from "../../../src/base/event";
import { Failure } from "../../../src/core/failure";
import { importedObjectId, unknownEnd } from "../../../src/core/registration/imported";
import type { Journal } from "../../../src/core/registration/journal";
import type { Plan } from "../../../src/core/registration/plan";
import type { RegistrationSummary } from "../../../src/core/registration/registration";
import type { ImportedRegistration } from "../../../src/core/storedState";
import { ExpiryService } from "../../../src/services/expiryService";
import type { RegistrationList } from "../../../src/services/registrationListing";
import { aRegistration } from "../../support/builders";
import { FakeClock } from "../../support/fakes/fakeClock";
import { globalSettings, silentLog } from "../../support/fakes/fakeSignIn";
import { emptyDisk, FakeStateStore } from "../../support/fakes/fakeStores";

const day = 86_400_000;
const start = Date.parse("2026-11-21T12:00:00Z");

function app(objectId: string, daysLeft: number): RegistrationSummary {
  return aRegistration({
    objectId,
    displayName: objectId,
    clientSecrets: [
      {
        keyId: `${objectId}-key`,
        displayName: "",
        hint: "abc",
        endDateTime: new Date(start + daysLeft * day).toISOString(),
      },
    ],
  });
}

const account = { label: "ada", tenantId: "contoso" };

/** A window over a disk that other windows share. */
function windowOn(
  disk = emptyDisk(),
  clock = new FakeClock("2026-11-21T12:00:00Z"),
  settings = globalSettings,
) {
  const changed = new Emitter<void>();
  const read = new Emitter<RegistrationSummary>();
  const state = new FakeStateStore(disk);
  const registrations = {
    list: { status: "unknown", items: [], query: { view: "all" } } as unknown as RegistrationList,
    onDidChange: changed.event,
    onDidRead: read.event,
  };
  const plans = { stopped: [] as readonly Journal[] };
  const service = new ExpiryService({
    registrations,
    plans,
    state,
    settings,
    clock,
    log: silentLog,
  });
  const show = async (
    items: readonly RegistrationSummary[],
    facts: Partial<RegistrationList> = {},
  ): Promise<void> => {
    registrations.list = {
      query: { view: "all" },
      status: "loaded",
      items,
      total: items.length,
      hasMore: false,
      account,
      failure: undefined,
      ...facts,
    };
    changed.fire();
    await settle();
  };
  return { service, state, disk, clock, registrations, plans, read, show };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

const watchedIds = ({ state }: ReturnType<typeof windowOn>): readonly string[] =>
  state.state.watched.map(({ objectId }) => objectId);

describe("the expiry watch", () => {
  it("remembers every page, writes only what is new, and needs no sign-in afterwards", async () => {
    const first = windowOn();
    await first.show([app("a", 12)], { hasMore: true });
    await first.show([app("a", 12), app("b", 100)]);
    const { writes } = first.state;
    await first.show([app("a", 12), app("b", 100)]);
    assert.equal(first.state.writes, writes);
    const next = windowOn(first.disk);
    assert.equal(next.service.attention(), 1);
    assert.deepEqual(
      next.service.credentials().map(({ registration }) => registration.objectId),
      ["a", "b"],
    );
  });

  it("counts only the directory that is in use", async () => {
    const window = windowOn();
    await window.show([app("a", 12)]);
    await window.show([app("b", 12), app("c", -1)], {
      account: { label: "ada", tenantId: "fabrikam" },
    });
    assert.equal(window.service.attention(), 2);
    await window.show([], { account: undefined, status: "signedOut" });
    assert.equal(window.service.attention(), 3);
  });

  it("watches what was entered by hand, as far as its end was told", async () => {
    const imported = (
      name: string,
      daysLeft: number,
      endDateTime?: string,
    ): ImportedRegistration => {
      const { clientSecrets } = app(name, daysLeft);
      const [secret] = clientSecrets;
      const ends =
        secret && endDateTime !== undefined ? [{ ...secret, endDateTime }] : clientSecrets;
      const registration = aRegistration({
        objectId: importedObjectId(name),
        appId: name,
        clientSecrets: ends,
      });
      return { registration, tenantId: "fabrikam.test", cloudId: "global", importedAt: "" };
    };
    const disk = emptyDisk({
      imported: [
        imported("soon", 12),
        imported("unknown", 0, unknownEnd),
        { ...imported("elsewhere", 12), cloudId: "china" },
        imported("seen", 12),
      ],
    });
    const window = windowOn(disk);
    assert.equal(window.service.attention(), 2);
    assert.deepEqual(
      (await window.service.takeReminder())?.credentials.map(
        ({ registration }) => registration.appId,
      ),
      ["soon", "seen"],
    );
    await window.show([{ ...app("object", 200), appId: "SEEN" }]);
    assert.equal(window.service.attention(), 1, "the directory knows better than what was typed");
  });

  it("takes up what is read one by one, and forgets what was deleted", async () => {
    const window = windowOn();
    await window.show([app("a", 12), app("b", 12), app("c", 12)], { hasMore: true });
    window.read.fire(app("far-down-the-list", 5));
    await settle();
    assert.deepEqual(watchedIds(window), ["a", "b", "c", "far-down-the-list"]);
    await window.show([app("a", 12), app("c", 12)], { hasMore: true });
    assert.deepEqual(watchedIds(window), ["a", "c", "far-down-the-list"]);
    await window.show([app("c", 12)], { query: { view: "deleted" } });
    assert.deepEqual(watchedIds(window), ["a", "far-down-the-list"]);
    await window.show([app("a", 12)]);
    assert.deepEqual(watchedIds(window), ["a"]);
  });

  it("knows where a registration was read that no list has shown", async () => {
    const window = windowOn();
    window.read.fire({ ...app("a", 12), tenantId: "fabrikam" });
    await settle();
    assert.equal(window.service.directoryOf("a"), "fabrikam");
    assert.equal(window.service.directoryOf("b"), undefined);
    await window.show([app("b", 12)]);
    assert.equal(window.service.directoryOf("b"), account.tenantId);
    assert.equal(window.service.attention(), 1, "that of the directory in use");
  });

  it("is silent, and does not fail, while the cloud that is set cannot be used", async () => {
    const disk = emptyDisk();
    await windowOn(disk).show([app("a", 12)]);
    const window = windowOn(disk, new FakeClock("2026-11-21T12:00:00Z"), {
      ...globalSettings,
      get cloud(): never {
        throw new Failure("input.invalid", "No such cloud.");
      },
    });
    assert.equal(window.service.attention(), 0);
    assert.equal(await window.service.takeReminder(), undefined);
    await window.show([app("b", 12)]);
    assert.deepEqual(watchedIds(window), ["a"]);
  });

  it("takes neither a search nor the list of one's own for all there is", async () => {
    const window = windowOn();
    await window.show([app("a", 12), app("b", 12)]);
    await window.show([app("b", 12)], { query: { view: "all", search: "b" } });
    await window.show([app("b", 12)], { query: { view: "owned" } });
    assert.deepEqual(watchedIds(window), ["a", "b"]);
  });

  it("is told at most once a day, in whichever window", async () => {
    const one = windowOn();
    await one.show([app("a", 12), app("b", 100)]);
    const other = windowOn(one.disk, one.clock);
    const taken = await Promise.all([one.service.takeReminder(), other.service.takeReminder()]);
    assert.deepEqual(
      taken.map((reminder) => reminder?.credentials.map(({ keyId }) => keyId)),
      [["a-key"], undefined],
    );
    one.clock.advance(2 * day);
    assert.notEqual(await other.service.takeReminder(), undefined);
    assert.equal(await one.service.takeReminder(), undefined);
  });

  it("does not spend the day on nothing", async () => {
    const window = windowOn();
    assert.equal(await window.service.takeReminder(), undefined);
    assert.equal(window.state.writes, 0);
    await window.show([app("a", 12)]);
    assert.notEqual(await window.service.takeReminder(), undefined);
  });

  it("does not mention a secret of which the list has just said that it was replaced", async () => {
    const window = windowOn();
    await window.show([app("a", 12)]);
    const shown = window.show([app("a", 180)]);
    assert.equal(await window.service.takeReminder(), undefined);
    await shown;
  });

  it("is silent after Don't Show Again, until it is switched on", async () => {
    const window = windowOn();
    await window.show([app("a", 12)]);
    await window.service.switchOff(true);
    assert.equal(await window.service.takeReminder(), undefined);
    await window.service.switchOff(false);
    assert.notEqual(await window.service.takeReminder(), undefined);
  });

  it("mentions an old secret that is due to be removed, and not one whose time has not come", async () => {
    const window = windowOn();
    const plan: Plan = {
      title: "jira-inbound",
      steps: [
        { kind: "removeSecret", keyId: "old", displayName: "", hint: "", graceMilliseconds: day },
      ],
    };
    window.plans.stopped = [
      {
        id: "j",
        startedAt: new Date(start).toISOString(),
        directory: { tenantId: "contoso", accountLabel: "ada" },
        plan,
        steps: [{ kind: "removeSecret", status: "pending", made: {} }],
      },
    ];
    assert.equal(await window.service.takeReminder(), undefined);
    window.clock.advance(day);
    const reminder = await window.service.takeReminder();
    assert.deepEqual(
      reminder?.removals.map(({ journal }) => journal.id),
      ["j"],
    );
  });

  it("never holds a value", async () => {
    const window = windowOn();
    const hostile = { ...app("a", 12), secretText: "canary", requiredResourceAccess: ["canary"] };
    await window.show([hostile]);
    assert.ok(!JSON.stringify(window.disk.state).includes("canary"));
  });
});
