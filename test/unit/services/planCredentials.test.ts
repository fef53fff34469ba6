import assert from "node:assert/strict";
import { renderMessage } from "../../../src/base/message";
import type { KeyCredential } from "../../../src/core/directoryPorts";
import { Failure } from "../../../src/core/failure";
import type { Plan } from "../../../src/core/registration/plan";
import { whatUndoDoes } from "../../../src/core/registration/undoWords";
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
  aPlanWithoutSecret,
  made,
  noProgress,
  RegistrationWorld,
} from "../../support/registrationWorld";

const never = new AbortController().signal;

/** Refuses an operation. */
const refusing =
  (refused: string): Gate =>
  async (operation, effect) => {
    await Promise.resolve();
    if (operation === refused) throw new Failure("graph.forbidden", "403", { status: 403 });
    return effect();
  };

const rotation = (graceMilliseconds: number): Plan =>
  planFor(
    "rotateSecret",
    { kind: "storeSecret", secret: { displayName: "new", endDateTime: "2027-11-21T00:00:00Z" } },
    { kind: "proveSecret" },
    { kind: "removeSecret", keyId: oldKeyId, displayName: "old", hint: "old", graceMilliseconds },
  );

const secretsOf = ({ tenant }: RegistrationWorld): readonly string[] =>
  tenant.registrations.flatMap(({ clientSecrets }) => clientSecrets.map((one) => one.displayName));

const texts = (left: readonly Parameters<typeof renderMessage>[0][]): string[] =>
  left.map((words) => renderMessage(words));

/** The removal happens, and then the window closes. */
function closing(): Gate {
  let isClosed = false;
  return async (operation, effect) => {
    await Promise.resolve();
    if (isClosed) throw new Error("The window is closed.");
    const result = effect();
    isClosed = operation === "directory.removePassword";
    if (isClosed) throw new Error("The window is closed.");
    return result;
  };
}

const names = ({ tenant }: RegistrationWorld): readonly unknown[] =>
  tenant.entries.get(objectId)?.keyCredentials?.map(({ displayName }) => displayName) ?? [];
/** The directory answers with a list that lacks one for so long. */
const without = (world: RegistrationWorld, keyId: string, seconds: number): Gate => {
  const end = world.clock.now().getTime() + seconds * 1000;
  return async (operation, effect) => {
    await Promise.resolve();
    const result = effect();
    if (operation !== "directory.keyCredentials" || world.clock.now().getTime() >= end) {
      return result;
    }
    return (result as readonly KeyCredential[]).filter((one) => one["keyId"] !== keyId) as never;
  };
};

describe("undoing a rotation", () => {
  const graceMilliseconds = 86_400_000;

  async function rested(): Promise<{ world: RegistrationWorld; id: string }> {
    const world = worldWithRegistration();
    const { plans } = world.window();
    await plans.apply(rotation(graceMilliseconds), never, noProgress);
    const [journal] = plans.stopped;
    assert.ok(journal);
    return { world, id: journal.id };
  }

  it("takes the new secret away while the old one is there, and names it before", async () => {
    const { world, id } = await rested();
    const { plans } = world.window();
    assert.match(
      texts(whatUndoDoes(plans.stopped[0] ?? assert.fail())).join(" "),
      /The new client secret new is removed, .* stop working\./,
    );
    const { tookBack, left } = await plans.undo(id, never);
    assert.deepEqual([tookBack, texts(left)], [true, []]);
    assert.deepEqual(secretsOf(world), ["old"]);
  });

  for (const lag of [0, 10]) {
    it(`keeps the new secret once the old one is gone, where reads lag ${lag} s behind`, async () => {
      const { world, id } = await rested();
      world.clock.advance(graceMilliseconds);
      const [before] = world.tenant.registrations;
      await assert.rejects(world.window(closing()).plans.resume(id, never, noProgress));
      world.clock.advance(31_000);
      const end = world.clock.now().getTime() + lag * 1000;
      const { plans } = world.window(async (operation, effect) => {
        await Promise.resolve();
        const result = effect();
        const isOld = operation === "directory.get" && world.clock.now().getTime() < end;
        return isOld ? (before as typeof result) : result;
      });
      const [journal] = plans.stopped;
      assert.ok(journal);
      assert.match(
        texts(whatUndoDoes(journal)).join(" "),
        /Whether the client secret old was removed is not known; .* the new one, new, stays\./,
      );
      const { tookBack, left } = await plans.undo(id, never);
      assert.deepEqual(secretsOf(world), ["new"]);
      assert.equal(tookBack, false);
      assert.deepEqual(texts(left), [
        "The removed client secret old cannot be brought back.",
        "The new client secret new stays.",
      ]);
      assert.equal(world.disk.secrets.size, 1);
      assert.deepEqual(plans.stopped, []);
    });
  }
});

/** Reads show the certificate only after a time, or fail from then on. */
const late = (world: RegistrationWorld, seconds: number, failsAfter = Infinity): Gate => {
  const shownAt = world.clock.now().getTime() + seconds * 1000;
  let reads = 0;
  return async (operation, effect) => {
    await Promise.resolve();
    if (operation !== "directory.get") return effect();
    reads += 1;
    if (reads > failsAfter) throw new Failure("graph.forbidden", "403", { status: 403 });
    const answer = effect();
    if (world.clock.now().getTime() >= shownAt) return answer;
    return { ...answer, certificates: [] };
  };
};

const lastWords = async (graceMilliseconds: number): Promise<string | undefined> => {
  const said: string[] = [];
  await worldWithRegistration()
    .window()
    .plans.apply(rotation(graceMilliseconds), never, ({ words }) =>
      said.push(renderMessage(words)),
    );
  return said.at(-1);
};

describe("a registration made with a certificate", () => {
  const [added] = planSamples.find(({ name }) => name === "add a certificate")?.plan.steps ?? [];
  assert.ok(added?.kind === "addCertificate");
  const fresh = aPlanWithoutSecret();
  const [create, ...others] = fresh.steps;
  assert.ok(create);
  const plan: Plan = { ...fresh, steps: [create, added, ...others] };

  it("is told with it, also when the last step read an older copy", async () => {
    const world = new RegistrationWorld();
    const { plans } = world.window(late(world, 1.5));
    const { registration } = await made(plans.apply(plan, never, noProgress));
    assert.deepEqual(
      registration.certificates.map(({ thumbprint }) => thumbprint),
      [added.certificate.thumbprint],
    );
  });

  it("is told as it was read when it cannot be read again, or stays old", async () => {
    for (const failsAfter of [1, Infinity]) {
      const world = new RegistrationWorld();
      const { plans } = world.window(late(world, 600, failsAfter));
      const { registration } = await made(plans.apply(plan, never, noProgress));
      assert.equal(registration.displayName, fresh.title);
      assert.deepEqual(registration.certificates, []);
    }
  });
});

describe("what a rotation tells while it works", () => {
  it("is no removal while its time has not come", async () => {
    assert.equal(await lastWords(86_400_000), "Noting when the old client secret can be removed");
    assert.equal(await lastWords(0), "Removing the client secret old");
  });
});

describe("the list of certificates", () => {
  const [added] = planSamples.find(({ name }) => name === "add a certificate")?.plan.steps ?? [];
  assert.ok(added?.kind === "addCertificate");
  const plan = planFor("addCertificate", { ...added, others: ["cert-old"] });
  const removal = planFor("removeCertificate", {
    kind: "removeCertificate",
    keyId: "cert-old",
    displayName: "old",
    others: ["cert-new"],
  });
  it("is waited for while it lacks what the plan has seen, and nothing gets lost", async () => {
    const world = worldWithRegistration();
    const { plans } = world.window(without(world, "cert-old", 5));
    await plans.apply(plan, never, noProgress);
    assert.deepEqual(names(world), ["old", "new"]);
  });

  for (const [what, planned] of [
    ["adding", plan],
    ["removing", removal],
  ] as const) {
    it(`stays as it is when one is missing for good: ${what}`, async () => {
      const world = worldWithRegistration();
      const missing = what === "adding" ? "cert-old" : "cert-new";
      const { plans, directory } = world.window(without(world, missing, 3_600));
      await assert.rejects(plans.apply(planned, never, noProgress), {
        code: "plan.changedMeanwhile",
        facts: { properties: "keyCredentials" },
      });
      assert.ok(!directory.calls.includes("setKeyCredentials"));
      assert.deepEqual(names(world), ["old"]);
      assert.deepEqual(plans.stopped, []);
    });
  }

  it("takes an addition back although somebody removed the others since", async () => {
    const world = worldWithRegistration();
    const { plans } = world.window(refusing("people.removeOwner"));
    const both = planFor("fix", ...plan.steps, {
      kind: "removeOwner",
      ownerId: "person-ada",
      label: "Ada",
    });
    await assert.rejects(plans.apply(both, never, noProgress), { code: "plan.stopped" });
    const [journal] = plans.stopped;
    assert.ok(journal);
    const entry = world.tenant.entries.get(objectId);
    assert.ok(entry);
    entry.keyCredentials = entry.keyCredentials?.filter(({ keyId }) => keyId !== "cert-old") ?? [];
    assert.equal((await plans.undo(journal.id, never)).tookBack, true);
    assert.deepEqual(names(world), []);
  });

  it("tells whose key was added, also when the registration cannot be read then", async () => {
    const world = worldWithRegistration();
    const { plans } = world.window(refusing("directory.get"));
    const { addedCertificates, registration } = await plans.apply(plan, never, noProgress);
    assert.equal(registration, undefined);
    assert.deepEqual(addedCertificates, {
      appId,
      thumbprints: [added.certificate.thumbprint],
    });
    const { plans: other } = worldWithRegistration().window();
    const changed = await other.apply(planFor("change", updateStep), never, noProgress);
    assert.ok(!("addedCertificates" in changed));
  });
});
