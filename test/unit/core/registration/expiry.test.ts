import assert from "node:assert/strict";
import { classifyExpiry, worstExpiry } from "../../../../src/core/registration/expiry";
import { aRegistration } from "../../../support/builders";

const now = new Date("2026-11-21T12:00:00Z");
const day = 86_400_000;
const inDays = (days: number): string => new Date(now.getTime() + days * day).toISOString();

const secret = (keyId: string, days: number) => ({
  keyId,
  displayName: keyId,
  hint: "abc",
  endDateTime: inDays(days),
});
const certificate = (keyId: string, days: number) => ({
  keyId,
  displayName: keyId,
  thumbprint: undefined,
  endDateTime: inDays(days),
});

describe("expiry", () => {
  const second = 1 / 86_400;
  const rows: readonly (readonly [string, number, string, number])[] = [
    ["an hour before the warning begins", 30 + 1 / 24, "healthy", 30],
    ["when the warning begins", 30, "soon", 30],
    ["a second after that", 30 - second, "soon", 29],
    ["12 days and six hours before", 12.25, "soon", 12],
    ["in the last day", 1 - second, "soon", 0],
    ["in the last second", second, "soon", 0],
    ["at the end", 0, "expired", 0],
    ["a second after it", -second, "expired", 0],
    ["a day after it", -1, "expired", -1],
    ["40 days after it", -40 - second, "expired", -40],
  ];
  for (const [when, days, state, left] of rows) {
    it(`is ${state}, ${left} days, ${when}`, () => {
      assert.deepEqual(classifyExpiry(now, inDays(days), 30), { state, days: left });
    });
  }

  it("never counts minus zero", () => {
    assert.ok(Object.is(classifyExpiry(now, inDays(-0.5), 30).days, 0));
  });
});

const worst = (registration: Parameters<typeof worstExpiry>[0]): unknown => {
  const found = worstExpiry(registration, now, 30);
  return found && [found.what, found.keyId, found.expiry.state, found.expiry.days];
};

describe("the expiry of a registration", () => {
  it("is none without secrets and certificates", () => {
    assert.equal(worst(aRegistration()), undefined);
  });

  it("is that of the secret that will stop working next, not of one that has stopped", () => {
    assert.deepEqual(
      worst(aRegistration({ clientSecrets: [secret("old", -40), secret("laptop", 12)] })),
      ["secret", "laptop", "soon", 12],
    );
  });

  it("is healthy after a renewal, whatever has ended before", () => {
    assert.deepEqual(
      worst(aRegistration({ clientSecrets: [secret("old", -40), secret("new", 200)] })),
      ["secret", "new", "healthy", 200],
    );
  });

  it("is that of the last to end when all have ended", () => {
    assert.deepEqual(
      worst(aRegistration({ clientSecrets: [secret("older", -100), secret("old", -40)] })),
      ["secret", "old", "expired", -40],
    );
  });

  it("counts certificates", () => {
    assert.deepEqual(
      worst(
        aRegistration({ clientSecrets: [secret("s", 300)], certificates: [certificate("c", 90)] }),
      ),
      ["certificate", "c", "healthy", 90],
    );
  });
});
