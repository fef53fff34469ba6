import assert from "node:assert/strict";
import { CancelledError } from "../../../src/base/errors";
import { renderMessage } from "../../../src/base/message";
import { explainFailure } from "../../../src/core/diagnosis/explain";
import { Failure } from "../../../src/core/failure";
import { whatExists } from "../../../src/core/registration/journalWords";
import { isPlanStopped, type PlanStopped } from "../../../src/core/registration/planStopped";
import { changePlan } from "../../../src/core/registration/changes/changePlan";
import { clientSecretKey } from "../../../src/core/secretKeys";
import type { ApplyProgress } from "../../../src/services/planRun";
import { aRegistration } from "../../support/builders";
import { tenantId } from "../../support/fakes/fakeSignIn";
import type { Gate } from "../../support/fakes/gate";
import {
  aPlanWithoutSecret,
  aPlanWithSecret,
  made,
  noProgress,
  RegistrationWorld,
} from "../../support/registrationWorld";

const never = new AbortController().signal;

/** Records the order of everything, and fails an operation the given number of times. */
function gateFailing(failures: Record<string, Error[]>, order: string[] = []): Gate {
  return async (operation, effect) => {
    await Promise.resolve();
    order.push(operation);
    const failure = failures[operation]?.shift();
    if (failure) throw failure;
    return effect();
  };
}

async function stopOf(work: Promise<unknown>): Promise<PlanStopped> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(isPlanStopped(error), String(error));
  return error;
}

const wordsOf = (stop: PlanStopped): string[] =>
  whatExists(stop.journal).map((words) => renderMessage(words));

const notFound = (): Failure => new Failure("graph.notFound", "404", { status: 404 });
const lost = (): Failure => new Failure("graph.outcomeUnknown", "No answer.");

describe("applying a plan", () => {
  it("makes the registration, waits for the directory, and shows it in the list at once", async () => {
    const world = new RegistrationWorld();
    const { service, plans, directory } = world.window(undefined, {
      replicationSeconds: 10,
      indexSeconds: 60,
    });
    directory.tenantId = tenantId;
    await service.load("prompt", never);
    const created: string[] = [];
    service.onDidCreate(({ objectId }) => {
      assert.ok(service.list.items.some((item) => item.objectId === objectId));
      created.push(objectId);
    });
    const progress: ApplyProgress[] = [];
    const { registration, storedSecretKeyId } = await made(
      plans.apply(aPlanWithoutSecret(), never, (step) => progress.push(step)),
    );
    assert.equal(storedSecretKeyId, undefined);
    assert.deepEqual(created, [registration.objectId]);
    assert.deepEqual(
      progress.map(({ step, of, words, waitingSeconds }) => [
        `${step}/${of} ${renderMessage(words)}`,
        waitingSeconds,
      ]),
      [
        ["1/2 Creating aerc-ada", undefined],
        ["2/2 Confirming the registration", undefined],
        ["2/2 Confirming the registration", 1],
        ["2/2 Confirming the registration", 2],
        ["2/2 Confirming the registration", 4],
        ["2/2 Confirming the registration", 8],
      ],
    );
    assert.deepEqual(world.disk.state.journals, []);
    await service.load("silent", never);
    assert.deepEqual(
      service.list.items.map(({ displayName }) => displayName),
      ["aerc-ada"],
    );
    assert.equal(service.list.total, 1);
    directory.calls.length = 0;
    assert.deepEqual(await service.details(registration.objectId, never), registration);
    assert.deepEqual(directory.calls, ["get"]);
  });

  it("stores the value of the secret before anything else happens", async () => {
    const world = new RegistrationWorld();
    const order: string[] = [];
    const { clientSecrets, plans } = world.window(gateFailing({}, order), {
      replicationSeconds: 30,
    });
    const { registration, storedSecretKeyId } = await made(
      plans.apply(aPlanWithSecret(), never, noProgress),
    );
    assert.deepEqual(order.slice(0, 4), [
      "state.update",
      "state.update",
      "directory.create",
      "secrets.set",
    ]);
    assert.ok(storedSecretKeyId);
    assert.equal(
      await clientSecrets.read(registration.appId, storedSecretKeyId),
      world.tenant.secretTexts.get(storedSecretKeyId),
    );
    assert.ok(clientSecrets.isStored(registration.appId, storedSecretKeyId));
  });

  it("removes a secret whose value did not come with the creation, and makes one whose value does", async () => {
    const world = new RegistrationWorld();
    const { plans, directory } = world.window(undefined, {
      secretWithCreation: false,
      replicationSeconds: 20,
    });
    const { registration, storedSecretKeyId } = await made(
      plans.apply(aPlanWithSecret(), never, noProgress),
    );
    assert.deepEqual(
      directory.calls.filter((call) => call !== "get"),
      ["create", "removePassword", "addPassword"],
    );
    assert.deepEqual(
      registration.clientSecrets.map(({ keyId }) => keyId),
      [storedSecretKeyId],
    );
  });

  it("looks for an unanswered secret for half a minute only, then makes another", async () => {
    const world = new RegistrationWorld();
    const { plans, directory } = world.window(gateFailing({ "directory.addPassword": [lost()] }), {
      secretWithCreation: false,
    });
    const stop = await stopOf(plans.apply(aPlanWithSecret(), never, noProgress));
    assert.deepEqual(wordsOf(stop), [
      "jira-inbound was created. It is not known whether its client secret was.",
    ]);
    const before = world.clock.now().getTime();
    const { registration, storedSecretKeyId } = await made(
      plans.resume(stop.journal.id, never, noProgress),
    );
    assert.equal(world.clock.now().getTime() - before, 30_000);
    assert.equal(directory.calls.filter((call) => call === "create").length, 1);
    assert.deepEqual(
      registration.clientSecrets.map(({ keyId }) => keyId),
      [storedSecretKeyId],
    );
  });

  it("shows a continued registration as it is now, where the list had it half-made", async () => {
    const world = new RegistrationWorld();
    const refused = new Failure("graph.forbidden", "403", { status: 403 });
    const { service, plans } = world.window(gateFailing({ "directory.addPassword": [refused] }), {
      secretWithCreation: false,
    });
    const stop = await stopOf(plans.apply(aPlanWithSecret(), never, noProgress));
    await service.load("silent", never);
    const secrets = (): number[] =>
      service.list.items.map(({ clientSecrets }) => clientSecrets.length);
    assert.deepEqual(secrets(), [0]);
    await plans.resume(stop.journal.id, never, noProgress);
    assert.deepEqual(secrets(), [1]);
  });

  it("waits at most two minutes for the directory, then says what exists", async () => {
    const world = new RegistrationWorld();
    const { plans } = world.window(undefined, { replicationSeconds: 1_000 });
    const stop = await stopOf(plans.apply(aPlanWithoutSecret(), never, noProgress));
    assert.deepEqual(wordsOf(stop), [
      "aerc-ada was created.",
      "The directory does not show it everywhere yet.",
    ]);
    const waited = world.clock.waits.reduce((sum, wait) => sum + wait, 0);
    assert.equal(waited, 120_000);
    assert.deepEqual(world.clock.waits.slice(0, 6), [1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
  });

  const refusals = [
    new Failure("graph.forbidden", "403", { status: 403 }),
    new Failure("graph.badRequest", "400", { status: 400 }),
    new Failure("graph.throttled", "429", { status: 429 }),
    new Failure("graph.unreachable", "ECONNREFUSED", { reason: "ECONNREFUSED" }),
    new Failure("signIn.preauthorizationMissing", "AADSTS65002"),
    new CancelledError(),
  ];
  for (const refusal of refusals) {
    it(`leaves nothing behind when the creation is refused: ${refusal.code}`, async () => {
      const world = new RegistrationWorld();
      const gate = gateFailing({ "directory.create": [refusal] });
      await assert.rejects(
        world.window(gate).plans.apply(aPlanWithSecret(), never, noProgress),
        refusal,
      );
      assert.deepEqual(world.disk.state.journals, []);
    });
  }

  it("adopts what an unanswered creation made, and replaces the secret whose value got lost", async () => {
    const world = new RegistrationWorld();
    let losing = true;
    const gate: Gate = async (operation, effect) => {
      await Promise.resolve();
      const result = effect();
      if (operation === "directory.create" && losing) {
        losing = false;
        throw lost();
      }
      return result;
    };
    const { plans, directory } = world.window(gate, { indexSeconds: 5 });
    const { registration, storedSecretKeyId } = await made(
      plans.apply(aPlanWithSecret(), never, noProgress),
    );
    assert.deepEqual(directory.calls, [
      "create",
      ...Array.from({ length: 4 }, () => "findByTag"),
      "get",
      "removePassword",
      "addPassword",
      "get",
    ]);
    assert.equal(world.tenant.registrations.length, 1);
    assert.deepEqual(
      registration.clientSecrets.map(({ keyId }) => keyId),
      [storedSecretKeyId],
    );
  });

  it("never creates again by itself, and does so when resumed and still not found", async () => {
    const world = new RegistrationWorld();
    const gate = gateFailing({ "directory.create": [lost()] });
    const first = world.window(gate);
    const stop = await stopOf(first.plans.apply(aPlanWithoutSecret(), never, noProgress));
    assert.equal(first.directory.calls.filter((call) => call === "create").length, 1);
    assert.deepEqual(wordsOf(stop), [
      "It is not known whether aerc-ada was created: no answer came from the directory.",
    ]);

    const { plans, directory } = world.window();
    const [journal] = plans.stopped;
    assert.ok(journal);
    await plans.resume(journal.id, never, noProgress);
    assert.deepEqual(directory.calls.at(0), "findByTag");
    assert.equal(directory.calls.filter((call) => call === "create").length, 1);
    assert.equal(world.tenant.registrations.length, 1);
  });

  it("does not create again when it could not look", async () => {
    const world = new RegistrationWorld();
    await stopOf(
      world
        .window(gateFailing({ "directory.create": [lost()] }))
        .plans.apply(aPlanWithoutSecret(), never, noProgress),
    );
    const offline = Array.from(
      { length: 100 },
      () => new Failure("graph.unreachable", "ENOTFOUND", { reason: "ENOTFOUND" }),
    );
    const { plans, directory } = world.window(gateFailing({ "directory.findByTag": offline }));
    const [journal] = plans.stopped;
    assert.ok(journal);
    const stop = await stopOf(plans.resume(journal.id, never, noProgress));
    assert.ok(!directory.calls.includes("create"));
    assert.equal((stop.cause as Failure).code, "graph.unreachable");
  });

  it("keeps a value the editor does not keep until the window closes, and says so", async () => {
    const world = new RegistrationWorld();
    const window = world.window();
    window.secrets.keepsNothing = true;
    const stop = await stopOf(window.plans.apply(aPlanWithSecret(), never, noProgress));
    const [{ appId, clientSecrets } = { appId: "", clientSecrets: [] }] =
      world.tenant.registrations;
    const keyId = clientSecrets[0]?.keyId ?? "";
    assert.equal(window.clientSecrets.unsaved(appId, keyId), world.tenant.secretTexts.get(keyId));
    assert.equal(window.clientSecrets.isStored(appId, keyId), false);
    assert.deepEqual(wordsOf(stop), [
      "jira-inbound was created, but the value of its client secret is not stored here.",
    ]);
    const finding = explainFailure(stop);
    assert.match(renderMessage(finding?.explanation ?? { text: "", values: [] }), /can be copied/);

    window.secrets.keepsNothing = false;
    const applied = await made(window.plans.resume(stop.journal.id, never, noProgress));
    assert.equal(applied.storedSecretKeyId, keyId);
    assert.equal(window.clientSecrets.unsaved(appId, keyId), undefined);
    assert.equal(window.clientSecrets.count, 1);
    assert.equal(
      world.disk.secrets.get(clientSecretKey(appId, keyId)),
      world.tenant.secretTexts.get(keyId),
    );
  });

  it("forgets a value the editor does not keep when all secrets are to go", async () => {
    const world = new RegistrationWorld();
    const { service, plans, clientSecrets: vault, secrets } = world.window();
    secrets.keepsNothing = true;
    await stopOf(plans.apply(aPlanWithSecret(), never, noProgress));
    const [{ appId, clientSecrets } = { appId: "", clientSecrets: [] }] =
      world.tenant.registrations;
    const keyId = clientSecrets[0]?.keyId ?? "";
    assert.ok(vault.unsaved(appId, keyId));
    assert.equal(vault.count, 1);
    let changes = 0;
    service.onDidChange(() => (changes += 1));
    vault.forgetUnsaved();
    vault.forgetUnsaved();
    assert.deepEqual([vault.unsaved(appId, keyId), changes], [undefined, 1]);
    assert.equal(vault.count, 0);
  });

  it("sends nothing, and claims nothing, when it cannot be written down that it is sent", async () => {
    let writes = 0;
    const world = new RegistrationWorld();
    const full = new Error("The disk is full.");
    const { plans, directory } = world.window(async (operation, effect) => {
      await Promise.resolve();
      if (operation === "state.update") writes += 1;
      if (operation === "state.update" && writes === 2) throw full;
      return effect();
    });
    await assert.rejects(plans.apply(aPlanWithSecret(), never, noProgress), full);
    assert.deepEqual([directory.calls, plans.stopped, world.disk.state.journals], [[], [], []]);
  });

  it("finishes without storing when the person has the value elsewhere", async () => {
    const world = new RegistrationWorld();
    const window = world.window();
    window.secrets.keepsNothing = true;
    const stop = await stopOf(window.plans.apply(aPlanWithSecret(), never, noProgress));
    const applied = await made(
      window.plans.resume(stop.journal.id, never, noProgress, {
        secretKeptElsewhere: true,
      }),
    );
    assert.equal(applied.storedSecretKeyId, undefined);
    assert.equal(applied.registration.clientSecrets.length, 1);
    assert.deepEqual(window.plans.stopped, []);
  });

  it("makes a new secret when the window closed before the value was stored", async () => {
    const world = new RegistrationWorld();
    const first = world.window();
    first.secrets.keepsNothing = true;
    const stop = await stopOf(first.plans.apply(aPlanWithSecret(), never, noProgress));
    const { plans, directory } = world.window();
    const { storedSecretKeyId } = await plans.resume(stop.journal.id, never, noProgress);
    assert.deepEqual(directory.calls, ["get", "removePassword", "addPassword", "get"]);
    assert.equal(storedSecretKeyId, "key-4");
  });

  it("leaves secrets alone that the person made meanwhile", async () => {
    const world = new RegistrationWorld();
    const first = world.window();
    first.secrets.keepsNothing = true;
    const stop = await stopOf(first.plans.apply(aPlanWithSecret(), never, noProgress));
    const [registration] = world.tenant.registrations;
    const own = await first.directory.addPassword(
      registration?.objectId ?? "",
      { displayName: "made in the portal", endDateTime: "2027-01-01T00:00:00Z" },
      { interaction: "silent", signal: never },
    );
    const applied = await made(world.window().plans.resume(stop.journal.id, never, noProgress));
    assert.ok(applied.registration.clientSecrets.some(({ keyId }) => keyId === own.keyId));
    assert.equal(applied.registration.clientSecrets.length, 2);
  });

  it("stops where it is cancelled, with a true journal", async () => {
    const world = new RegistrationWorld();
    const controller = new AbortController();
    const { plans } = world.window(undefined, { replicationSeconds: 60 });
    const stop = await stopOf(
      plans.apply(aPlanWithSecret(), controller.signal, ({ waitingSeconds }) => {
        if (waitingSeconds === 4) controller.abort();
      }),
    );
    assert.deepEqual(
      stop.journal.steps.map(({ kind, status }) => [kind, status]),
      [
        ["createApplication", "done"],
        ["storeSecret", "done"],
        ["confirmApplication", "pending"],
      ],
    );
    assert.deepEqual(world.disk.state.journals, JSON.parse(JSON.stringify([stop.journal])));
    assert.equal(explainFailure(stop)?.severity, "information");
  });

  it("is not offered for continuing while it runs, and runs once only", async () => {
    const world = new RegistrationWorld();
    const { plans } = world.window();
    let seen: unknown;
    await plans.apply(aPlanWithoutSecret(), never, () => {
      seen ??= plans.stopped;
    });
    assert.deepEqual(seen, []);
  });

  it("is not continued in another directory", async () => {
    const world = new RegistrationWorld();
    await stopOf(
      world
        .window(gateFailing({ "directory.create": [lost()] }))
        .plans.apply(aPlanWithoutSecret(), never, noProgress),
    );
    const { plans, tokens, directory } = world.window();
    tokens.answer = () => ({
      accessToken: "graph-token",
      accountLabel: "alan@fabrikam.test",
      tenantId: "22222222-2222-4222-8222-222222222222",
      scopes: undefined,
      directoryRoles: undefined,
    });
    const [journal] = plans.stopped;
    assert.ok(journal);
    await assert.rejects(plans.resume(journal.id, never, noProgress), {
      code: "signIn.otherDirectory",
    });
    await assert.rejects(plans.undo(journal.id, never), { code: "signIn.otherDirectory" });
    assert.deepEqual(directory.calls, []);
  });

  it("is not begun in another directory than the one it was made for", async () => {
    const world = new RegistrationWorld();
    world.tenant.add(aRegistration({ objectId: "object" }));
    const { service, plans, directory } = world.window();
    directory.tenantId = "22222222-2222-4222-8222-222222222222";
    const registration = await service.details("object", never);
    assert.equal(service.tenantOf(registration), directory.tenantId);
    const plan = changePlan(registration, { patch: { notes: "new" }, before: { notes: "" } });
    directory.calls.length = 0;
    await assert.rejects(plans.apply(plan, never, noProgress), {
      code: "signIn.otherDirectory",
    });
    assert.deepEqual([directory.calls, world.disk.state.journals], [[], []]);
  });

  it("tells the directory of what it made, also where no list was asked for", async () => {
    const world = new RegistrationWorld();
    const { service, plans } = world.window();
    const { registration } = await made(plans.apply(aPlanWithoutSecret(), never, noProgress));
    assert.equal(service.list.account, undefined);
    assert.equal(registration.tenantId, tenantId);
    assert.equal(service.tenantOf({ objectId: registration.objectId }), tenantId);
  });

  it("goes on when drawing its progress fails", async () => {
    const world = new RegistrationWorld();
    const { plans } = world.window();
    await plans.apply(aPlanWithSecret(), never, () => {
      throw new Error("The view is gone.");
    });
    assert.equal(world.tenant.registrations.length, 1);
  });

  it("counts an unreadable answer with a client error as a refusal", async () => {
    const world = new RegistrationWorld();
    const page = new Failure("graph.unexpectedAnswer", "A page.", { status: 403 });
    await assert.rejects(
      world
        .window(gateFailing({ "directory.create": [page] }))
        .plans.apply(aPlanWithoutSecret(), never, noProgress),
      page,
    );
    assert.deepEqual(world.disk.state.journals, []);
  });

  it("waits out 404, 409 and the other answers of a slow directory when it adds the secret", async () => {
    const world = new RegistrationWorld();
    const slow = [
      notFound(),
      new Failure("graph.conflict", "409", { status: 409 }),
      new Failure("graph.badRequest", "400", { graphCode: "NoBackingApplicationObject" }),
    ];
    const { plans } = world.window(gateFailing({ "directory.addPassword": slow }), {
      secretWithCreation: false,
    });
    await plans.apply(aPlanWithSecret(), never, noProgress);
    assert.deepEqual(world.clock.waits, [1_000, 2_000, 4_000]);
  });
});
