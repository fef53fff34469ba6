import assert from "node:assert/strict";
import { CancelledError, isCancelled } from "../../../src/base/errors";
import { type Cloud, clouds } from "../../../src/core/cloud";
import type { DirectoryFacts } from "../../../src/core/directoryPorts";
import { Failure, isFailure } from "../../../src/core/failure";
import type { FoundDirectory } from "../../../src/core/management/managementPorts";
import { consumersTenantId } from "../../../src/core/oauth/authority";
import type { GraphToken } from "../../../src/core/ports";
import { DirectoryService } from "../../../src/services/directoryService";
import { FakeClock } from "../../support/fakes/fakeClock";
import { FakeManagementSignIn } from "../../support/fakes/fakeManagementSignIn";
import { silentLog, tenantId } from "../../support/fakes/fakeSignIn";
import { type Disk, emptyDisk, FakeStateStore } from "../../support/fakes/fakeStores";

const never = new AbortController().signal;
const fabrikam = "22222222-2222-4222-8222-222222222222";
const contosoFacts: DirectoryFacts = {
  tenantId,
  displayName: "Contoso",
  defaultDomain: "contoso.com",
};

class World {
  readonly signIn = new FakeManagementSignIn();
  readonly clock = new FakeClock();
  asked: string[] = [];
  organization: () => DirectoryFacts | undefined = () => contosoFacts;
  azure: () => readonly FoundDirectory[] = () => [];
  cli: () => readonly FoundDirectory[] = () => [];
  readonly settings: { cloud: Cloud } = { cloud: clouds.global };
  readonly state: FakeStateStore;
  readonly service: DirectoryService;

  constructor(readonly disk: Disk = emptyDisk()) {
    this.state = new FakeStateStore(disk);
    const ask = async <T>(what: string, answer: () => T): Promise<T> => {
      await Promise.resolve();
      this.asked.push(what);
      return answer();
    };
    this.service = new DirectoryService({
      signIn: this.signIn,
      people: { organization: () => ask("organization", () => this.organization()) },
      wire: {
        azureDirectories: (host, token) => ask(`${host} ${token}`, () => this.azure()),
        cliDirectories: () => ask("az", () => this.cli()),
        tenantId: (_cloud, name) => ask(`find ${name}`, () => fabrikam),
      },
      state: this.state,
      settings: this.settings,
      clock: this.clock,
      log: silentLog,
    });
  }

  async answer(facts: Partial<GraphToken> = {}): Promise<void> {
    const before = this.signIn.answer;
    this.signIn.answer = () => ({
      accessToken: "graph-token",
      accountLabel: "ada@contoso.test",
      tenantId,
      scopes: ["Application.ReadWrite.All"],
      directoryRoles: undefined,
      ...facts,
    });
    await this.signIn.tell(true);
    this.signIn.answer = before;
    await settled();
  }
}

/** Lets the state be written. */
const settled = (): Promise<void> => new Promise((done) => setImmediate(done));

function isWithoutDirectory(error: unknown): boolean {
  return isFailure(error, "signIn.noDirectory");
}

describe("the current directory", () => {
  it("is none for an account whose token cannot be read: a personal one", async () => {
    const world = new World();
    await world.answer({ tenantId: undefined, scopes: undefined });
    await assert.rejects(world.service.identify(never), isWithoutDirectory);
    assert.deepEqual(world.asked, []);
  });

  it("counts as used with the client ID of the settings, and with no other", async () => {
    const world = new World();
    world.signIn.target = { method: "ownClient", clientId: "mine", tenant: undefined };
    assert.equal(world.service.hasUsed(tenantId), false);
    await world.answer();
    assert.equal(world.service.hasUsed(tenantId), true);
    world.signIn.target = { method: "ownClient", clientId: "other", tenant: undefined };
    assert.equal(world.service.hasUsed(tenantId), false);
  });

  it("is known from the answer, without a request", async () => {
    const world = new World();
    let changes = 0;
    world.service.onDidChange(() => (changes += 1));
    assert.equal(world.service.current, undefined);
    await world.answer();
    assert.deepEqual(world.service.current, {
      tenantId,
      displayName: undefined,
      defaultDomain: undefined,
      accountLabel: "ada@contoso.test",
      method: "editorClient",
    });
    assert.equal(changes, 1);
    assert.deepEqual(world.asked, []);
  });

  it("learns its name once, and keeps it for the next window", async () => {
    const first = new World();
    await first.answer();
    assert.equal((await first.service.identify(never))?.displayName, "Contoso");
    await first.service.identify(never);
    assert.deepEqual(first.asked, ["organization"]);
    const second = new World(first.disk);
    await second.answer();
    assert.equal(second.service.current?.displayName, "Contoso");
    await second.service.identify(never);
    assert.deepEqual(second.asked, []);
  });

  it("stays without a name where the directory does not tell it", async () => {
    const world = new World();
    world.organization = () => {
      throw new Failure("graph.forbidden", "403");
    };
    await world.answer();
    assert.equal((await world.service.identify(never))?.displayName, undefined);
    world.organization = () => {
      throw new CancelledError();
    };
    await assert.rejects(world.service.identify(never), isCancelled);
  });

  it("does not exist for a personal account", async () => {
    const world = new World();
    await world.answer({ tenantId: consumersTenantId });
    await assert.rejects(world.service.identify(never), isWithoutDirectory);
    assert.deepEqual(world.asked, []);
    world.organization = () => undefined;
    await world.answer({ tenantId: undefined, scopes: undefined });
    await assert.rejects(world.service.identify(never), isWithoutDirectory);
  });

  it("is nobody's after signing out, and after another one was chosen", async () => {
    const world = new World();
    await world.answer();
    world.signIn.answered.fire(undefined);
    assert.equal(world.service.current, undefined);
    await world.answer();
    await world.signIn.chooseDirectory(fabrikam);
    world.signIn.changed.fire();
    assert.equal(world.service.current, undefined);
    assert.equal(await world.service.identify(never), undefined);
  });

  it("is written down with the way of signing in, and not at every answer", async () => {
    const world = new World();
    await world.answer();
    const { writes } = world.state;
    await world.answer();
    await world.answer();
    assert.equal(world.state.writes, writes);
    await world.signIn.chooseMethod("azureCli");
    await world.answer();
    const [known] = world.disk.state.directories;
    assert.equal(known?.signInMethod, "azureCli");
    world.clock.advance(2 * 60 * 60_000);
    await world.answer();
    assert.equal(world.disk.state.directories[0]?.usedAt, world.clock.now().toISOString());
  });

  it("holds no token in what is written down", async () => {
    const world = new World();
    await world.answer({ accessToken: "graph-token-canary" });
    await world.service.identify(never);
    assert.ok(!JSON.stringify(world.disk.state).includes("canary"));
  });
});

describe("the directories to choose from", () => {
  it("are those of Azure, after the current one and those used before", async () => {
    const world = new World();
    await world.answer({ tenantId: fabrikam, accountLabel: "eve@fabrikam.test" });
    await world.answer();
    world.signIn.azure = () => "azure-token";
    const other = "33333333-3333-4333-8333-333333333333";
    world.azure = () => [
      { tenantId: other, displayName: "Adatum", defaultDomain: undefined },
      { tenantId: fabrikam, displayName: "Fabrikam", defaultDomain: "fabrikam.com" },
    ];
    const listing = await world.service.list("silent", never);
    assert.deepEqual(
      listing.directories.map(({ tenantId: id, displayName, accountLabel, current }) => [
        id,
        displayName,
        accountLabel,
        current,
      ]),
      [
        [tenantId, undefined, "ada@contoso.test", true],
        [fabrikam, "Fabrikam", "eve@fabrikam.test", false],
        [other, "Adatum", undefined, false],
      ],
    );
    assert.deepEqual(world.asked, ["management.azure.com azure-token"]);
    assert.deepEqual([listing.azureUnasked, listing.incomplete], [false, false]);
  });

  it("are not those that another account or another cloud listed", async () => {
    const world = new World();
    await world.answer();
    await world.signIn.chooseMethod("azureCli");
    world.cli = () => [{ tenantId: fabrikam, displayName: "Fabrikam", defaultDomain: undefined }];
    const ids = async (): Promise<readonly string[]> => {
      const { directories } = await world.service.list("silent", never);
      return directories.map(({ tenantId: id }) => id);
    };
    assert.deepEqual(await ids(), [tenantId, fabrikam]);
    world.cli = () => [];
    assert.deepEqual(await ids(), [tenantId, fabrikam], "known from before");
    await world.answer({ accountLabel: "eve@contoso.test" });
    assert.deepEqual(await ids(), [tenantId], "another account");
    world.cli = () => [{ tenantId: fabrikam, displayName: "Fabrikam", defaultDomain: undefined }];
    await ids();
    world.cli = () => [];
    world.settings.cloud = clouds.usGov;
    assert.deepEqual(await ids(), [], "another cloud");
  });

  it("say when Azure was not asked, or could not be", async () => {
    const world = new World();
    assert.equal((await world.service.list("silent", never)).azureUnasked, true);
    world.signIn.azure = () => {
      throw new Failure("oauth.refused", "AADSTS50076");
    };
    const listing = await world.service.list("prompt", never);
    assert.deepEqual([listing.azureUnasked, listing.incomplete], [false, true]);
    world.signIn.azure = () => {
      throw new CancelledError();
    };
    await assert.rejects(world.service.list("prompt", never), isCancelled);
  });

  it("are also those of the Azure CLI where it signs in", async () => {
    const world = new World();
    world.cli = () => [{ tenantId: fabrikam, displayName: "Fabrikam", defaultDomain: undefined }];
    assert.deepEqual((await world.service.list("silent", never)).directories, []);
    await world.signIn.chooseMethod("azureCli");
    const { directories } = await world.service.list("silent", never);
    assert.deepEqual(
      directories.map(({ displayName }) => displayName),
      ["Fabrikam"],
    );
  });

  it("never hold the one of all personal accounts", async () => {
    const world = new World();
    await world.answer({ tenantId: consumersTenantId });
    assert.deepEqual((await world.service.list("silent", never)).directories, []);
  });
});

describe("the offer of a management app", () => {
  it("comes once, after a sign-in with a client ID of Microsoft's that may manage", async () => {
    const world = new World();
    assert.equal(await world.service.shallOfferApp(), false);
    await world.answer();
    assert.equal(await world.service.shallOfferApp(), false, "VS Code's own client");
    await world.signIn.chooseMethod("azureCli");
    await world.answer({ scopes: ["Application.Read.All"] });
    assert.equal(await world.service.shallOfferApp(), false, "may only read");
    await world.answer();
    assert.equal(await world.service.shallOfferApp(), true);
    assert.equal(await world.service.shallOfferApp(), false, "a second time");
  });

  it("does not come where the client ID is one's own", async () => {
    const world = new World();
    world.signIn.target = { method: "browser", clientId: "mine", tenant: undefined };
    await world.answer();
    assert.equal(await world.service.shallOfferApp(), false);
  });
});
