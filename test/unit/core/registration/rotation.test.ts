import assert from "node:assert/strict";
import { renderMessage } from "../../../../src/base/message";
import { isFailure } from "../../../../src/core/failure";
import { beginJournal, type Journal } from "../../../../src/core/registration/journal";
import type { Plan } from "../../../../src/core/registration/plan";
import type { ClientSecretFacts } from "../../../../src/core/registration/registration";
import {
  draftSecretUntil,
  lifetimeLike,
  planRotation,
  type Rotation,
} from "../../../../src/core/registration/rotation";
import { restingRemovals } from "../../../../src/core/registration/rotationDue";
import { successorName } from "../../../../src/core/registration/rotationName";
import { planAddSecret, planRemoveSecret } from "../../../../src/core/registration/secretPlans";
import { aRegistration } from "../../../support/builders";

const now = new Date("2026-11-21T12:00:00Z");
const hour = 3_600_000;

const secret = (keyId: string, facts: Partial<ClientSecretFacts> = {}): ClientSecretFacts => ({
  keyId,
  displayName: keyId,
  hint: "abc",
  endDateTime: "2026-12-03T12:00:00Z",
  ...facts,
});
const old = secret("old");
const draft = draftSecretUntil("jira (2026-11-21)", new Date("2027-05-20T12:00:00.700Z"));
const directoryOnly = { signInAudience: "AzureADMyOrg" } as const;

const rotation = (facts: Partial<Rotation> = {}): Rotation => ({
  old,
  secret: draft,
  grace: { kind: "after", milliseconds: 0 },
  provable: true,
  needsServicePrincipal: false,
  ...facts,
});

const kinds = ({ steps }: Plan): readonly string[] =>
  steps.map((step) => (step.kind === "removeSecret" ? `remove ${step.keyId}` : step.kind));
const notes = ({ reviewNotes = [] }: Plan): readonly string[] =>
  reviewNotes.map((note) => renderMessage(note));

describe("the plan of a rotation", () => {
  const registration = aRegistration({ ...directoryOnly, clientSecrets: [old] });
  const planOf = (facts: Partial<Rotation>): Plan => planRotation(registration, rotation(facts));

  it("proves the new secret before the old one goes", () => {
    const plan = planOf({});
    assert.deepEqual(kinds(plan), ["storeSecret", "proveSecret", "remove old"]);
    assert.deepEqual(plan.purpose, "rotateSecret");
    assert.deepEqual(plan.subject, {
      objectId: "object",
      appId: registration.appId,
      displayName: registration.displayName,
    });
    assert.deepEqual(plan.steps[0], {
      kind: "storeSecret",
      secret: { displayName: "jira (2026-11-21)", endDateTime: "2027-05-20T12:00:00Z" },
    });
  });

  it("makes the enterprise application for the proof only where there is none, and says why", () => {
    const plan = planOf({ needsServicePrincipal: true });
    assert.deepEqual(kinds(plan), [
      "storeSecret",
      "ensureServicePrincipal",
      "proveSecret",
      "remove old",
    ]);
    assert.match(notes(plan).join(), /enterprise application/);
  });

  it("lets the old one rest for as long as was chosen", () => {
    const { steps } = planOf({ grace: { kind: "after", milliseconds: 24 * hour } });
    const last = steps.at(-1);
    assert.equal(last?.kind === "removeSecret" && last.graceMilliseconds, 24 * hour);
    const atOnce = planOf({}).steps.at(-1);
    assert.ok(atOnce?.kind === "removeSecret" && !("graceMilliseconds" in atOnce));
  });

  it("leaves the old one to the person who wants that, and says so", () => {
    const plan = planOf({ grace: { kind: "byHand" } });
    assert.deepEqual(kinds(plan), ["storeSecret", "proveSecret"]);
    assert.match(notes(plan).join(), /until you remove it/);
  });

  it("says where nothing can prove the new one", () => {
    const plan = planOf({ provable: false, needsServicePrincipal: true });
    assert.deepEqual(kinds(plan), ["storeSecret", "remove old"]);
    assert.match(notes(plan).join(), /cannot be proven/);
  });
});

const tooMany = (error: unknown): boolean =>
  isFailure(error, "input.invalid") && error.facts["problem"] === "tooMany";

describe("where two secrets are the most", () => {
  const ended = secret("ended", { endDateTime: "2026-01-01T00:00:00Z" });
  const full = aRegistration({
    signInAudience: "AzureADandPersonalMicrosoftAccount",
    clientSecrets: [old, ended],
  });

  it("a third is refused before anything is asked of the directory", () => {
    assert.throws(() => planAddSecret(full, draft), tooMany);
    assert.throws(() => planRotation(full, rotation()), tooMany);
    assert.doesNotThrow(() => planAddSecret({ ...full, ...directoryOnly }, draft));
  });

  it("an ended one makes room first, and the old one works on", () => {
    const plan = planRotation(full, rotation({ removeFirst: ended }));
    assert.deepEqual(kinds(plan), ["remove ended", "storeSecret", "proveSecret", "remove old"]);
  });

  it("the old one itself is removed first only when it was chosen, once, and with a warning", () => {
    const plan = planRotation(full, rotation({ removeFirst: old }));
    assert.deepEqual(kinds(plan), ["remove old", "storeSecret", "proveSecret"]);
    assert.match(notes(plan).join(), /stop until they have the new one/);
  });

  it("one that is removed first must make room", () => {
    assert.throws(() => planRotation(full, rotation({ removeFirst: secret("stranger") })), tooMany);
  });
});

it("a removal carries what stops into its review", () => {
  const registration = aRegistration({ clientSecrets: [old] });
  assert.equal(planRemoveSecret(registration, old, []).reviewNotes, undefined);
  const note = { text: "Something stops", values: [] };
  assert.deepEqual(planRemoveSecret(registration, old, [note]).reviewNotes, [note]);
});

describe("the lifetime of the new secret", () => {
  const rows: readonly (readonly [string, string | undefined, string, number])[] = [
    ["is that of the old one", "2026-06-06T12:00:00Z", "2026-12-03T12:00:00Z", 180],
    ["is rounded to days", "2026-06-06T12:00:00Z", "2026-12-03T18:00:00Z", 180],
    ["is the usual one where the start is not known", undefined, "2026-12-03T12:00:00Z", 180],
    ["is at most what may be asked for", "2016-01-01T00:00:00Z", "2299-12-31T00:00:00Z", 730],
    [
      "is the usual one after a lifetime of hours",
      "2026-12-03T09:00:00Z",
      "2026-12-03T12:00:00Z",
      180,
    ],
    ["is the usual one where the dates make no sense", "garbage", "2026-12-03T12:00:00Z", 180],
  ];
  for (const [what, startDateTime, endDateTime, days] of rows) {
    it(what, () => assert.equal(lifetimeLike(secret("s", { startDateTime, endDateTime })), days));
  }
});

const name = (displayName: string, others: readonly string[] = []): string =>
  successorName(
    { displayName },
    others.map((other) => ({ displayName: other })),
    now,
    "jira-inbound",
  );

describe("the description of the new secret", () => {
  it("is the old one with the day", () => {
    assert.equal(name("jira"), "jira (2026-11-21)");
  });

  it("replaces the day of the rotation before", () => {
    assert.equal(name("jira (2026-05-02)"), "jira (2026-11-21)");
    assert.equal(name("jira (2026-05-02, 3)"), "jira (2026-11-21)");
  });

  it("counts where the day is taken", () => {
    assert.equal(name("jira", ["jira", "jira (2026-11-21)"]), "jira (2026-11-21, 2)");
    assert.equal(
      name("jira (2026-11-21)", ["jira (2026-11-21)", "jira (2026-11-21, 2)"]),
      "jira (2026-11-21, 3)",
    );
  });

  it("is named after the registration where there was none", () => {
    assert.equal(name(""), "jira-inbound (2026-11-21)");
    assert.equal(successorName({ displayName: "" }, [], now, "\u202e"), "secret (2026-11-21)");
  });

  it("stays within 90 characters, whole, and without what turns a line", () => {
    const long = name("😀".repeat(80));
    assert.ok(long.length <= 90 && long.endsWith("😀 (2026-11-21)") && !/\p{Cs}/u.test(long));
    assert.equal(name('a\u202e"b\n'), 'a"b (2026-11-21)');
  });
});

describe("a plan that rests before the removal", () => {
  const plan = planRotation(
    aRegistration({ ...directoryOnly, clientSecrets: [old] }),
    rotation({ grace: { kind: "after", milliseconds: 24 * hour } }),
  );
  const begun = new Date(now.getTime() - 48 * hour);
  const fresh = beginJournal(plan, { tenantId: "t", accountLabel: "ada" }, "j", begun);
  /** Stored a day ago, proven now. */
  const done = (count: number): Journal => ({
    ...fresh,
    steps: fresh.steps.map(({ kind, made }, index) =>
      index < count
        ? {
            kind,
            made,
            status: "done",
            doneAt: new Date(now.getTime() - (1 - index) * 24 * hour).toISOString(),
          }
        : { kind, made, status: "pending" },
    ),
  });
  const due = (journal: Journal, hours: number): readonly boolean[] =>
    restingRemovals([journal], new Date(now.getTime() + hours * hour)).map((row) => row.due);

  it("is due when the chosen time after the proof is over, to the millisecond", () => {
    assert.deepEqual(due(done(2), 23.999), [false]);
    assert.deepEqual(due(done(2), 24), [true]);
  });

  it("counts from the storing where nothing proves", () => {
    const unproven = planRotation(
      aRegistration({ ...directoryOnly, clientSecrets: [old] }),
      rotation({ grace: { kind: "after", milliseconds: 24 * hour }, provable: false }),
    );
    const steps = done(1).steps.filter(({ kind }) => kind !== "proveSecret");
    assert.deepEqual(due({ ...fresh, plan: unproven, steps }, -0.001), [false]);
    assert.deepEqual(due({ ...fresh, plan: unproven, steps }, 0), [true]);
  });

  it("is no such thing before the new secret is proven, nor at its end", () => {
    assert.deepEqual(due(done(1), 48), []);
    assert.deepEqual(due(done(3), 48), []);
  });
});
