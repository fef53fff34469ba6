import assert from "node:assert/strict";
import type { SignInMethodId } from "../../../../src/core/management/signInMethod";
import {
  rememberDirectory,
  signInTarget,
  withDirectory,
  withMethod,
} from "../../../../src/core/management/signInTarget";
import {
  emptyState,
  type KnownDirectory,
  type StoredState,
} from "../../../../src/core/storedState";

const contoso = "11111111-1111-4111-8111-111111111111";
const fabrikam = "22222222-2222-4222-8222-222222222222";
const clientId = "6731de76-14a6-49ae-97bc-6eba6914391e";
const noSettings = { clientId: undefined, tenant: undefined };

function directory(facts: Partial<KnownDirectory> = {}): KnownDirectory {
  return {
    cloudId: "global",
    tenantId: contoso,
    displayName: "Contoso",
    defaultDomain: "contoso.com",
    accountLabel: "ada@contoso.com",
    signInMethod: "azureCli",
    usedAt: "2026-11-21T12:00:00Z",
    clientId: "",
    ...facts,
  };
}

const method = (state: StoredState, settings = noSettings as Parameters<typeof signInTarget>[2]) =>
  signInTarget(state, "global", settings).method;

describe("how and where to sign in", () => {
  it("follows the settings where nothing was chosen", () => {
    assert.deepEqual(signInTarget(emptyState, "global", noSettings), {
      method: "editorClient",
      ...noSettings,
    });
    const settings = { clientId, tenant: "contoso.com" };
    assert.deepEqual(signInTarget(emptyState, "global", settings), {
      method: "ownClient",
      ...settings,
    });
  });

  it("is remembered for each directory, by id and by domain, in any letter case", () => {
    const state = {
      ...emptyState,
      directories: [
        directory(),
        directory({ tenantId: fabrikam, signInMethod: "browser", defaultDomain: undefined }),
      ],
    };
    const at = (tenant: string): SignInMethodId => method(state, { clientId: undefined, tenant });
    assert.equal(at(contoso), "azureCli");
    assert.equal(at("Contoso.COM"), "azureCli");
    assert.equal(at(fabrikam.toUpperCase()), "browser");
    assert.equal(at("unknown.test"), "editorClient");
  });

  it("is the default in a directory that is new", () => {
    const state = withMethod(emptyState, "global", noSettings, "deviceCode");
    assert.equal(method(state), "deviceCode");
    assert.equal(method(state, { clientId: undefined, tenant: "new.test" }), "deviceCode");
  });

  it("changes what is remembered of the directory in use, and of no other", () => {
    const before = {
      ...emptyState,
      directories: [directory(), directory({ tenantId: fabrikam, defaultDomain: undefined })],
    };
    const settings = { clientId: undefined, tenant: contoso };
    const state = withMethod(before, "global", settings, "browser");
    assert.deepEqual(
      state.directories.map(({ signInMethod }) => signInMethod),
      ["browser", "azureCli"],
    );
  });

  it("a client ID that is entered or removed afterwards wins over what was chosen before", () => {
    const state = withMethod(
      { ...emptyState, directories: [directory()] },
      "global",
      { clientId: undefined, tenant: contoso },
      "azureCli",
    );
    assert.equal(method(state, { clientId, tenant: contoso }), "ownClient");
    assert.equal(method(state, { clientId, tenant: undefined }), "ownClient");
    assert.equal(method(state, { clientId: undefined, tenant: contoso }), "azureCli");
  });

  it("one's own client ID is not used when there is none any more", () => {
    const state = {
      ...emptyState,
      management: { method: { id: "ownClient", clientIdWas: "" } },
    };
    assert.equal(method(state), "editorClient");
  });

  it("a method nobody knows, from another version, is passed over", () => {
    const state = {
      ...emptyState,
      management: { method: { id: "carrier pigeon", clientIdWas: "" } },
    };
    assert.equal(method(state), "editorClient");
  });

  it("a chosen directory holds until the setting is changed, and in its own cloud", () => {
    const state = withDirectory(
      emptyState,
      "global",
      { ...noSettings, tenant: "old.test" },
      fabrikam,
    );
    const tenant = (setting: string | undefined, cloud: "global" | "china" = "global") =>
      signInTarget(state, cloud, { ...noSettings, tenant: setting }).tenant;
    assert.equal(tenant("old.test"), fabrikam);
    assert.equal(tenant("new.test"), "new.test");
    assert.equal(tenant(undefined), undefined);
    assert.equal(tenant("old.test", "china"), "old.test");
  });
});

describe("remembered directories", () => {
  it("stand in the order of use, and keep the name that is not told again", () => {
    const { displayName: _name, defaultDomain: _domain, ...seen } = directory();
    const first = { ...emptyState, directories: [directory({ tenantId: fabrikam }), directory()] };
    const state = rememberDirectory(first, { ...seen, signInMethod: "browser" });
    assert.deepEqual(
      state.directories.map(({ tenantId, displayName, signInMethod }) => [
        tenantId,
        displayName,
        signInMethod,
      ]),
      [
        [contoso, "Contoso", "browser"],
        [fabrikam, "Contoso", "azureCli"],
      ],
    );
  });

  it("are at most twenty", () => {
    const state = Array.from({ length: 30 }, (_, n) =>
      directory({ tenantId: `tenant-${n}` }),
    ).reduce(rememberDirectory, emptyState);
    assert.equal(state.directories.length, 20);
    assert.equal(state.directories[0]?.tenantId, "tenant-29");
  });
});
