import assert from "node:assert/strict";
import { findLeaks } from "../../support/leaks";

const value = Array.from({ length: 300 }, (_, index) =>
  String.fromCharCode(33 + ((index * index * 7 + index * 31) % 93)),
).join("");
const credentials = [
  { name: "access_token", value },
  { name: "client_secret", value: "abc8Q~0123456789-_.~abcdefghijklmnop" },
];
const found = (text: string): string[] => findLeaks(credentials, [{ place: "here", text }]);

describe("the search for credentials", () => {
  const pieces: readonly [name: string, piece: string][] = [
    ["all", value],
    ["the beginning", value.slice(0, 30)],
    ["the end", value.slice(-30)],
    ["the middle", value.slice(120, 180)],
    ["the first third", value.slice(0, 100)],
  ];
  for (const [name, piece] of pieces) {
    for (const [form, text] of [
      ["as it is", piece],
      ["in a URL", encodeURIComponent(piece)],
      ["in JSON", JSON.stringify(piece)],
      ...["", "x", "xy"].flatMap((before) => [
        ["in Base64", Buffer.from(`${before}${piece} and more`).toString("base64")],
        ["in Base64url", Buffer.from(`${before}${piece} and more`).toString("base64url")],
      ]),
    ] as const) {
      it(`finds ${name} ${form}`, () => {
        assert.deepEqual(found(`before ${text} after`), ["access_token in here"]);
      });
    }
  }

  it("finds a short secret, and tells it from others", () => {
    assert.deepEqual(found("abc8Q~0123456789-_.~abcdefghijklmnop"), ["client_secret in here"]);
    assert.deepEqual(found("abc8Q~"), []);
    assert.deepEqual(found(""), []);
  });

  it("reads ten million characters with many credentials in a moment", () => {
    const many = Array.from({ length: 60 }, (_, index) => ({
      name: `token ${index}`,
      value: Buffer.from(`${index}${value}`).toString("base64"),
    }));
    const before = performance.now();
    assert.deepEqual(
      findLeaks(many, [{ place: "here", text: "The quick brown fox. ".repeat(500_000) }]),
      [],
    );
    const took = performance.now() - before;
    assert.ok(took < 3_000, `${Math.round(took)} ms`);
  });
});
