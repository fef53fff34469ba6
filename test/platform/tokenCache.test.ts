import assert from "node:assert/strict";
import { SerialQueue } from "../../src/base/async";
import { tokenCacheKey } from "../../src/core/secretKeys";
import { mergeCaches } from "../../src/platform/node/msal/tokenCacheEntry";
import { MsalCachePlugin, type SerializableCache } from "../../src/platform/node/msalCachePlugin";
import { MemorySecrets } from "./support/fakes";

const account = "uid.utid";

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
    const key = tokenCacheKey("client", account);
    let secrets: MemorySecrets;
    let plugin: MsalCachePlugin;
    const store = (content: unknown): unknown => secrets.entries.set(key, JSON.stringify(content));
    const stored = (): unknown => JSON.parse(secrets.entries.get(key) ?? "null");

    beforeEach(async () => {
      secrets = new MemorySecrets();
      plugin = new MsalCachePlugin("client", secrets, new SerialQueue());
      store(cacheWith("old"));
      await plugin.open(account);
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
});
