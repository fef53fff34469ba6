import assert from "node:assert/strict";
import { Failure } from "../../../src/core/failure";
import { tokensOf } from "../../../src/core/mailbox/mailbox";
import { hasRefreshToken } from "../../../src/core/mailbox/storedTokens";
import { canaryKey, tokenCacheKey } from "../../../src/core/secretKeys";
import type { StoredState } from "../../../src/core/storedState";
import { SecretCanary } from "../../../src/services/secretCanary";
import { aMailbox } from "../../support/builders";
import { FakeClock } from "../../support/fakes/fakeClock";
import { countingIds, silentLog } from "../../support/fakes/fakeSignIn";
import { emptyDisk, FakeSecretStore, FakeStateStore } from "../../support/fakes/fakeStores";

const entry = JSON.stringify({ RefreshToken: { r: { secret: "refresh-canary" } } });

function canaryWith(state: Partial<StoredState> = {}) {
  const disk = emptyDisk(state);
  const secrets = new FakeSecretStore(disk);
  const states = new FakeStateStore(disk);
  const parts = { secrets, state: states, clock: new FakeClock(), log: silentLog };
  return { canary: new SecretCanary({ ...parts, newId: countingIds("value") }), disk, secrets };
}

const planted = { plantedAt: "2026-11-20T12:00:00.000Z", off: false };

describe("the canary among the secrets", () => {
  it("is planted once, and found at the next start", async () => {
    const { canary, disk } = canaryWith();
    assert.equal(await canary.takeLoss(), undefined);
    await canary.plant();
    assert.equal(disk.secrets.get(canaryKey), "value-1");
    assert.equal(disk.state.secretCanary.plantedAt, "2026-11-21T12:00:00.000Z");
    await canary.plant();
    assert.equal(disk.secrets.get(canaryKey), "value-1");
    assert.equal(await canary.takeLoss(), undefined);
  });

  it("is missed once, and planted anew with the next sign-in", async () => {
    const { canary, disk } = canaryWith({ secretCanary: planted });
    assert.deepEqual(await canary.takeLoss(), { everything: true, mailboxes: [] });
    assert.equal(await canary.takeLoss(), undefined);
    await canary.plant();
    disk.secrets.clear();
    assert.deepEqual(await canary.takeLoss(), { everything: true, mailboxes: [] });
  });

  it("is not spoken of any more when nobody wants to hear of it, and mailboxes are marked", async () => {
    const { canary, disk } = canaryWith({ secretCanary: planted, mailboxes: [aMailbox()] });
    await canary.switchOff();
    assert.equal(await canary.takeLoss(), undefined);
    assert.equal(disk.state.mailboxes[0]?.needsSignIn, true);
  });

  it("does not fail a sign-in where it cannot be planted", async () => {
    const { canary, disk, secrets } = canaryWith();
    secrets.keepsNothing = true;
    await canary.plant();
    assert.equal(disk.state.secretCanary.plantedAt, undefined);
  });

  it("is not taken for lost when the store does not answer", async () => {
    const { canary, disk, secrets } = canaryWith({ secretCanary: planted });
    secrets.get = () => Promise.reject(new Failure("secret.unreadable", "timeout"));
    assert.equal(await canary.takeLoss(), undefined);
    assert.deepEqual(disk.state.secretCanary, planted);
  });
});

describe("tokens that are gone", () => {
  const ada = aMailbox({ id: "ada", account: { ...aMailbox().account, signInId: "one" } });
  const eve = aMailbox({ id: "eve", address: "eve@contoso.test", clientId: "other" });
  const app = aMailbox({ id: "app", kind: "appOnly" });
  const marked = aMailbox({ id: "marked", clientId: "third", needsSignIn: true });

  it("are told once of the mailboxes that lost theirs, and of no other", async () => {
    const { canary, disk } = canaryWith({
      mailboxes: [ada, eve, app, marked],
      secretCanary: planted,
    });
    disk.secrets.set(canaryKey, "value");
    disk.secrets.set(tokenCacheKey(tokensOf(eve)), entry);
    assert.deepEqual(await canary.takeLoss(), { everything: false, mailboxes: [ada] });
    assert.deepEqual(
      disk.state.mailboxes.map(({ id, needsSignIn }) => [id, needsSignIn]),
      [
        ["ada", true],
        ["eve", false],
        ["app", false],
        ["marked", true],
      ],
    );
    assert.equal(await canary.takeLoss(), undefined);
  });

  for (const [text, has] of [
    [entry, true],
    [undefined, false],
    ["", false],
    ["{", false],
    ["null", false],
    ["[]", false],
    ['{"RefreshToken":7}', false],
    ['{"RefreshToken":{}}', false],
  ] as const) {
    it(`an entry ${text ?? "that is missing"} has a refresh token: ${has}`, () => {
      assert.equal(hasRefreshToken(text), has);
    });
  }
});
