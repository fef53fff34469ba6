import assert from "node:assert/strict";
import {
  localDay,
  needReminder,
  watchedCredentials,
} from "../../../../src/core/registration/expiryReminder";
import {
  leftTheList,
  mostWatched,
  type Sighting,
  watchSeen,
} from "../../../../src/core/registration/expiryWatch";
import type { RegistrationSummary } from "../../../../src/core/registration/registration";
import type { WatchedRegistration } from "../../../../src/core/storedState";
import { aRegistration } from "../../../support/builders";

const now = new Date("2026-11-21T12:00:00Z");
const at = now.toISOString();
const place = { cloudId: "global", tenantId: "contoso" } as const;
const inDays = (days: number): string => new Date(now.getTime() + days * 86_400_000).toISOString();

function app(objectId: string, ...days: readonly number[]): RegistrationSummary {
  return aRegistration({
    objectId,
    displayName: objectId,
    clientSecrets: days.map((left) => ({
      keyId: `${objectId}-${left}`,
      displayName: `${left} days`,
      hint: "abc",
      endDateTime: inDays(left),
    })),
  });
}

const see = (
  watched: readonly WatchedRegistration[],
  seen: readonly RegistrationSummary[],
  facts: Partial<Sighting> = {},
): readonly WatchedRegistration[] => watchSeen(watched, { ...place, seen, at, ...facts });

const ids = (watched: readonly WatchedRegistration[]): readonly string[] =>
  watched.map(({ objectId }) => objectId);

describe("what is watched", () => {
  it("is names and ends of what has a secret or certificate, and nothing else", () => {
    const [entry, ...others] = see([], [app("a", 12), app("without")]);
    assert.deepEqual(others, []);
    assert.deepEqual(Object.keys(entry ?? {}).sort(), [
      "appId",
      "certificates",
      "clientSecrets",
      "cloudId",
      "displayName",
      "objectId",
      "seenAt",
      "tenantId",
    ]);
  });

  it("is the same array when a look found nothing new, so that nothing is written", () => {
    const before = see([], [app("a", 12), app("b", 100)]);
    assert.equal(see(before, [app("a", 12)], { at: inDays(1) }), before);
    assert.notEqual(see(before, [app("a", 13)]), before);
  });

  it("follows a rotation and the removal of the last secret", () => {
    const before = see([], [app("a", 12)]);
    const [rotated] = see(before, [app("a", 180)], { at: inDays(1) });
    assert.deepEqual(
      rotated?.clientSecrets.map(({ keyId }) => keyId),
      ["a-180"],
    );
    assert.equal(rotated?.seenAt, inDays(1));
    assert.deepEqual(see(before, [app("a")]), []);
  });

  it("drops what is gone, in this directory only", () => {
    const elsewhere = { tenantId: "fabrikam" };
    const before = see(see([], [app("a", 1), app("b", 2)]), [app("a", 3)], elsewhere);
    assert.deepEqual(ids(see(before, [], { gone: new Set(["a"]) })), ["b", "a"]);
    assert.deepEqual(ids(see(before, [app("b", 2)], { complete: true })), ["b", "a"]);
    assert.deepEqual(ids(see(before, [app("b", 2)])), ["a", "b", "a"]);
  });

  it("keeps, of too many, those that end first, and drops what has long ended first", () => {
    const many = Array.from({ length: mostWatched }, (_, index) => app(`n${index}`, 400 + index));
    const watched = see(see([], many), [app("ended", -400), app("soon", 3)]);
    assert.equal(watched.length, mostWatched);
    assert.equal(watched[0]?.objectId, "soon");
    assert.ok(!ids(watched).includes("ended"));
    assert.ok(!ids(watched).includes(`n${mostWatched - 1}`));
  });
});

const lettered = (names: string): readonly RegistrationSummary[] =>
  Array.from(names, (id) => app(id));

describe("what left a list", () => {
  const cases: readonly (readonly [string, string, string, readonly string[]])[] = [
    ["nothing while the list grows", "abc", "abcdef", []],
    ["nothing when only the first page is loaded again", "abcdef", "abc", []],
    ["what was deleted from the middle", "abcd", "acd", ["b"]],
    ["nothing that can be told at the end", "abcd", "abc", []],
    ["nothing of another list", "abcd", "xyz", []],
    ["nothing at the first look", "", "abc", []],
  ];
  for (const [what, before, after, gone] of cases) {
    it(`is ${what}`, () =>
      assert.deepEqual([...leftTheList(lettered(before), lettered(after))], gone));
  }
});

const told = (...apps: readonly RegistrationSummary[]): readonly string[] =>
  needReminder(see([], apps), now, 30).map(({ keyId }) => keyId);

describe("a reminder", () => {
  it("names what ends soon, the first first, and not what is healthy", () => {
    assert.deepEqual(told(app("a", 12, 31), app("b", 3)), ["b-3", "a-12"]);
  });

  it("names what ended of late only where nothing else works", () => {
    assert.deepEqual(told(app("a", -2), app("b", -2, 300), app("c", -31)), ["a--2"]);
  });

  it("is made from all that is watched in the order of the ends", () => {
    const rows = watchedCredentials(see([], [app("a", 12, -3), app("b", 3)]), now, 30);
    assert.deepEqual(
      rows.map(({ keyId, expiry: { state } }) => [keyId, state]),
      [
        ["a--3", "expired"],
        ["b-3", "soon"],
        ["a-12", "soon"],
      ],
    );
  });
});

describe("the day of the wall calendar", () => {
  const zone = process.env["TZ"];
  afterEach(() => {
    if (zone === undefined) delete process.env["TZ"];
    else process.env["TZ"] = zone;
  });

  const days: readonly (readonly [string, string, string, string])[] = [
    ["an ordinary evening", "Europe/Berlin", "2026-11-21T22:59:59Z", "2026-11-21"],
    ["after local midnight", "Europe/Berlin", "2026-11-21T23:00:00Z", "2026-11-22"],
    ["the short day begins", "Europe/Berlin", "2026-03-28T23:00:00Z", "2026-03-29"],
    ["the short day ends an hour earlier", "Europe/Berlin", "2026-03-29T21:59:59Z", "2026-03-29"],
    ["the day after the short one", "Europe/Berlin", "2026-03-29T22:00:00Z", "2026-03-30"],
    ["the long day has 25 hours", "Europe/Berlin", "2026-10-25T22:59:59Z", "2026-10-25"],
    ["the day after the long one", "Europe/Berlin", "2026-10-25T23:00:00Z", "2026-10-26"],
    ["far east", "Pacific/Kiritimati", "2026-11-21T10:00:00Z", "2026-11-22"],
    ["far west", "Pacific/Pago_Pago", "2026-11-21T10:59:59Z", "2026-11-20"],
  ];
  for (const [what, tz, time, day] of days) {
    it(`${what}: ${day}`, () => {
      process.env["TZ"] = tz;
      assert.equal(localDay(new Date(time)), day);
    });
  }
});
