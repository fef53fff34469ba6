import assert from "node:assert/strict";
import { renderMessage } from "../../../src/base/message";
import { Failure } from "../../../src/core/failure";
import type { Journal } from "../../../src/core/registration/journal";
import type { Plan } from "../../../src/core/registration/plan";
import { isPlanStopped, type PlanStopped } from "../../../src/core/registration/planStopped";
import { clientSecretKey } from "../../../src/core/secretKeys";
import { aRegistration } from "../../support/builders";
import { manifestOf, takeManifest } from "../../support/fakes/fakeManifest";
import type { Gate } from "../../support/fakes/gate";
import {
  appId,
  objectId,
  oldKeyId,
  planFor,
  planSamples,
  updateStep,
  worldWithRegistration,
} from "../../support/planSamples";
import {
  aPlanWithSecret,
  type FakeWindow,
  made,
  noProgress,
  RegistrationWorld,
} from "../../support/registrationWorld";

const never = new AbortController().signal;
const secret = { displayName: "new", endDateTime: "2027-11-21T00:00:00Z" };

function sample(name: string): Plan {
  const found = planSamples.find((one) => one.name === name);
  assert.ok(found, name);
  return found.plan;
}

function failing(operation: string, error: Error): Gate {
  let isDone = false;
  return async (now, effect) => {
    await Promise.resolve();
    if (now !== operation || isDone) return effect();
    isDone = true;
    throw error;
  };
}

const forbidden = (): Failure => new Failure("graph.forbidden", "403", { status: 403 });

async function stopOf(work: Promise<unknown>): Promise<PlanStopped> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(isPlanStopped(error), String(error));
  return error;
}

/** Somebody else changes a property. */
function change({ tenant }: RegistrationWorld, properties: Record<string, string>): void {
  const entry = tenant.entries.get(objectId);
  assert.ok(entry);
  takeManifest(entry, { ...manifestOf(entry), ...properties });
}

const texts = (left: readonly Parameters<typeof renderMessage>[0][]): string[] =>
  left.map((words) => renderMessage(words));

describe("changing properties", () => {
  const plan = planFor("change", updateStep);

  it("shows the changed registration in the list and in memory", async () => {
    const world = worldWithRegistration();
    const { service, plans, directory } = world.window();
    await service.load("prompt", never);
    await plans.apply(plan, never, noProgress);
    assert.deepEqual(
      service.list.items.map(({ displayName }) => displayName),
      ["jira 2"],
    );
    directory.calls.length = 0;
    assert.equal((await service.details(objectId, never)).notes, "for mail");
    assert.deepEqual(directory.calls, []);
  });

  it("overwrites nothing that somebody else changed, and names it", async () => {
    const world = worldWithRegistration();
    change(world, { notes: "theirs" });
    const { plans, directory } = world.window();
    await assert.rejects(plans.apply(plan, never, noProgress), {
      code: "plan.changedMeanwhile",
      facts: { properties: "notes" },
    });
    assert.ok(!directory.calls.includes("update"));
    assert.deepEqual(world.disk.state.journals, []);
  });

  it("sends nothing when everything stands as wanted already", async () => {
    const world = worldWithRegistration();
    await world.window().plans.apply(plan, never, noProgress);
    const { plans, directory } = world.window();
    await plans.apply(plan, never, noProgress);
    assert.ok(!directory.calls.includes("update"));
  });

  it("sets nothing back that somebody else has changed since, and says so", async () => {
    const world = worldWithRegistration();
    const lost = failing("consent.servicePrincipal", forbidden());
    const { plans } = world.window(lost);
    const stop = await stopOf(
      plans.apply(
        planFor("fix", updateStep, { kind: "ensureServicePrincipal" }),
        never,
        noProgress,
      ),
    );
    change(world, { displayName: "theirs" });
    const { tookBack, left } = await plans.undo(stop.journal.id, never);
    assert.equal(tookBack, false);
    assert.deepEqual(texts(left), [
      "Somebody else changed it since, so nothing was set back: displayName.",
    ]);
    assert.equal(world.tenant.registrations[0]?.displayName, "theirs");
  });
});

describe("adding a client secret to a registration", () => {
  const plan = planFor("addSecret", { kind: "storeSecret", secret });

  it("never touches another one of the same description and end", async () => {
    const world = worldWithRegistration();
    const { directory } = world.window();
    const call = { interaction: "silent", signal: never } as const;
    const theirs = await directory.addPassword(objectId, secret, call);
    const stop = await stopOf(
      world
        .window(failing("directory.addPassword", new Failure("graph.outcomeUnknown", "No answer.")))
        .plans.apply(plan, never, noProgress),
    );
    const { registration } = await made(
      world.window().plans.resume(stop.journal.id, never, noProgress),
    );
    assert.ok(registration.clientSecrets.some(({ keyId }) => keyId === theirs.keyId));
    assert.equal(registration.clientSecrets.length, 3);
  });

  it("keeps its journal while the value is in memory only", async () => {
    const world = worldWithRegistration();
    const window = world.window();
    window.secrets.keepsNothing = true;
    const stop = await stopOf(window.plans.apply(plan, never, noProgress));
    assert.equal(window.plans.stopped.length, 1);
    window.secrets.keepsNothing = false;
    await window.plans.undo(stop.journal.id, never);
    assert.deepEqual(
      world.tenant.registrations.flatMap(({ clientSecrets }) =>
        clientSecrets.map(({ keyId }) => keyId),
      ),
      [oldKeyId],
    );
  });
});

const rotation = (graceMilliseconds?: number): Plan =>
  planFor(
    "rotateSecret",
    { kind: "storeSecret", secret },
    { kind: "proveSecret" },
    { kind: "removeSecret", keyId: oldKeyId, displayName: "old", hint: "old", graceMilliseconds },
  );
const secretsOf = ({ tenant }: RegistrationWorld): readonly string[] =>
  tenant.registrations.flatMap(({ clientSecrets }) => clientSecrets.map((one) => one.displayName));

describe("rotating a client secret", () => {
  it("asks again while the new secret is not known everywhere", async () => {
    const world = worldWithRegistration();
    const { plans, proof } = world.window();
    const unknown = { kind: "refused", aadsts: "AADSTS7000215", text: "Invalid secret." } as const;
    proof.verdicts.push(unknown, unknown, unknown);
    await plans.apply(rotation(), never, noProgress);
    assert.equal(proof.clients.length, 4);
    assert.deepEqual(world.clock.waits.slice(0, 3), [1_000, 2_000, 4_000]);
    assert.deepEqual(secretsOf(world), ["new"]);
    assert.ok(!world.disk.secrets.has(clientSecretKey(appId, oldKeyId)));
    const [client] = proof.clients;
    assert.equal(client?.clientId, appId);
    assert.equal(client.authorityTenant, "11111111-1111-4111-8111-111111111111");
  });

  const verdicts = [
    { kind: "refused", aadsts: "AADSTS7000222", text: "The secret is expired." },
    { kind: "open", aadsts: "AADSTS700016", text: "No such application." },
    { kind: "open", aadsts: undefined, text: "" },
  ] as const;
  for (const verdict of verdicts) {
    it(`removes nothing without the proof: ${verdict.kind} ${verdict.aadsts ?? ""}`, async () => {
      const world = worldWithRegistration();
      const { plans, proof } = world.window();
      proof.verdicts.push(verdict);
      const stop = await stopOf(plans.apply(rotation(), never, noProgress));
      assert.equal((stop.cause as Failure).code, "plan.secretNotProven");
      assert.deepEqual(secretsOf(world), ["old", "new"]);
      assert.equal(proof.clients.length, 1);
      await plans.resume(stop.journal.id, never, noProgress, { withoutProof: true });
      assert.equal(proof.clients.length, 1);
      assert.deepEqual(secretsOf(world), ["new"]);
    });
  }

  it("gives up after two minutes, and says when the value is not here", async () => {
    const world = worldWithRegistration();
    const { plans, proof } = world.window();
    for (let count = 0; count < 100; count += 1) {
      proof.verdicts.push({ kind: "refused", aadsts: "7000215", text: "" });
    }
    const stop = await stopOf(plans.apply(rotation(), never, noProgress));
    assert.equal(
      world.clock.waits.reduce((sum, wait) => sum + wait, 0),
      120_000,
    );
    world.disk.secrets.clear();
    const again = await stopOf(plans.resume(stop.journal.id, never, noProgress));
    assert.equal((again.cause as Failure).facts["problem"], "valueMissing");
  });

  it("waits for an enterprise application that it has just made", async () => {
    const world = worldWithRegistration();
    const { plans, proof } = world.window();
    proof.verdicts.push({ kind: "open", aadsts: "7000229", text: "" });
    await plans.apply(sample("rotate a secret"), never, noProgress);
    assert.equal(proof.clients.length, 2);
  });

  const threeDays = 3 * 86_400_000;
  const inThreeDays = "2026-11-24T12:00:00.000Z";

  it("rests until the time that was chosen, then removes the old one", async () => {
    const world = worldWithRegistration();
    const { plans } = world.window();
    const applied = await made(plans.apply(rotation(threeDays), never, noProgress));
    assert.equal(applied.restsUntil, inThreeDays);
    assert.ok(applied.storedSecretKeyId);
    assert.equal(applied.registration.clientSecrets.length, 2);
    const [journal] = plans.stopped;
    assert.ok(journal);
    assert.equal((await plans.resume(journal.id, never, noProgress)).restsUntil, inThreeDays);
    world.clock.advance(threeDays);
    const finished = await world.window().plans.resume(journal.id, never, noProgress);
    assert.equal(finished.restsUntil, undefined);
    assert.deepEqual(secretsOf(world), ["new"]);
    assert.deepEqual(world.window().plans.stopped, []);
  });

  it("removes the old one sooner when the person says so", async () => {
    const world = worldWithRegistration();
    const { plans } = world.window();
    await plans.apply(rotation(threeDays), never, noProgress);
    const [journal] = plans.stopped;
    await plans.resume(journal?.id ?? "", never, noProgress, { beforeItsTime: true });
    assert.deepEqual(secretsOf(world), ["new"]);
  });

  for (const options of [{}, { withoutProof: true }]) {
    it(`rests from the proof on, however late that comes: ${JSON.stringify(options)}`, async () => {
      const world = worldWithRegistration();
      const { plans, proof } = world.window();
      proof.verdicts.push({ kind: "open", aadsts: undefined, text: "" });
      const stop = await stopOf(plans.apply(rotation(threeDays), never, noProgress));
      world.clock.advance(10 * threeDays);
      const late = await plans.resume(stop.journal.id, never, noProgress, options);
      assert.equal(
        late.restsUntil,
        new Date(world.clock.now().getTime() + threeDays).toISOString(),
      );
      assert.deepEqual(secretsOf(world), ["old", "new"]);
      world.clock.advance(threeDays);
      await plans.resume(stop.journal.id, never, noProgress);
      assert.deepEqual(secretsOf(world), ["new"]);
    });
  }

  it("rests from the storing on where nothing proves, however late that comes", async () => {
    const world = worldWithRegistration();
    const { steps, ...plan } = rotation(threeDays);
    const unproven = { ...plan, steps: steps.filter(({ kind }) => kind !== "proveSecret") };
    const window = world.window();
    window.secrets.keepsNothing = true;
    const stop = await stopOf(window.plans.apply(unproven, never, noProgress));
    window.secrets.keepsNothing = false;
    world.clock.advance(10 * threeDays);
    const late = await window.plans.resume(stop.journal.id, never, noProgress);
    assert.equal(late.restsUntil, new Date(world.clock.now().getTime() + threeDays).toISOString());
    assert.deepEqual(secretsOf(world), ["old", "new"]);
  });
});

const grants = ({ tenant }: RegistrationWorld): readonly string[] =>
  tenant.grants.map(({ consentFor, scopes }) => `${consentFor}: ${scopes.join(" ")}`);

describe("consent", () => {
  it("is added to the grant that is there, and only that is taken away again", async () => {
    const world = worldWithRegistration();
    planSamples.find(({ name }) => name === "grant more consent")?.prepare?.(world);
    const { plans } = world.window(failing("consent.grantAppRole", forbidden()));
    const stop = await stopOf(plans.apply(sample("grant consent"), never, noProgress));
    assert.deepEqual(grants(world), [
      "everyone: offline_access User.Read IMAP.AccessAsUser.All",
      "everyone: EWS.AccessAsUser.All",
      "person: Mail.Read",
    ]);
    await plans.undo(stop.journal.id, never);
    assert.deepEqual(grants(world), [
      "everyone: offline_access User.Read",
      "everyone: EWS.AccessAsUser.All",
    ]);
  });

  it("for an API the directory does not have is refused, and nothing is left", async () => {
    const world = worldWithRegistration();
    planSamples.find(({ name }) => name === "grant more consent")?.prepare?.(world);
    const { plans, consent } = world.window();
    consent.missingApis.add("00000003-0000-0000-c000-000000000000");
    const stop = await stopOf(plans.apply(sample("grant consent"), never, noProgress));
    assert.equal((stop.cause as Failure).code, "graph.notFound");
    const { left } = await plans.undo(stop.journal.id, never);
    assert.deepEqual(left, []);
  });

  it("waits until the directory takes an enterprise application for a new registration", async () => {
    const world = worldWithRegistration();
    const notYet = new Failure("graph.badRequest", "400", {
      graphCode: "NoBackingApplicationObject",
    });
    const { plans } = world.window(failing("consent.createServicePrincipal", notYet));
    await plans.apply(sample("grant consent"), never, noProgress);
    assert.deepEqual(world.clock.waits, [1_000]);
  });
});

const shown = ({ service }: FakeWindow): readonly string[] =>
  service.list.items.map(({ displayName }) => displayName);

describe("deleting and restoring", () => {
  it("lets the list follow", async () => {
    const world = worldWithRegistration();
    const window = world.window();
    const { service, plans } = window;
    await service.load("prompt", never);
    const deleted = await plans.apply(sample("delete"), never, noProgress);
    assert.deepEqual([deleted.registration, deleted.whereabouts], [undefined, "deleted"]);
    assert.deepEqual(shown(window), []);
    const restored = await made(plans.apply(sample("restore"), never, noProgress));
    assert.equal(restored.whereabouts, "exists");
    assert.deepEqual(shown(window), ["jira"]);
  });

  it("keeps stored secrets until it is deleted for good", async () => {
    const world = worldWithRegistration();
    const { plans } = world.window();
    await plans.apply(sample("delete"), never, noProgress);
    assert.equal(world.disk.secrets.size, 1);
    await plans.apply(sample("delete for good"), never, noProgress);
    assert.equal(world.disk.secrets.size, 0);
  });

  it("does not delete for good what was restored meanwhile", async () => {
    const world = worldWithRegistration();
    const { plans } = world.window();
    await assert.rejects(plans.apply(sample("delete for good"), never, noProgress), {
      code: "plan.changedMeanwhile",
    });
    assert.equal(world.disk.secrets.size, 1);
  });

  for (const name of ["delete", "restore", "remove a secret"]) {
    it(`is done where somebody else was faster: ${name}`, async () => {
      const world = worldWithRegistration();
      if (name === "restore") await world.window().plans.apply(sample("delete"), never, noProgress);
      await world.window().plans.apply(sample(name), never, noProgress);
      const before = JSON.stringify([
        ...world.tenant.entries.keys(),
        ...world.tenant.deleted.keys(),
      ]);
      const again = world.window();
      await again.plans.apply(sample(name), never, noProgress);
      assert.deepEqual(again.plans.stopped, []);
      const after = JSON.stringify([
        ...world.tenant.entries.keys(),
        ...world.tenant.deleted.keys(),
      ]);
      assert.equal(after, before);
    });
  }

  it("does not claim to restore what is gone", async () => {
    const world = worldWithRegistration();
    world.tenant.entries.clear();
    await assert.rejects(world.window().plans.apply(sample("restore"), never, noProgress), {
      code: "graph.notFound",
    });
  });
});

describe("a plan whose registration is gone", () => {
  it("can be undone all the same", async () => {
    const world = worldWithRegistration();
    const { plans } = world.window(failing("people.removeOwner", forbidden()));
    const plan = planFor("fix", ...sample("add a certificate").steps, {
      kind: "removeOwner",
      ownerId: "person-ada",
      label: "Ada",
    });
    const stop = await stopOf(plans.apply(plan, never, noProgress));
    world.tenant.entries.clear();
    const { tookBack, left } = await plans.undo(stop.journal.id, never);
    assert.equal(tookBack, false);
    assert.deepEqual(texts(left), ["jira does not exist any more."]);
    assert.deepEqual(plans.stopped, []);
  });
});

/** As that version wrote it: without purpose, subject and owner. */
function leftBehind(): RegistrationWorld {
  const world = new RegistrationWorld();
  world.tenant.add(aRegistration({ objectId, appId, displayName: "jira-inbound" }));
  const { purpose: _purpose, ...plan } = aPlanWithSecret();
  const journal: Journal = {
    id: "old",
    startedAt: "2026-11-20T12:00:00.000Z",
    directory: { tenantId: undefined, accountLabel: "ada@contoso.test" },
    plan,
    steps: [
      { kind: "createApplication", status: "done", made: { objectId, appId } },
      { kind: "storeSecret", status: "pending", made: {} },
      { kind: "confirmApplication", status: "pending", made: {} },
    ],
  };
  world.disk.state = { ...world.disk.state, journals: [journal] };
  return world;
}

describe("a plan that version 0.1 left half done", () => {
  it("is continued", async () => {
    const world = leftBehind();
    const { registration, storedSecretKeyId } = await made(
      world.window().plans.resume("old", never, noProgress),
    );
    assert.deepEqual(
      registration.clientSecrets.map(({ keyId }) => keyId),
      [storedSecretKeyId],
    );
    assert.deepEqual(world.disk.state.journals, []);
  });

  it("is undone", async () => {
    const world = leftBehind();
    await world.window().plans.undo("old", never);
    assert.deepEqual([world.tenant.registrations, world.disk.state.journals], [[], []]);
  });
});
