import assert from "node:assert/strict";
import type { JsonObject, JsonValue } from "../../../../src/core/json";
import {
  differences,
  sameJson,
  standsAs,
  valueAt,
} from "../../../../src/core/registration/sameJson";

type Value = JsonValue | undefined;

describe("two values of a manifest", () => {
  const same: readonly (readonly [Value, Value])[] = [
    [1, 1],
    ["a", "a"],
    [undefined, null],
    [null, ""],
    ["", []],
    [[], false],
    [false, undefined],
    [{}, null],
    [{ a: null, b: [] }, undefined],
    [
      ["a", "b"],
      ["b", "a"],
    ],
    [
      [
        { id: "1", type: "Scope" },
        { id: "2", type: "Role" },
      ],
      [
        { type: "Role", id: "2" },
        { id: "1", type: "Scope" },
      ],
    ],
    [{ a: 1, b: null }, { a: 1 }],
    [{ outer: [{ inner: ["y", "x"] }] }, { outer: [{ inner: ["x", "y"], more: "" }] }],
  ];
  for (const [a, b] of same) {
    it(`mean the same: ${JSON.stringify(a)} ${JSON.stringify(b)}`, () => {
      assert.ok(sameJson(a, b));
      assert.ok(sameJson(b, a));
    });
  }

  const different: readonly (readonly [Value, Value])[] = [
    [1, 2],
    [1, "1"],
    [0, null],
    [true, false],
    ["a", "A"],
    [["a"], ["a", "a"]],
    [
      ["a", "a", "b"],
      ["a", "b", "b"],
    ],
    [{ a: 1 }, { a: 1, b: 1 }],
    [{ a: [1] }, { a: 1 }],
    [{ a: {} }, ["a"]],
    [{ constructor: "x" }, {}],
    [{ toString: null }, { toString: "x" }],
  ];
  for (const [a, b] of different) {
    it(`differ: ${JSON.stringify(a)} ${JSON.stringify(b)}`, () => {
      assert.ok(!sameJson(a, b));
      assert.ok(!sameJson(b, a));
    });
  }
});

describe("what stands otherwise than expected", () => {
  const manifest: JsonObject = {
    displayName: "jira",
    notes: null,
    tags: ["b", "a"],
    web: { redirectUris: ["https://a.test"], homePageUrl: "https://home.test" },
    isFallbackPublicClient: null,
  };
  const rows: readonly (readonly [JsonObject, readonly string[]])[] = [
    [{}, []],
    [{ displayName: "jira", notes: "", tags: ["a", "b"] }, []],
    [{ isFallbackPublicClient: false }, []],
    [{ web: { redirectUris: ["https://a.test"] } }, []],
    [{ web: { redirectUris: [] }, notes: "x" }, ["web.redirectUris", "notes"]],
    [{ web: null }, ["web"]],
    [{ spa: { redirectUris: [] } }, []],
    [{ spa: { redirectUris: ["https://b.test"] } }, ["spa.redirectUris"]],
    [{ hasOwnProperty: "x" }, ["hasOwnProperty"]],
    [JSON.parse('{"__proto__": {"polluted": true}}') as JsonObject, ["__proto__.polluted"]],
  ];
  for (const [expected, names] of rows) {
    it(`${JSON.stringify(expected)}: ${names.join(", ") || "nothing"}`, () => {
      assert.deepEqual(differences(manifest, expected), names);
      assert.equal(standsAs(manifest, expected), names.length === 0);
    });
  }

  it("is everything where there is nothing", () => {
    assert.deepEqual(differences(undefined, { a: 1, b: null }), ["a"]);
  });

  it("finds values by their dotted names", () => {
    assert.deepEqual(valueAt(manifest, "web.redirectUris"), ["https://a.test"]);
    assert.equal(valueAt(manifest, "web.redirectUris.0"), undefined);
    assert.equal(valueAt(manifest, "constructor.name"), undefined);
  });
});
