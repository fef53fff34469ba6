import assert from "node:assert/strict";
import { editor, resetEditor } from "../../support/fakes/fakeVscode";
import { CancelledError, isCancelled } from "../../../src/base/errors";
import { Emitter } from "../../../src/base/event";
import { clouds } from "../../../src/core/cloud";
import { Failure, isFailure } from "../../../src/core/failure";
import type { CliToken } from "../../../src/core/management/managementPorts";
import { graphCommandLineTools } from "../../../src/core/management/signInMethod";
import type { SignInTarget } from "../../../src/core/management/signInTarget";
import type { AccessGrant, GraphTokenRequest } from "../../../src/core/ports";
import { managementAccountKey } from "../../../src/core/secretKeys";
import { GraphSignIn } from "../../../src/platform/vscode/graphSignIn";
import { DirectoryService } from "../../../src/services/directoryService";
import { aToken } from "../../support/builders";
import { FakeClock } from "../../support/fakes/fakeClock";
import { FakeMailboxTokens, noInteraction, silentLog } from "../../support/fakes/fakeSignIn";
import { emptyDisk, FakeSecretStore, FakeStateStore } from "../../support/fakes/fakeStores";

const tenantId = "11111111-1111-4111-8111-111111111111";
const manage = "Application.ReadWrite.All";
const consent = "DelegatedPermissionGrant.ReadWrite.All";
const expiresAt = "2026-11-21T13:00:00.000Z";

const tokenWith = (scp: string, claims: Readonly<Record<string, unknown>> = {}): string =>
  aToken({ scp, tid: tenantId, upn: "ada@contoso.test", ...claims });

function grantOf(scp: string): AccessGrant {
  return {
    accessToken: tokenWith(scp),
    expiresAt,
    scopes: [],
    account: { homeAccountId: "home", username: "ada@contoso.test", tenantId },
  };
}

class World {
  management: { clientId: string | undefined; tenant: string | undefined } = {
    clientId: undefined,
    tenant: undefined,
  };
  readonly disk = emptyDisk();
  readonly clock = new FakeClock();
  readonly secrets = new FakeSecretStore(this.disk);
  readonly tokens = new FakeMailboxTokens(grantOf(manage));
  readonly cliAsked: (string | undefined)[] = [];
  cli: () => CliToken = () => ({ accessToken: tokenWith(manage), expiresAt });
  readonly hidden: string[] = [];
  /** Who was asked whether Microsoft's client ID may be used, and what they said. */
  readonly agreed: (string | undefined)[] = [];
  agree = true;
  readonly settingsChanged = new Emitter<void>();
  readonly signIn: GraphSignIn;
  /** What remembers the directories. */
  readonly directories: DirectoryService;

  constructor() {
    const read = (): World => this;
    this.signIn = new GraphSignIn({
      settings: {
        cloud: clouds.global,
        get management() {
          return read().management;
        },
        onDidChangeSignIn: this.settingsChanged.event,
        setManagement: (management) => {
          this.management = management;
          return Promise.resolve();
        },
      },
      state: new FakeStateStore(this.disk),
      secrets: this.secrets,
      wire: {
        cliInstalled: () => Promise.resolve(true),
        cliToken: async (_cloud, tenant) => {
          await Promise.resolve();
          this.cliAsked.push(tenant);
          return this.cli();
        },
      },
      tokens: this.tokens,
      clock: this.clock,
      hide: (value) => void this.hidden.push(value),
      log: silentLog,
    });
    this.signIn.usePrompts({
      agreeToBorrow: (tenant) => {
        this.agreed.push(tenant);
        return Promise.resolve(this.agree);
      },
      during: (work) => work(noInteraction, new AbortController().signal),
    });
    this.directories = new DirectoryService({
      signIn: this.signIn,
      people: { organization: () => Promise.resolve(undefined) },
      wire: {
        azureDirectories: () => Promise.resolve([]),
        cliDirectories: () => Promise.resolve([]),
        tenantId: () => Promise.resolve(""),
      },
      state: new FakeStateStore(this.disk),
      settings: { cloud: clouds.global },
      clock: this.clock,
      log: silentLog,
    });
  }

  token(
    interaction: GraphTokenRequest["interaction"],
    access: GraphTokenRequest["access"] = "write",
  ): ReturnType<GraphSignIn["token"]> {
    return this.signIn.token({ interaction, access });
  }

  async choose(method: SignInTarget["method"]): Promise<void> {
    await this.signIn.chooseMethod(method);
  }
}

/** Scopes and options of the editor's last question. */
function asked(index = -1): { scopes: readonly string[]; silent: boolean } {
  const [, scopes, options] = editor.sessionsAsked.at(index) ?? [];
  return {
    scopes: scopes as readonly string[],
    silent: (options as { silent?: boolean }).silent === true,
  };
}

const session = (scp: string) => () => ({
  accessToken: tokenWith(scp),
  account: { label: "ada@contoso.test" },
});

const settled = (): Promise<void> => new Promise((done) => setImmediate(done));

describe("signing in to manage", () => {
  let world: World;
  beforeEach(() => {
    resetEditor();
    world = new World();
  });
  afterEach(() => {
    world.directories.dispose();
    world.signIn.dispose();
  });

  it("by the editor's own client takes what Microsoft gave it, and says what is missing", async () => {
    editor.session = session("Application.Read.All User.Read");
    const token = await world.token("silent", "read");
    assert.deepEqual(token?.scopes, ["Application.Read.All", "User.Read"]);
    assert.deepEqual(asked(), { scopes: ["https://graph.microsoft.com/.default"], silent: true });
    await assert.rejects(
      world.token("prompt"),
      (error) =>
        isFailure(error, "signIn.scopeMissing") &&
        error.facts["missing"] === manage &&
        error.facts["client"] === "editorClient",
    );
    assert.equal((await world.signIn.inspect())?.tenantId, tenantId);
    assert.ok(token !== undefined && world.hidden.includes(token.accessToken));
  });

  it("by the editor with one's own client names it and the directory", async () => {
    world.management = { clientId: "mine", tenant: "contoso.com" };
    editor.session = session(manage);
    await world.token("silent");
    assert.deepEqual(asked().scopes, [
      "VSCODE_CLIENT_ID:mine",
      "VSCODE_TENANT:contoso.com",
      `https://graph.microsoft.com/${manage}`,
    ]);
  });

  it("asks for the rights of consent only where they are needed and not there", async () => {
    world.management = { clientId: "mine", tenant: undefined };
    editor.session = session(`${manage} ${consent}`);
    await world.token("prompt", "consent");
    assert.equal(editor.sessionsAsked.length, 1);
    assert.equal(asked().silent, true);

    resetEditor();
    editor.session = (_provider, scopes) =>
      session((scopes as string[]).map((scope) => scope.split("/").at(-1)).join(" "))();
    await world.token("prompt", "consent");
    assert.equal(asked().silent, false);
    assert.ok(asked().scopes.includes(`https://graph.microsoft.com/${consent}`));
    assert.ok(asked().scopes.includes("https://graph.microsoft.com/Directory.Read.All"));
  });

  it("says what is missing for consent where nobody may be asked", async () => {
    world.management = { clientId: "mine", tenant: undefined };
    editor.session = (_provider, scopes) =>
      (scopes as string[]).length > 2 ? undefined : session(manage)();
    await assert.rejects(
      world.token("silent", "consent"),
      (error) => isFailure(error, "signIn.scopeMissing") && error.facts["missing"] === consent,
    );
  });

  it("by the Azure CLI asks it once, until shortly before the token ends", async () => {
    await world.choose("azureCli");
    assert.equal((await world.token("silent"))?.accountLabel, "ada@contoso.test");
    await world.token("prompt", "read");
    assert.deepEqual(world.cliAsked, [undefined]);
    world.clock.advance(54 * 60_000);
    await world.token("silent");
    assert.equal(world.cliAsked.length, 1);
    world.clock.advance(2 * 60_000);
    await world.token("silent");
    assert.equal(world.cliAsked.length, 2);
    assert.deepEqual(editor.sessionsAsked, []);
  });

  it("by the Azure CLI is silent about its refusal until the person asks", async () => {
    await world.choose("azureCli");
    world.cli = () => {
      throw new Failure("signIn.methodUnavailable", "no az", { problem: "cliMissing" });
    };
    assert.equal(await world.token("silent"), undefined);
    await assert.rejects(world.token("prompt"), (error) =>
      isFailure(error, "signIn.methodUnavailable"),
    );
  });

  it("asks the Azure CLI for the directory that was chosen", async () => {
    await world.choose("azureCli");
    await world.signIn.chooseDirectory(tenantId);
    await world.token("silent");
    assert.deepEqual(world.cliAsked, [tenantId]);
  });

  for (const [method, flow] of [
    ["browser", "loopback"],
    ["deviceCode", "deviceCode"],
  ] as const) {
    it(`by ${method} opens nothing silently, and asks before it borrows a client ID`, async () => {
      await world.choose(method);
      assert.equal(await world.token("silent"), undefined);
      world.agree = false;
      await assert.rejects(world.token("prompt"), isCancelled);
      assert.equal(world.tokens.signIns.length, 0);

      world.agree = true;
      await world.token("prompt");
      const [request] = world.tokens.signIns;
      assert.equal(request?.flow, flow);
      assert.equal(request?.client.clientId, graphCommandLineTools.clientId);
      assert.equal(request?.client.authorityTenant, "organizations");
      assert.deepEqual(request?.scopes, [`https://graph.microsoft.com/${manage}`]);
      assert.equal(world.agreed.length, 2);
    });
  }

  it("in the browser is remembered: the next window needs nobody, and no second agreement", async () => {
    await world.choose("browser");
    await world.token("prompt");
    await settled();
    const { account, signInMethod } = world.disk.state.directories[0] ?? {};
    assert.equal(signInMethod, "browser");
    assert.deepEqual(account, { clientId: graphCommandLineTools.clientId, homeAccountId: "home" });

    world.clock.advance(2 * 60 * 60_000);
    await world.token("silent");
    assert.equal(world.tokens.silents[0]?.homeAccountId, "home");
    assert.equal(world.tokens.silents[0]?.client.authorityTenant, tenantId);

    world.clock.advance(2 * 60 * 60_000);
    world.tokens.answer = () => {
      if (world.tokens.silents.length > world.tokens.signIns.length) {
        throw new Failure("oauth.interactionRequired", "expired");
      }
      return grantOf(manage);
    };
    assert.equal(await world.token("silent"), undefined);
    await assert.rejects(world.token("prompt"));
    assert.equal(world.tokens.signIns.at(-1)?.loginHint, "ada@contoso.test");
    assert.equal(world.agreed.length, 1);
  });

  it("in the browser needs no agreement with one's own client ID", async () => {
    world.management = { clientId: "mine", tenant: "contoso.com" };
    await world.choose("browser");
    await world.token("prompt");
    assert.deepEqual(world.agreed, []);
    assert.equal(world.tokens.signIns[0]?.client.clientId, "mine");
    assert.equal(world.tokens.signIns[0]?.client.authorityTenant, "contoso.com");
  });

  it("answers a claims challenge with a sign-in that carries the claims", async () => {
    await world.choose("browser");
    const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
    const wwwAuthenticate = `Bearer error="insufficient_claims", claims="${btoa(claims)}"`;
    await world.signIn.token({ interaction: "prompt", access: "read", wwwAuthenticate });
    assert.equal(world.tokens.signIns[0]?.claims, claims);
    assert.equal(
      await world.signIn.token({ interaction: "silent", access: "read", wwwAuthenticate }),
      undefined,
    );
  });

  it("answers a claims challenge for consent with the rights of consent", async () => {
    await world.choose("deviceCode");
    const wwwAuthenticate = `Bearer claims="${btoa('{"access_token":{}}')}"`;
    world.tokens.answer = () => grantOf(`${manage} ${consent}`);
    await world.signIn.token({ interaction: "prompt", access: "consent", wwwAuthenticate });
    assert.deepEqual(
      world.tokens.signIns.map(({ scopes, claims }) => [
        scopes.includes(`https://graph.microsoft.com/${consent}`),
        claims,
      ]),
      [[true, '{"access_token":{}}']],
    );
  });

  it("opens one window, however many ask at the same time", async () => {
    await world.choose("browser");
    await Promise.all([
      world.token("prompt"),
      world.token("prompt", "read"),
      world.token("prompt"),
    ]);
    assert.equal(world.tokens.signIns.length, 1);
  });

  it("that was cancelled is not repeated, and nothing is remembered", async () => {
    await world.choose("browser");
    world.tokens.answer = () => {
      throw new CancelledError();
    };
    await assert.rejects(world.token("prompt"), isCancelled);
    await settled();
    assert.deepEqual(world.disk.state.directories, []);
  });

  it("forgets its token when the stored ones are removed, and when another account is chosen", async () => {
    await world.choose("browser");
    await world.token("prompt");
    await settled();
    const key = managementAccountKey({
      clientId: graphCommandLineTools.clientId,
      homeAccountId: "home",
    });
    await world.secrets.delete(key);
    await world.token("silent");
    assert.equal(world.tokens.silents.length, 1);
    await world.signIn.switchAccount();
    assert.equal(world.tokens.signIns.at(-1)?.loginHint, undefined);
    assert.equal(world.tokens.signIns.length, 2);
  });

  it("tells the directory roles of the person", async () => {
    const wids = ["cf1c38e5-3621-4004-a7cb-879624dced7c"];
    await world.choose("azureCli");
    world.cli = () => ({ accessToken: tokenWith(manage, { wids }), expiresAt: undefined });
    assert.deepEqual((await world.token("silent"))?.directoryRoles, wids);
  });

  it("tells that something changed, once, some time after the last of many changes", async () => {
    let changes = 0;
    world.signIn.onDidChange(() => (changes += 1));
    for (let n = 0; n < 5; n += 1) world.settingsChanged.fire();
    editor.sessionsChanged.fire({ provider: { id: "microsoft" } });
    editor.sessionsChanged.fire({ provider: { id: "github" } });
    assert.equal(changes, 0);
    await new Promise((done) => setTimeout(done, 400));
    assert.equal(changes, 1);
  });

  it("uses one's own client from the moment it is in the settings", async () => {
    await world.choose("azureCli");
    await world.signIn.useOwnClient("mine", tenantId);
    assert.deepEqual(world.signIn.target, {
      method: "ownClient",
      clientId: "mine",
      tenant: tenantId,
    });
  });
});
