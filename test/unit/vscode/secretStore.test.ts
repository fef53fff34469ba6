import assert from "node:assert/strict";
import type * as vscode from "vscode";
import { clientSecretKey, tokenCacheKey } from "../../../src/core/secretKeys";
import { EditorSecretStore } from "../../../src/platform/vscode/secretStore";

const cache = JSON.stringify({
  Account: { a: { home_account_id: "u.t", username: "ada@contoso.test" } },
  IdToken: { i: { secret: "id-token-canary" } },
  AccessToken: { t: { secret: "access-token-canary", target: "https://outlook.office.com" } },
  RefreshToken: { r: { secret: "refresh-token-canary" } },
  AppMetadata: {},
});
const cacheKey = tokenCacheKey("client", "u.t");

describe("what the secret store tells the log to hide", () => {
  let entries: Map<string, string>;
  let hidden: string[];
  let store: EditorSecretStore;

  beforeEach(() => {
    entries = new Map();
    hidden = [];
    const storage: vscode.SecretStorage = {
      keys: () => Promise.resolve([...entries.keys()]),
      get: (key) => Promise.resolve(entries.get(key)),
      store: (key, value) => Promise.resolve(void entries.set(key, value)),
      delete: (key) => Promise.resolve(void entries.delete(key)),
      onDidChange: () => ({ dispose: () => undefined }),
    };
    const log = {
      debug: () => undefined,
      info: () => undefined,
      warn: () => undefined,
      error: () => undefined,
    };
    store = new EditorSecretStore({ storage, hide: (value) => hidden.push(value), log });
  });
  afterEach(() => store.dispose());

  const cases: readonly (readonly [
    name: string,
    key: string,
    value: string,
    hides: readonly string[],
  ])[] = [
    ["a client secret whole", clientSecretKey("app", "k"), "abc8Q~canary", ["abc8Q~canary"]],
    [
      "each token of a token cache",
      cacheKey,
      cache,
      ["id-token-canary", "access-token-canary", "refresh-token-canary"],
    ],
    ["a token cache that is cut off whole", cacheKey, cache.slice(0, 90), [cache.slice(0, 90)]],
    ["nothing of an empty token cache", cacheKey, "{}", []],
  ];
  for (const [name, key, value, hides] of cases) {
    it(`${name}, when written and when read`, async () => {
      await store.set(key, value);
      assert.deepEqual(hidden, hides);
      hidden.length = 0;
      await store.get(key);
      assert.deepEqual(hidden, hides);
    });
  }
});
