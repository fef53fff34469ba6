import assert from "node:assert/strict";
import { aadstsCode, aadstsEntries, explainOAuthError } from "../../../../src/core/oauth/aadsts";
import { oauthErrors } from "../../../../src/core/oauth/aadsts/oauthErrors";

/** Every code people meet when they set up mail, by what they were collected for. */
const collected = [
  50011, 500113, 900971, 500112, 700016, 70001, 50194, 9002332, 90130, 90124, 50020, 16000, 50034,
  500208, 500207, 500202, 65001, 65004, 90094, 90095, 90093, 65002, 650056, 650057, 65005, 650052,
  65006, 50105, 7000112, 700054, 70005, 90002, 90019, 50059, 90023, 9002313, 900144, 70011, 28000,
  28003, 700022, 7000218, 700025, 7000215, 70002, 7000222, 700027, 700030, 50012, 54005, 70000,
  70008, 501481, 50147, 700005, 7000012, 9002326, 9002327, 700084, 700082, 50173, 50132, 50133,
  70043, 53003, 53000, 53001, 530032, 530035, 50131, 50076, 50079, 50074, 50126, 9001023, 70016,
  70018, 70019,
];

const unrecognised = explainOAuthError(undefined, undefined).title;

describe("the table of AADSTS codes", () => {
  it("explains every collected code", () => {
    const missing = collected.filter(
      (code) => explainOAuthError(undefined, code).title === unrecognised,
    );
    assert.deepEqual(missing, []);
  });

  it("has each code once", () => {
    const codes = aadstsEntries.flatMap((entry) => entry.codes);
    assert.deepEqual(
      codes.filter((code, index) => codes.indexOf(code) !== index),
      [],
    );
  });

  it("has words in the tone of the product for each entry", () => {
    for (const { title, explanation } of [...aadstsEntries, ...Object.values(oauthErrors)]) {
      assert.match(title.text, /^[A-Z].*\.$/s);
      assert.match(explanation.text, /^[A-Z].*\.$/s);
      assert.doesNotMatch(title.text + explanation.text, /!|something went wrong/i);
      assert.ok(title.text.length <= 80, title.text);
    }
  });

  it("adds the link to Microsoft's own page", () => {
    assert.deepEqual(explainOAuthError("invalid_grant", 65001).actions.at(-1), {
      kind: "openLink",
      title: { text: "Look Up AADSTS{0}", values: [65001] },
      url: "https://login.microsoftonline.com/error?code=65001",
    });
  });
});

describe("a client secret that is refused", () => {
  const rows: readonly (readonly [number, string])[] = [
    [7000215, "entraMail.storeClientSecret"],
    [7000222, "entraMail.rotateClientSecret"],
  ];

  for (const [code, command] of rows) {
    it(`leads on to a right one: AADSTS${code}`, () => {
      const [first] = explainOAuthError("invalid_client", code).actions;
      assert.equal(first?.kind === "runCommand" && first.command, command);
    });
  }
});

describe("a code the table does not know", () => {
  it("is explained by the error field", () => {
    const { title, actions } = explainOAuthError("invalid_grant", 99999);
    assert.equal(title, oauthErrors["invalid_grant"]?.title);
    assert.deepEqual(
      actions.map(({ kind }) => kind),
      ["signInMailbox", "openLink"],
    );
  });

  for (const error of [undefined, "never_heard_of", "__proto__", "constructor"]) {
    it(`and an error field ${error} still has words`, () => {
      assert.equal(explainOAuthError(error, 99999).title.text, "Microsoft refused the sign-in.");
    });
  }
});

describe("the number in a text", () => {
  const rows: readonly (readonly [string | number | boolean | undefined, number | undefined])[] = [
    [65001, 65001],
    ["65001", 65001],
    ["AADSTS7000218: The request body must contain", 7000218],
    ["invalid_grant: AADSTS50173", 50173],
    ["no code", undefined],
    ["12", undefined],
    ["AADSTS12345678901", undefined],
    [Number.NaN, undefined],
    [-1, undefined],
    [true, undefined],
    [undefined, undefined],
  ];
  for (const [text, code] of rows) {
    it(`of ${JSON.stringify(text)} is ${code}`, () => assert.equal(aadstsCode(text), code));
  }
});
