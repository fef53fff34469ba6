import assert from "node:assert/strict";
import type { TokenOwners } from "../../src/core/ports";
import { tokenCacheKey } from "../../src/core/secretKeys";
import { mergeCaches } from "../../src/platform/node/msal/tokenCacheEntry";
import { TokenEntries } from "../../src/platform/node/msal/tokenEntries";
import { MsalCachePlugin, type SerializableCache } from "../../src/platform/node/msalCachePlugin";
import { MemoryLog, MemorySecrets } from "./support/fakes";

const account = "uid.utid";
const tokens = { clientId: "client", homeAccountId: account };

/** A cache with one refresh token; undefined = with none. */
function cacheWith(secret: string | undefined, more: Record<string, string> = {}) {
  return {
    AppMetadata: {},
    Account: { a: { home_account_id: account } },
    RefreshToken: secret === undefined ? {} : { r: { home_account_id: account, secret } },
    AccessToken: Object.fromEntries(
      Object.entries(more).map(([key, value]) => [
        key,
        { home_account_id: account, secret: value },
      ]),
    ),
  };
}

/** The same after so many refreshes. */
const refreshed = (secret: string, count: number) => ({
  ...cacheWith(secret),
  EntraMail: { refreshes: { count } },
});

/** What MSAL holds in memory. */
function memory(content: unknown): SerializableCache {
  return { serialize: () => JSON.stringify(content), deserialize: () => undefined };
}

describe("token cache", () => {
  describe("merging two changes", () => {
    const cases: readonly (readonly [
      name: string,
      base: string | undefined,
      mine: string | undefined,
      theirs: string | undefined,
      merged: string | undefined,
    ])[] = [
      ["nothing changed", "old", "old", "old", "old"],
      ["changed here", "old", "new", "old", "new"],
      ["changed there", "old", "old", "new", "new"],
      ["changed in both", "old", "mine", "theirs", "mine"],
      ["gone here", "old", undefined, "old", undefined],
      ["gone here, changed there", "old", undefined, "new", "new"],
      ["gone there", "old", "old", undefined, undefined],
      ["gone in both", "old", undefined, undefined, undefined],
      ["came there", undefined, undefined, "new", "new"],
      ["came here", undefined, "new", undefined, "new"],
    ];
    for (const [name, base, mine, theirs, merged] of cases) {
      it(`${name}: ${merged ?? "none"}`, () => {
        assert.deepEqual(
          mergeCaches(cacheWith(base), cacheWith(mine), cacheWith(theirs)),
          cacheWith(merged),
        );
      });
    }
  });

  describe("in the secret store", () => {
    const key = tokenCacheKey(tokens);
    let secrets: MemorySecrets;
    let plugin: MsalCachePlugin;
    const store = (content: unknown): unknown => secrets.entries.set(key, JSON.stringify(content));
    const stored = (): unknown => JSON.parse(secrets.entries.get(key) ?? "null");

    beforeEach(async () => {
      secrets = new MemorySecrets();
      plugin = new MsalCachePlugin(
        "client",
        new TokenEntries({ secrets, cacheKey: tokenCacheKey, log: new MemoryLog() }),
      );
      store(cacheWith("old"));
      await plugin.open(tokens);
      await plugin.beforeCacheAccess({ tokenCache: memory({}) });
    });

    it("a refused refresh token does not take along the one another window got", async () => {
      store(cacheWith("theirs"));
      await plugin.persist(memory(cacheWith(undefined)));
      assert.deepEqual(stored(), cacheWith("theirs"));
      assert.equal(await plugin.renewedElsewhere(), true);
    });

    it("a refused refresh token that nobody replaced is forgotten", async () => {
      await plugin.persist(memory(cacheWith(undefined)));
      assert.deepEqual(stored(), cacheWith(undefined));
    });

    it("a second write does not bring back what another window replaced before the first", async () => {
      store(cacheWith("theirs"));
      await plugin.persist(memory(cacheWith("old", { first: "1" })));
      await plugin.persist(memory(cacheWith("old", { first: "1", second: "2" })));
      assert.deepEqual(stored(), cacheWith("theirs", { first: "1", second: "2" }));
    });
  });

  describe("in two windows", () => {
    const key = tokenCacheKey(tokens);
    let secrets: MemorySecrets;
    let used: boolean;
    let timers: (() => void)[];
    let told: readonly unknown[];
    const owners: TokenOwners = {
      onDidChange: () => ({ dispose: () => undefined }),
      inUse: () => used,
      stopped: () => Promise.resolve(),
      work: (...call) => Promise.resolve(void (told = call)),
    };
    const open = (): TokenEntries =>
      new TokenEntries({
        secrets,
        cacheKey: tokenCacheKey,
        owners,
        log: new MemoryLog(),
        later: (work) => void timers.push(work),
      });
    const stored = (): unknown => JSON.parse(secrets.entries.get(key) ?? "null");
    const settled = async (): Promise<void> => {
      for (const work of timers.splice(0)) work();
      await new Promise((resolve) => setImmediate(resolve));
    };

    beforeEach(() => {
      secrets = new MemorySecrets();
      used = true;
      timers = [];
      told = [];
      secrets.entries.set(key, JSON.stringify(cacheWith("old")));
    });

    it("a refresh counts up, and another token does not", async () => {
      const entries = open();
      const base = await entries.change(tokens, cacheWith("old"), cacheWith("new"));
      assert.deepEqual(stored(), refreshed("new", 1));
      await entries.change(tokens, base, { ...base, ...cacheWith("new", { more: "1" }) });
      assert.deepEqual(stored(), { ...refreshed("new", 1), ...cacheWith("new", { more: "1" }) });
    });

    it("the newest refresh token is put back where another window wrote an older one", async () => {
      await open().change(tokens, cacheWith("old"), cacheWith("new"));
      secrets.entries.set(key, JSON.stringify(cacheWith("old", { graph: "1" })));
      secrets.changed.fire(key);
      await settled();
      assert.deepEqual(stored(), { ...refreshed("new", 1), ...cacheWith("new", { graph: "1" }) });
      assert.deepEqual(told, [tokens, 1]);
    });

    it("a newer one of another window stays", async () => {
      await open().change(tokens, cacheWith("old"), cacheWith("new"));
      secrets.entries.set(key, JSON.stringify(refreshed("theirs", 2)));
      secrets.changed.fire(key);
      await settled();
      assert.deepEqual(stored(), refreshed("theirs", 2));
    });

    it("what was signed out is neither written nor put back", async () => {
      const entries = open();
      await entries.change(tokens, cacheWith("old"), cacheWith("new"));
      secrets.entries.delete(key);
      secrets.changed.fire(key);
      await settled();
      await entries.change(tokens, cacheWith("new"), cacheWith("newer"));
      assert.equal(stored(), null);
    });

    it("what was written while its mailbox went is removed once that has settled", async () => {
      const entries = open();
      used = false;
      await entries.change(tokens, cacheWith("old"), cacheWith("new"));
      assert.notEqual(stored(), null);
      await settled();
      assert.equal(stored(), null);
    });

    it("a mailbox that was only overwritten for a moment keeps its tokens", async () => {
      const entries = open();
      used = false;
      await entries.change(tokens, cacheWith("old"), cacheWith("new"));
      used = true;
      await settled();
      assert.deepEqual(stored(), refreshed("new", 1));
    });

    it("a sign-in without a mailbox leaves nothing behind, and one with a mailbox stays", async () => {
      for (const [is, left] of [
        [true, cacheWith("new")],
        [false, null],
      ] as const) {
        secrets.entries.clear();
        used = is;
        await open().begin(tokens, cacheWith("new"));
        await settled();
        await settled();
        assert.deepEqual(stored(), left);
      }
    });

    for (const text of ["garbage", "[]", '{"format":2,"tokens":"…"}']) {
      it(`leaves alone what it does not understand: ${text}`, async () => {
        secrets.entries.set(key, text);
        await open().change(tokens, cacheWith("old"), cacheWith("new"));
        assert.equal(secrets.entries.get(key), text);
      });
    }
  });
});
