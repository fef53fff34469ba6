import assert from "node:assert/strict";
import { maskAddresses } from "../../../src/platform/vscode/log";

describe("mail addresses in the log", () => {
  const cases: readonly [text: string, masked: string][] = [
    ["for ada@contoso.com.", "for a…@contoso.com."],
    ["<ada@contoso.com>, (bob@contoso.com)", "<a…@contoso.com>, (b…@contoso.com)"],
    ['{"user":"ada@contoso.com"}', '{"user":"a…@contoso.com"}'],
    ["'ada@contoso.com'", "'a…@contoso.com'"],
    ["[ada@contoso.com]", "[a…@contoso.com]"],
    ["o'brien@contoso.com", "o…@contoso.com"],
    ["ada_contoso.com#EXT#@fabrikam.onmicrosoft.com", "a…@fabrikam.onmicrosoft.com"],
    ["jürgen@contoso.com", "j…@contoso.com"],
    ["ada@bücher.example", "a…@bücher.example"],
    ["ada/b=c@contoso.com", "a…@contoso.com"],
    [`${"a".repeat(200)}@contoso.com`, "a…@contoso.com"],
    [
      "https://login.test/authorize?login_hint=ada%40contoso.com&x=1",
      "https://login.test/authorize?login_hint=a…%40contoso.com&x=1",
    ],
    ["ada%2Bmail%2540contoso.com", "a…%2540contoso.com"],
    ["ada_contoso.com%23EXT%23%40fabrikam.test", "a…%40fabrikam.test"],
    ["no address: a @ b, x@, @y.z", "no address: a @ b, x@, @y.z"],
  ];
  for (const [text, masked] of cases) {
    it(`${text.slice(0, 60)} → ${masked}`, () => {
      assert.equal(maskAddresses(text), masked);
    });
  }

  it("are looked for in one pass over a text that holds none", () => {
    for (const piece of ["a", "a.", "%40", "a%40a", "'", "@a.", "a@"]) {
      const before = performance.now();
      maskAddresses(piece.repeat(200_000));
      const took = performance.now() - before;
      assert.ok(took < 2_000, `${piece}: ${Math.round(took)} ms`);
    }
  });
});
