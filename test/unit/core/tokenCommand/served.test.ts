import assert from "node:assert/strict";
import { clouds } from "../../../../src/core/cloud";
import { RateLimit } from "../../../../src/core/tokenCommand/rateLimit";
import {
  servable,
  servedMailbox,
  servedNames,
  signedInFor,
} from "../../../../src/core/tokenCommand/served";
import { aMailbox } from "../../../support/builders";
import { FakeClock } from "../../../support/fakes/fakeClock";

const ada = aMailbox({ id: "ada" });
const eve = aMailbox({ id: "eve", address: "eve@contoso.test" });
const served = [
  { mailboxId: "ada", protocol: "imap" },
  { mailboxId: "gone", protocol: "imap" },
] as const;

describe("what is served", () => {
  for (const [address, protocol, found] of [
    ["ada@contoso.test", "imap", "ada"],
    ["ADA@Contoso.Test", "imap", "ada"],
    ["ada@contoso.test", "smtp", undefined],
    ["eve@contoso.test", "imap", undefined],
    ["ada@contoso.test.evil", "imap", undefined],
    ["ada", "imap", undefined],
  ] as const) {
    it(`${protocol} of ${address}: ${found ?? "not"}`, () => {
      assert.equal(servedMailbox({ address, protocol }, served, [eve, ada])?.id, found);
    });
  }

  it("is nothing of a mailbox that was signed out", () => {
    assert.equal(servedMailbox({ address: ada.address, protocol: "imap" }, served, []), undefined);
  });

  it("is offered first for what the sign-in was for", () => {
    const scopes = ["IMAP.AccessAsUser.All", "SMTP.Send", "openid"].map(
      (name) => `https://outlook.office.com/${name}`,
    );
    assert.deepEqual(signedInFor(aMailbox({ scopes }), clouds.global), ["imap", "smtp"]);
  });

  it("is offered first for what a test has proven, too", () => {
    const proven = {
      at: "2026-11-21T12:00:00.000Z",
      milliseconds: 1,
      messages: undefined,
      findings: [],
    };
    const probes = {
      pop: { ...proven, protocol: "pop", ok: true },
      smtp: { ...proven, protocol: "smtp", ok: false },
    } as const;
    assert.deepEqual(signedInFor(aMailbox({ scopes: [], probes }), clouds.global), ["pop"]);
  });

  it("is named by protocol, in the order of the list", () => {
    const all = servable([ada, eve]);
    assert.equal(all.length, 8);
    assert.equal(servedNames("eve", all), "IMAP, SMTP, POP, Graph");
    assert.equal(servedNames("ada", served), "IMAP");
    assert.equal(servedNames("eve", served), "");
  });
});

describe("the limit of calls", () => {
  it("lets a burst through, then five in a second, for each key", () => {
    const clock = new FakeClock();
    const limit = new RateLimit(clock, { burst: 60, perSecond: 5 });
    const takes = (key: string, count: number): number =>
      Array.from({ length: count }, () => limit.take(key)).filter(Boolean).length;
    assert.equal(takes("ada", 100), 60);
    assert.equal(takes("eve", 1), 1);
    clock.advance(1_000);
    assert.equal(takes("ada", 100), 5);
    clock.advance(100);
    assert.equal(takes("ada", 100), 0);
    clock.advance(100);
    assert.equal(takes("ada", 100), 1);
    clock.advance(3_600_000);
    assert.equal(takes("ada", 100), 60);
    clock.advance(-3_600_000);
    assert.equal(takes("ada", 100), 0);
    clock.advance(1_000);
    assert.equal(takes("ada", 100), 5);
  });
});
