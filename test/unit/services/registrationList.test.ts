import assert from "node:assert/strict";
import { CancelledError } from "../../../src/base/errors";
import { Failure } from "../../../src/core/failure";
import type { RegistrationPage } from "../../../src/core/ports";
import type {
  Registration,
  RegistrationSummary,
} from "../../../src/core/registration/registration";
import { aRegistration } from "../../support/builders";
import { tenantId } from "../../support/fakes/fakeSignIn";
import { type FakeWindow, RegistrationWorld } from "../../support/registrationWorld";

const never = new AbortController().signal;

/** A window on a tenant with registrations of the given names. */
function windowWith(names: readonly string[], pageSize = 100): FakeWindow {
  const world = new RegistrationWorld();
  for (const displayName of names) {
    const objectId = `object-${displayName}`;
    world.tenant.entries.set(objectId, {
      registration: aRegistration({ objectId, displayName }),
      createdAt: 0,
    });
  }
  return world.window(undefined, { pageSize });
}

const names = (items: readonly RegistrationSummary[]): string[] =>
  items.map(({ displayName }) => displayName);

function cancelledByEditor(): never {
  throw new CancelledError();
}

function pageOf(displayName: string): RegistrationPage {
  return { items: [aRegistration({ displayName })], total: 1, next: undefined };
}

/** A window that has shown Ada's list, and loads it by itself whenever nothing is known, as the view does. */
async function watchedWindow() {
  const window = windowWith(["a"]);
  const { service, directory } = window;
  await service.load("silent", never);
  directory.calls.length = 0;
  const seen: string[] = [];
  const loads: Promise<void>[] = [];
  service.onDidChange(() => {
    const { status, items } = service.list;
    seen.push(`${status} ${names(items).join()}`.trim());
    if (status === "unknown") loads.push(service.load("silent", never));
  });
  return { ...window, seen, loads };
}

describe("the list of registrations", () => {
  it("is unknown until somebody asks", () => {
    const { service, tokens } = windowWith([]);
    assert.deepEqual(service.list, {
      query: { view: "all" },
      status: "unknown",
      items: [],
      total: undefined,
      hasMore: false,
      account: undefined,
      failure: undefined,
    });
    assert.deepEqual(tokens.requests, []);
  });

  it("shows the first page with account and directory", async () => {
    const { service } = windowWith(["aerc", "jira"]);
    const seen: string[] = [];
    service.onDidChange(() => seen.push(service.list.status));
    await service.load("silent", never);
    assert.deepEqual(seen, ["loading", "loaded"]);
    const { items, ...rest } = service.list;
    assert.deepEqual(names(items), ["aerc", "jira"]);
    assert.deepEqual(rest, {
      query: { view: "all" },
      status: "loaded",
      total: 2,
      hasMore: false,
      account: { label: "ada@contoso.test", tenantId },
      failure: undefined,
    });
  });

  it("grows page by page, with one request for callers at the same time", async () => {
    const { service, directory } = windowWith(["a", "b", "c", "d", "e"], 2);
    await service.load("silent", never);
    assert.deepEqual([names(service.list.items), service.list.hasMore], [["a", "b"], true]);
    await Promise.all([service.loadMore(never), service.loadMore(never)]);
    assert.deepEqual(names(service.list.items), ["a", "b", "c", "d"]);
    await service.loadMore(never);
    await service.loadMore(never);
    assert.deepEqual(
      [names(service.list.items), service.list.hasMore],
      [["a", "b", "c", "d", "e"], false],
    );
    assert.equal(directory.calls.length, 3);
  });

  it("says signed out, and asks nobody, when nobody is signed in", async () => {
    const { service, tokens, directory } = windowWith(["a"]);
    tokens.answer = () => undefined;
    await service.load("silent", never);
    assert.equal(service.list.status, "signedOut");
    assert.deepEqual(tokens.requests, [{ interaction: "silent", access: "read" }]);
    assert.deepEqual(directory.calls, []);
  });

  const states: readonly (readonly [Failure, string, string | undefined])[] = [
    [new Failure("signIn.required", ""), "signedOut", undefined],
    [new Failure("graph.forbidden", "403"), "forbidden", "graph.forbidden"],
    [new Failure("signIn.scopeMissing", "", { missing: "x" }), "forbidden", "signIn.scopeMissing"],
    [
      new Failure("signIn.preauthorizationMissing", ""),
      "forbidden",
      "signIn.preauthorizationMissing",
    ],
    [new Failure("graph.unreachable", "", { reason: "ENOTFOUND" }), "failed", "graph.unreachable"],
    [new Failure("oauth.refused", "AADSTS50020"), "failed", "oauth.refused"],
  ];
  for (const [failure, status, findingId] of states) {
    it(`turns ${failure.code} into the state ${status}`, async () => {
      const { service, directory } = windowWith(["a"]);
      directory.listPage = () => Promise.reject(failure);
      await service.load("silent", never);
      assert.deepEqual([service.list.status, service.list.failure?.id], [status, findingId]);
      assert.ok(!service.list.failure?.actions.some(({ kind }) => kind === "signInMailbox"));
    });
  }

  for (const [facts, declined] of [
    [{ aadsts: 65004 }, true],
    [{ error: "access_denied" }, true],
    [{ error: "authorization_declined" }, true],
    [{ error: "invalid_client", aadsts: 700016 }, undefined],
  ] as const) {
    it(`${declined ? "tells" : "does not claim"} that somebody said no: ${Object.values(facts).join(" ")}`, async () => {
      const { service, directory } = windowWith(["a"]);
      const listPage = directory.listPage.bind(directory);
      directory.listPage = () => Promise.reject(new Failure("oauth.refused", "", facts));
      await service.load("prompt", never);
      assert.deepEqual([service.list.status, service.list.declined], ["failed", declined]);
      directory.listPage = listPage;
      await service.load("prompt", never);
      assert.deepEqual([service.list.status, service.list.declined], ["loaded", undefined]);
    });
  }

  it("keeps the rows when a refresh fails, and drops them when the right is gone", async () => {
    const { service, directory } = windowWith(["a"]);
    await service.load("silent", never);
    directory.listPage = () => Promise.reject(new Failure("graph.unavailable", "503"));
    await service.load("silent", never);
    assert.deepEqual([service.list.status, names(service.list.items)], ["failed", ["a"]]);
    directory.listPage = () => Promise.reject(new Failure("graph.forbidden", "403"));
    await service.load("silent", never);
    assert.deepEqual(
      [service.list.status, names(service.list.items), service.list.account?.label],
      ["forbidden", [], "ada@contoso.test"],
    );
  });

  it("returns to what it was when a load is cancelled", async () => {
    const { service } = windowWith(["a"]);
    await service.load("silent", never);
    const controller = new AbortController();
    const loading = service.load("prompt", controller.signal);
    assert.equal(service.list.status, "loading");
    controller.abort();
    await assert.rejects(loading, CancelledError);
    assert.deepEqual([service.list.status, names(service.list.items)], ["loaded", ["a"]]);
  });

  it("takes a silent request that the editor cancelled for an answer", async () => {
    const { service, tokens } = windowWith(["a"]);
    const { answer } = tokens;
    tokens.answer = cancelledByEditor;
    await service.load("silent", never);
    assert.equal(service.list.status, "signedOut");
    tokens.answer = answer;
    await service.load("prompt", never);
    tokens.answer = cancelledByEditor;
    await service.load("silent", never);
    assert.deepEqual([service.list.status, names(service.list.items)], ["loaded", ["a"]]);
  });

  it("fetches the next page for one caller when the other gives up", async () => {
    const { service, directory } = windowWith(["a", "b"], 1);
    await service.load("silent", never);
    const controller = new AbortController();
    const listPage = directory.listPage.bind(directory);
    directory.listPage = async (query, next, call) => {
      await new Promise((resolve) => setImmediate(resolve));
      return await listPage(query, next, call);
    };
    const given = service.loadMore(controller.signal);
    const kept = service.loadMore(never);
    controller.abort();
    await assert.rejects(given, CancelledError);
    await kept;
    assert.deepEqual(names(service.list.items), ["a", "b"]);
    assert.equal(directory.calls.length, 2);
  });

  it("shows the newest of two loads, whichever ends last", async () => {
    const { service, directory } = windowWith([]);
    const ends: ((page: RegistrationPage) => void)[] = [];
    directory.listPage = () => new Promise((resolve) => ends.push(resolve));
    const first = service.load("silent", never);
    await new Promise((resolve) => setImmediate(resolve));
    directory.listPage = () => Promise.resolve(pageOf("new"));
    await service.load("silent", never);
    ends[0]?.(pageOf("old"));
    await first;
    assert.deepEqual(names(service.list.items), ["new"]);
  });

  it("forgets everything when another account signs in, and nothing when it is the same", async () => {
    const { service, tokens } = windowWith(["a"]);
    await service.load("silent", never);
    tokens.changed.fire();
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(service.list.status, "loaded");
    tokens.answer = () => ({
      accessToken: "t",
      accountLabel: "alan@fabrikam.test",
      tenantId: "other",
      scopes: undefined,
      directoryRoles: undefined,
    });
    tokens.changed.fire();
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual([service.list.status, service.list.items], ["unknown", []]);
    assert.ok(tokens.requests.every(({ interaction }) => interaction === "silent"));
  });

  describe("while another way or place of signing in is chosen", () => {
    const alan = {
      accessToken: "t",
      accountLabel: "alan@fabrikam.test",
      tenantId: "other",
      scopes: undefined,
      directoryRoles: undefined,
    };

    it("is emptied, and read once, by whoever chose", async () => {
      const { service, tokens, directory, seen, loads } = await watchedWindow();
      await service.signingIn(async () => {
        tokens.answer = () => alan;
        tokens.changed.fire();
        await new Promise((resolve) => setImmediate(resolve));
        await service.load("prompt", never);
      });
      await new Promise((resolve) => setImmediate(resolve));
      assert.deepEqual([directory.calls, loads], [["listPage"], []]);
      assert.deepEqual(seen, ["loading", "loading", "loaded a"]);
      assert.equal(service.list.account?.label, alan.accountLabel);
    });

    it("is read by the view again when whoever chose gives up", async () => {
      const { service, tokens, directory, seen, loads } = await watchedWindow();
      const { answer } = tokens;
      const choosing = service.signingIn(async () => {
        tokens.answer = () => alan;
        tokens.changed.fire();
        await new Promise((resolve) => setImmediate(resolve));
        tokens.answer = answer;
        tokens.changed.fire();
        throw new CancelledError();
      });
      await assert.rejects(choosing, CancelledError);
      await Promise.all(loads);
      assert.deepEqual([directory.calls, loads.length], [["listPage"], 1]);
      assert.deepEqual(seen, ["loading", "unknown", "loading", "loaded a"]);
      assert.equal(service.list.account?.label, "ada@contoso.test");
    });

    it("stays where it is when the account is the same", async () => {
      const { service, tokens, seen } = await watchedWindow();
      await service.signingIn(async () => {
        tokens.changed.fire();
        await new Promise((resolve) => setImmediate(resolve));
      });
      assert.deepEqual(seen, []);
    });
  });

  it("looks after a load whether the account changed while it ran", async () => {
    const { service, tokens } = windowWith(["a"]);
    tokens.answer = (request) => {
      if (request.interaction === "prompt") tokens.changed.fire();
      return {
        accessToken: "t",
        accountLabel: "ada@contoso.test",
        tenantId,
        scopes: undefined,
        directoryRoles: undefined,
      };
    };
    await service.load("prompt", never);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(service.list.status, "loaded");
  });

  it("keeps what a load ended with while another way of signing in was chosen", async () => {
    const { service, tokens } = windowWith(["a"]);
    tokens.answer = (request) => {
      if (request.interaction === "silent") return undefined;
      tokens.changed.fire();
      throw new Failure("signIn.methodUnavailable", "no az", { problem: "cliSignedOut" });
    };
    await service.load("prompt", never);
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(
      [service.list.status, service.list.failure?.id],
      ["failed", "signIn.methodUnavailable"],
    );
    tokens.changed.fire();
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(service.list.status, "unknown");
  });

  it("does not break off a load that began while it looked who is signed in", async () => {
    const { service, tokens } = windowWith(["a"]);
    await service.load("prompt", never);
    const grace = {
      accessToken: "t",
      accountLabel: "grace@contoso.test",
      tenantId,
      scopes: undefined,
      directoryRoles: undefined,
    };
    let load: Promise<void> | undefined;
    tokens.answer = ({ interaction }) => {
      if (interaction === "silent") load ??= service.load("prompt", never);
      return grace;
    };
    tokens.changed.fire();
    await new Promise((resolve) => setImmediate(resolve));
    await load;
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(
      [service.list.status, service.list.account?.label],
      ["loaded", "grace@contoso.test"],
    );
  });
});

describe("details of a registration", () => {
  it("cost one request, also for callers at the same time, until the list is loaded anew", async () => {
    const { service, directory } = windowWith(["a"]);
    const [one, two] = await Promise.all([
      service.details("object-a", never),
      service.details("object-a", never),
    ]);
    assert.equal(one, two);
    await service.details("object-a", never);
    assert.deepEqual(directory.calls, ["get"]);
    await service.details("object-a", never, { fresh: true });
    await service.load("silent", never);
    await service.details("object-a", never);
    assert.deepEqual(directory.calls, ["get", "get", "listPage", "get"]);
  });

  it("go on for one caller when the other gives up", async () => {
    const { service } = windowWith(["a"]);
    const controller = new AbortController();
    const given = service.details("object-a", controller.signal);
    const kept = service.details("object-a", never);
    controller.abort();
    await assert.rejects(given, CancelledError);
    assert.equal((await kept).displayName, "a");
  });
});

describe("details that are read while things change", () => {
  it("are told to the views when somebody wants them anew, also beside others that do not", async () => {
    const { service, directory } = windowWith(["a"]);
    let changes = 0;
    service.onDidChange(() => (changes += 1));
    await Promise.all([
      service.details("object-a", never),
      service.details("object-a", never, { fresh: true }),
    ]);
    assert.deepEqual([changes, directory.calls], [1, ["get", "get"]]);
  });

  it("of another account are neither kept nor waited for", async () => {
    const { service, tokens, directory } = windowWith(["a"]);
    await service.load("silent", never);
    const answers: ((registration: Registration) => void)[] = [];
    directory.get = () => new Promise((resolve) => answers.push(resolve));
    const told: string[] = [];
    service.onDidRead(({ displayName }) => told.push(displayName));
    const before = service.details("object-a", never);
    tokens.answer = () => undefined;
    tokens.changed.fire();
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(service.list.status, "unknown");
    const during = service.details("object-a", never);
    answers[0]?.(aRegistration({ displayName: "of before" }));
    assert.equal((await before).displayName, "of before");
    answers[1]?.(aRegistration({ displayName: "of now" }));
    assert.equal((await during).displayName, "of now");
    assert.equal((await service.details("object-a", never)).displayName, "of now");
    assert.deepEqual(told, ["of now"], "what is remembered of this account");
  });
});

describe("values of client secrets", () => {
  it("drop their fact when the value is gone from this computer", async () => {
    const world = new RegistrationWorld();
    world.disk.state = {
      ...world.disk.state,
      storedSecrets: [{ appId: "app", keyId: "key", storedAt: "2026-11-21T12:00:00Z" }],
    };
    const { clientSecrets } = world.window();
    assert.ok(clientSecrets.isStored("app", "key"));
    assert.equal(await clientSecrets.read("app", "key"), undefined);
    assert.equal(clientSecrets.isStored("app", "key"), false);
  });
});

describe("the list of a query", () => {
  const own = { view: "owned" } as const;

  it("is asked for from now on, and drops the rows of the query before", async () => {
    const { service } = windowWith(["aerc", "jira"]);
    await service.load("silent", never);
    service.ask(own);
    assert.deepEqual(
      [service.list.query, service.list.items, service.list.status],
      [own, [], "unknown"],
    );
    await service.load("silent", never);
    assert.deepEqual([service.list.query, service.list.status], [own, "loaded"]);
  });

  it("is not overtaken by an answer to the query before", async () => {
    const world = new RegistrationWorld();
    world.tenant.entries.set("object-a", {
      registration: aRegistration({ objectId: "object-a", displayName: "a" }),
      createdAt: 0,
    });
    const gate = new AbortController();
    const held = new Promise<void>((resolve) => {
      gate.signal.addEventListener("abort", () => resolve());
    });
    let first = true;
    const { service } = world.window(async (operation, effect) => {
      const answer = effect();
      if (first && operation === "directory.listPage") {
        first = false;
        await held;
      }
      return answer;
    });
    const slow = service.load("silent", never);
    await new Promise(setImmediate);
    service.ask({ view: "all", search: "zzz" });
    await service.load("silent", never);
    gate.abort();
    await slow;
    assert.deepEqual([service.list.query.search, names(service.list.items)], ["zzz", []]);
  });

  it("shows what was just made only where the search would find it", async () => {
    const { service } = windowWith(["aerc"]);
    service.ask({ view: "all", search: "jira" });
    await service.load("silent", never);
    assert.deepEqual(names(service.list.items), []);
  });

  it("starts over for another account", async () => {
    const { service, tokens } = windowWith(["aerc"]);
    service.ask({ view: "all", search: "jira" });
    await service.load("silent", never);
    tokens.answer = () => undefined;
    tokens.changed.fire();
    await new Promise(setImmediate);
    assert.deepEqual(service.list.query, { view: "all" });
  });
});

describe("the search for a name that is taken", () => {
  it("needs no request where the list is complete", async () => {
    const { service, directory } = windowWith(["aerc", "Jira"]);
    await service.load("silent", never);
    const before = directory.calls.length;
    assert.deepEqual(names(await service.sameName(" jira ", never)), ["Jira"]);
    assert.deepEqual(await service.sameName("jir", never), []);
    assert.equal(directory.calls.length, before);
  });

  it("asks the directory where there is more than the list shows", async () => {
    const { service, directory } = windowWith(["a", "b", "c"], 2);
    await service.load("silent", never);
    await service.sameName("c", never);
    assert.equal(directory.calls.at(-1), "findByName");
  });
});

describe("one deleted registration", () => {
  it("is waited for when it was deleted a moment ago", async () => {
    const world = new RegistrationWorld();
    const { service, directory } = world.window();
    const registration = aRegistration({ objectId: "gone" });
    world.clock.delay = () => {
      world.tenant.deleted.set("gone", { registration, createdAt: 0 });
      return Promise.resolve();
    };
    assert.equal((await service.deletedOne("gone", never))?.objectId, "gone");
    assert.deepEqual(directory.calls, ["getDeleted", "getDeleted"]);
  });

  it("is not waited for without end, nor after a cancellation", async () => {
    const world = new RegistrationWorld();
    const { service, directory } = world.window();
    assert.equal(await service.deletedOne("gone", never), undefined);
    assert.equal(directory.calls.length, 5);
    await assert.rejects(service.deletedOne("gone", AbortSignal.abort()));
  });

  it("can be looked for by its name behind the first page", async () => {
    const world = new RegistrationWorld();
    for (const displayName of ["aerc", "jira"]) {
      const registration = aRegistration({ objectId: displayName, displayName });
      world.tenant.deleted.set(displayName, { registration, createdAt: 0 });
    }
    const { service } = world.window(undefined, { pageSize: 1 });
    assert.deepEqual(names(await service.deleted(never)), ["aerc"]);
    assert.deepEqual(names(await service.deleted(never, " jira ")), ["jira"]);
  });
});
