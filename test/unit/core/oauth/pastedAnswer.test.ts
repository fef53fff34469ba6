import assert from "node:assert/strict";
import * as fc from "fast-check";
import { pasteWords } from "../../../../src/core/oauth/pasteWords";
import {
  type AwaitedAnswer,
  type PastedAnswer,
  type PasteProblem,
  readPastedAnswer,
} from "../../../../src/core/oauth/pastedAnswer";

const nativeClient = "https://login.microsoftonline.com/common/oauth2/nativeclient";
const state = "p5s2-state_of-this-login-AAAAAAAAAAAAAAAAAAA";
const code = "1.AXkAabc-DEF_ghi.AgABBAIAAADnfolhJpSnRYB1SVj-Hgd8";
const awaited: AwaitedAnswer = {
  state,
  redirectUri: nativeClient,
  loginHost: "login.microsoftonline.com",
  issuerHost: "login.microsoftonline.com",
};
const session = "session_state=00112233-4455-6677-8899-aabbccddeeff";

const read = (text: string, more: Partial<AwaitedAnswer> = {}): PastedAnswer =>
  readPastedAnswer(text, { ...awaited, ...more });
const byState = { kind: "code", code, clientInfo: undefined, boundBy: "state" } as const;
const byPkce = { ...byState, boundBy: "pkce" } as const;

describe("a pasted answer", () => {
  const whole = `${nativeClient}?code=${code}&state=${state}&${session}`;

  describe("is taken", () => {
    const rows: readonly [what: string, text: string, PastedAnswer][] = [
      ["as the whole address", whole, byState],
      ["with a fragment behind it", `${whole}#`, byState],
      ["as a fragment", `${nativeClient}#code=${code}&state=${state}`, byState],
      ["with its question mark", `?code=${code}&state=${state}`, byState],
      ["as the query", `code=${code}&state=${state}&${session}`, byState],
      ["with the state before the code", `state=${state}&code=${code}`, byState],
      ["as the code alone", code, byPkce],
      ["as the code with what follows it", `${code}&${session}`, byPkce],
      ["as the code with the state", `${code}&state=${state}`, byState],
      ["up to the session state, as guides say", `code=${code}&session_state`, byPkce],
      ["with the code twice, the same", `${whole}&code=${code}`, byState],
      ["broken into lines", `${whole.slice(0, 40)}\r\n  ${whole.slice(40)}\n`, byState],
      ["with marks nobody sees", `\uFEFF\u200E${whole}\u202C\u200B`, byState],
      ["in quotes", `"${whole}"`, byState],
      ["in angle brackets", `<${whole}>`, byState],
      [
        "with the client information",
        `${whole}&client_info=eyJ1aWQi`,
        { ...byState, clientInfo: "eyJ1aWQi" },
      ],
      [
        "with the issuer",
        `${whole}&iss=https%3A%2F%2Flogin.microsoftonline.com%2Fx%2Fv2.0`,
        byState,
      ],
      [
        "as a code of a personal account",
        "M.C559_BAY.2.U.0a1b2c3d-0000-1111-2222-333344445555",
        { ...byPkce, code: "M.C559_BAY.2.U.0a1b2c3d-0000-1111-2222-333344445555" },
      ],
      [
        "as a code whose characters are escaped",
        "M.C559_BAY.2.U.*%24abcdefghijklmno%21",
        { ...byPkce, code: "M.C559_BAY.2.U.*$abcdefghijklmno!" },
      ],
    ];
    for (const [what, text, expected] of rows) {
      it(what, () => assert.deepEqual(read(text), expected));
    }

    it("from a loopback address at any port, with the slash that browsers add", () => {
      const text = `http://localhost:8080/?code=${code}&state=${state}`;
      assert.deepEqual(read(text, { redirectUri: "http://localhost" }), byState);
    });

    it("from the callback of a product", () => {
      const redirectUri = "https://jira.contoso.test/plugins/servlet/oauth2/callback";
      assert.deepEqual(
        read(`${redirectUri}?code=${code}&state=${state}`, { redirectUri }),
        byState,
      );
    });
  });

  describe("is sent back with the reason", () => {
    const rows: readonly [what: string, text: string, PasteProblem][] = [
      ["nothing", " \r\n\t", "empty"],
      ["only marks nobody sees", "\uFEFF\u200E", "empty"],
      ["a text without an answer", "hello", "noAnswer"],
      ["a page of the same place without an answer", nativeClient, "noAnswer"],
      [
        "the sign-in page itself",
        "https://login.microsoftonline.com/common/oauth2/v2.0/authorize?client_id=x&state=y",
        "startPage",
      ],
      ["another page", `https://example.com/?code=${code}&state=${state}`, "otherPlace"],
      ["another path", `${nativeClient}/x?code=${code}&state=${state}`, "otherPlace"],
      [
        "a host that only begins alike",
        `https://login.microsoftonline.com.evil.test/common/oauth2/nativeclient?code=${code}&state=${state}`,
        "otherPlace",
      ],
      [
        "a user name in front of the host",
        `https://login.microsoftonline.com@login.microsoftonline.com/common/oauth2/nativeclient?code=${code}`,
        "otherPlace",
      ],
      ["the answer to another sign-in", `${nativeClient}?code=${code}&state=other`, "otherSignIn"],
      ["a refusal of another sign-in", `${nativeClient}?error=x&state=other`, "otherSignIn"],
      ["another issuer", `${whole}&iss=https%3A%2F%2Fevil.test`, "otherIssuer"],
      ["two codes", `${whole}&code=${code}x`, "ambiguous"],
      ["two states", `${whole}&state=${state}x`, "ambiguous"],
      ["a code and an error", `${whole}&error=access_denied`, "ambiguous"],
      ["an address with dots for its end", `${nativeClient}?code=${code.slice(0, 30)}…`, "cutOff"],
      ["a state that was cut off", whole.slice(0, whole.indexOf(state) + 9), "cutOff"],
      ["the source of the page", `<html><form><input name="code" value="${code}">`, "pageSource"],
      ["a device code", "ABCD-EFGH", "noAnswer"],
      ["a client secret's id", "0a1b2c3d", "noAnswer"],
    ];
    for (const [what, text, expected] of rows) {
      it(what, () => assert.deepEqual(read(text), { kind: "problem", problem: expected }));
    }

    it("with words for each reason", () => {
      for (const [, , reason] of rows) assert.ok(pasteWords[reason].text.length > 0);
    });
  });

  describe("ends the sign-in with Microsoft's reason", () => {
    it("for an error in the address", () => {
      const text = `${nativeClient}?error=access_denied&error_subcode=cancel&error_description=AADSTS65004%3a+User+declined&state=${state}`;
      assert.deepEqual(read(text), {
        kind: "refusal",
        error: "access_denied",
        description: "AADSTS65004: User declined",
        suberror: "cancel",
      });
    });

    it("for the words of an error page, which has no address of its own", () => {
      const answer = read(
        "Sorry, but we’re having trouble.\nAADSTS50011: The redirect URI does not",
      );
      assert.equal(answer.kind, "refusal");
      assert.match(answer.kind === "refusal" ? answer.description : "", /AADSTS50011/);
    });
  });

  describe("whatever is pasted", () => {
    const seeded = { seed: 20261121, numRuns: 500 };
    const piece = fc.oneof(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.constantFrom(
        "code=",
        "&state=",
        "&",
        "?",
        "#",
        "=",
        "%",
        "error=",
        code,
        state,
        nativeClient,
        "\r\n",
        "\uFEFF",
        "\u202E",
        "AADSTS50011",
        "<form",
        "http://",
      ),
    );
    const texts = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));

    it("never throws, and gives a code only whole and for this login", () => {
      fc.assert(
        fc.property(texts, (text) => {
          const answer = read(text);
          if (answer.kind !== "code") return true;
          assert.match(answer.code, /^[\w.!*$~%+/=-]{20,}$/);
          return (
            answer.boundBy === "pkce" || text.replaceAll(/\s|[\p{Cf}\p{Cc}]/gu, "").includes(state)
          );
        }),
        seeded,
      );
    });

    it("finds the answer again however it was broken on the way", () => {
      const breaks = fc.array(
        fc.tuple(fc.nat(whole.length), fc.constantFrom("\n", "\r\n", " ", "\u200F", "\uFEFF")),
        { maxLength: 8 },
      );
      fc.assert(
        fc.property(breaks, (marks) => {
          const places = marks.toSorted(([a], [b]) => b - a);
          let text = whole;
          for (const [at, mark] of places) text = text.slice(0, at) + mark + text.slice(at);
          assert.deepEqual(read(text), byState);
        }),
        seeded,
      );
    });

    it("is read at once when it is a megabyte", () => {
      const long = ["a", "&", "?", "%", "=", "\u200E", "<", "code=", "http://a?"].map((unit) =>
        unit.repeat(Math.ceil(1_000_000 / unit.length)),
      );
      for (const text of long) {
        for (const tried of [text, text.slice(0, 64 * 1024)]) {
          const started = performance.now();
          read(tried);
          assert.ok(performance.now() - started < 250, `${tried.slice(0, 9)} ${tried.length}`);
        }
      }
    });
  });
});
