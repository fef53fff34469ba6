import assert from "node:assert/strict";
import { renderMessage } from "../../../../src/base/message";
import { checkSecretEnd, endOfDay } from "../../../../src/core/registration/secretEnd";
import { checkSecretValue } from "../../../../src/core/registration/secretValue";

const keyId = "2a1c5f60-8d0c-4f0e-9a52-1f0f3f5f9a11";
const facts = { keyId, displayName: "jira", hint: "abc", endDateTime: "2027-01-01T00:00:00Z" };
const value = "abc8Q~0123456789.0123456789_012345678901";

const said = (text: string, hint = "abc"): string | undefined => {
  const problem = checkSecretValue(text, { ...facts, hint });
  return problem && renderMessage(problem);
};

describe("a pasted secret", () => {
  it("is taken when it begins as the directory says", () => {
    assert.equal(said(value), undefined);
    assert.equal(said(`  ${value}\n`), undefined);
    assert.equal(said(value, ""), undefined);
  });

  it("is recognised as the id of the secret", () => {
    assert.match(said(keyId) ?? "", /id of the secret.*shown only once/);
    assert.match(said(keyId.toUpperCase()) ?? "", /id of the secret/);
  });

  it("is recognised as the id of something else", () => {
    assert.match(said("6731de76-14a6-49ae-97bc-6eba6914391e") ?? "", /This is an id/);
  });

  it("is another one when its first characters differ", () => {
    assert.match(said(`x${value.slice(1)}`) ?? "", /begins with abc/);
    assert.match(said(value.replace("abc", "ABC")) ?? "", /begins with abc/);
  });

  const refused: readonly (readonly [string, string])[] = [
    ["nothing", "   "],
    ["a line break inside", `abc8Q~0123456789\n0123456789`],
    ["a direction override", `abc\u202e8Q~01234567890123456789`],
    ["a cut value", "abc8Q~012"],
    ["a whole configuration file", value.repeat(3)],
  ];
  for (const [what, text] of refused) {
    it(`is not ${what}, and the sentence does not repeat it`, () => {
      const sentence = said(text);
      assert.ok(sentence !== undefined);
      assert.ok(!sentence.includes("8Q~"), sentence);
    });
  }
});

describe("the last day of a secret", () => {
  const now = new Date("2026-11-21T12:00:00Z");
  const rows: readonly (readonly [string, boolean])[] = [
    ["2026-11-21", true],
    ["2026-11-20", false],
    ["2027-02-28", true],
    ["2027-02-29", false],
    ["2028-02-29", true],
    ["2028-11-20", true],
    ["2028-11-21", false],
    ["9999-12-31", false],
    ["21.11.2027", false],
    ["2027-1-1", false],
    ["", false],
    ["2027-01-01T00:00:00Z", false],
  ];
  for (const [day, fine] of rows) {
    it(`${fine ? "may" : "may not"} be "${day}"`, () => {
      assert.equal(checkSecretEnd(day, now) === undefined, fine);
    });
  }

  it("counts to its end in UTC", () => {
    assert.equal(endOfDay("2027-02-28").toISOString(), "2027-02-28T23:59:59.000Z");
  });
});
