import assert from "node:assert/strict";
import { mock } from "node:test";
import type * as vscode from "vscode";
import type { Failure } from "../../../src/core/failure";
import { clientSecretKey, tokenCacheKey } from "../../../src/core/secretKeys";
import { EditorSecretStore } from "../../../src/platform/vscode/secretStore";

const cache = JSON.stringify({
  Account: { a: { home_account_id: "u.t", username: "ada@contoso.test" } },
  IdToken: { i: { secret: "id-token-canary" } },
  AccessToken: { t: { secret: "access-token-canary", target: "https://outlook.office.com" } },
  RefreshToken: { r: { secret: "refresh-token-canary" } },
  AppMetadata: {},
});
const ignore = (): void => undefined;

const cacheKey = tokenCacheKey({ clientId: "client", homeAccountId: "u.t" });

describe("what the secret store tells the log to hide", () => {
  let entries: Map<string, string>;
  let hidden: string[];
  let open: () => EditorSecretStore;

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
    const hide = (value: string): number => hidden.push(value);
    open = () => new EditorSecretStore({ storage, hide, log, digest: (value) => value });
  });

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
    it(`${name}, when written and when another window reads it`, async () => {
      const [writer, reader] = [open(), open()];
      await writer.set(key, value);
      assert.deepEqual(hidden, hides);
      hidden.length = 0;
      await reader.get(key);
      assert.deepEqual(hidden, hides);
      writer.dispose();
      reader.dispose();
    });
  }
});

describe("what the secret store keeps", () => {
  let entries: Map<string, string>;
  let warnings: string[];
  let store: EditorSecretStore;
  /** What becomes of a value on its way into the store. */
  let keep: (key: string, value: string) => void;

  beforeEach(() => {
    entries = new Map();
    warnings = [];
    keep = (key, value) => void entries.set(key, value);
    store = new EditorSecretStore({
      storage: {
        keys: () => Promise.resolve([...entries.keys()]),
        get: (key) => Promise.resolve(entries.get(key)),
        store: (key, value) => Promise.resolve(keep(key, value)),
        delete: (key) => Promise.resolve(void entries.delete(key)),
        onDidChange: () => ({ dispose: ignore }),
      },
      hide: ignore,
      log: { debug: ignore, info: ignore, warn: (text) => warnings.push(text), error: ignore },
      digest: (value) => `digest of ${value}`,
    });
  });
  afterEach(() => store.dispose());

  const kibibyte = 1024;

  it("warns of a value over 64 KiB, and refuses one over 256 KiB", async () => {
    await store.set("key", "x".repeat(64 * kibibyte));
    assert.deepEqual(warnings, []);
    await store.set("key", "x".repeat(64 * kibibyte + 1));
    assert.deepEqual(warnings, ["A stored secret has 65537 bytes."]);
    await store.set("key", "x".repeat(256 * kibibyte));
    await assert.rejects(store.set("key", "x".repeat(256 * kibibyte + 1)), {
      code: "secret.notKept",
    });
    assert.equal(entries.get("key")?.length, 256 * kibibyte);
  });

  it("tells of a change when it is first seen, by whichever way", async () => {
    const changes: string[] = [];
    store.onDidChange((key) => changes.push(key));
    entries.set("key", "first");
    await store.get("key");
    assert.deepEqual(changes, []);
    entries.set("key", "theirs");
    await store.get("key");
    await store.get("key");
    entries.delete("key");
    await store.get("key");
    assert.deepEqual(changes, ["key", "key"]);
  });

  it("says so when nothing was written", async () => {
    keep = () => undefined;
    await assert.rejects(store.set("key", "new"), { code: "secret.notKept" });
    entries.set("key", "old");
    await store.get("key");
    await assert.rejects(store.set("key", "new"), { code: "secret.notKept" });
  });

  it("does not take what another window did at the same time for that", async () => {
    await store.set("key", "old");
    keep = (key) => void entries.set(key, "theirs");
    await store.set("key", "mine");
    assert.equal(await store.get("key"), "theirs");
    keep = (key) => void entries.delete(key);
    await store.set("key", "mine");
    assert.equal(await store.get("key"), undefined);
  });

  it("waits longer for a value to be written than for one to be read", async () => {
    const silent = new EditorSecretStore({
      storage: {
        keys: never,
        get: never,
        store: never,
        delete: never,
        onDidChange: () => ({ dispose: ignore }),
      },
      hide: ignore,
      log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
      digest: (value) => value,
    });
    mock.timers.enable({ apis: ["setTimeout"] });
    try {
      const ended: string[] = [];
      const read = silent.get("key").catch((error: Failure) => ended.push(`read ${error.code}`));
      const written = silent
        .set("key", "value")
        .catch((error: Failure) =>
          ended.push(`write ${error.code} ${String(error.facts["reason"])}`),
        );
      mock.timers.tick(3_000);
      await read;
      assert.deepEqual(ended, ["read secret.unreadable"]);
      mock.timers.tick(7_000);
      await written;
      assert.deepEqual(ended, ["read secret.unreadable", "write secret.notKept timeout"]);
    } finally {
      mock.timers.reset();
      silent.dispose();
    }
  });
});

const never = (): Promise<never> => new Promise(ignore);
