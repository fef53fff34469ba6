import assert from "node:assert/strict";
import * as fc from "fast-check";
import {
  type TokenAnswer,
  formatAnswer,
  longestAnswer,
  parseAnswer,
} from "../../../../src/core/tokenCommand/answer";
import {
  type SignedRequest,
  formatRequest,
  longestRequest,
  parseRequest,
} from "../../../../src/core/tokenCommand/request";
import { formatRecord, parseRecord } from "../../../../src/core/tokenCommand/windowRecord";

const bytes = (text: string): Uint8Array => Buffer.from(text, "utf8");

const request: SignedRequest = {
  bearer: "b".repeat(43),
  address: "ada@contoso.test",
  protocol: "imap",
};
const good = formatRequest(request);

/** Seed and number of the runs are fixed: a failure is seen again by everybody. */
const often = { seed: 20_261_121, numRuns: 100_000 };

describe("a request of the token command", () => {
  it("is read as it was written", () => {
    assert.deepEqual(parseRequest(bytes(good)), request);
    for (const address of [
      '"a b"@contoso.test',
      "-rf@contoso.test",
      "ädä@contoso.test",
      "a'$(x)",
    ]) {
      const other = { ...request, address };
      assert.deepEqual(parseRequest(bytes(formatRequest(other))), other);
    }
  });

  const refused: Readonly<Record<string, string | Uint8Array>> = {
    "without its end": good.slice(0, -1),
    "with CR LF at its end": good.replace("\n", "\r\n"),
    "with two lines": `${good}${good}`,
    "with a line before it": `\n${good}`,
    "with NUL": good.replace("imap", "im\0ap"),
    "with an escaped CR": good.replace("ada@", "ada\\r@"),
    "with an escaped LF": good.replace("ada@", "ada\\n@"),
    "with an escaped NUL": good.replace("ada@", "ada\\u0000@"),
    "with a lone CR": good.replace("ada@", "ada\r@"),
    "with other escapes": good.replace("ada@", "\\u0061da@"),
    "with half a character pair": good.replace("ada@", "ada\\ud800@"),
    "with a space between members": good.replace(",", ", "),
    "with an unknown member": good.replace("}", ',"scope":"x"}'),
    "with __proto__": good.replace("}", ',"__proto__":{"protocol":"smtp"}}'),
    "with a member twice": good.replace('"protocol"', '"protocol":"smtp","protocol"'),
    "with members in another order": `{"v":1,"address":"a","bearer":"b","protocol":"imap"}\n`,
    "without a bearer": `{"v":1,"address":"ada@contoso.test","protocol":"imap"}\n`,
    "with an empty bearer": formatRequest({ ...request, bearer: "" }),
    "with an empty address": formatRequest({ ...request, address: "" }),
    "with an endless address": formatRequest({ ...request, address: "a".repeat(321) }),
    "with an unknown protocol": good.replace("imap", "nntp"),
    "with a protocol of every object": good.replace("imap", "toString"),
    "with a number for a text": good.replace('"imap"', "1"),
    "of another version": good.replace('"v":1', '"v":2'),
    "that is a list": `[${good.trim()}]\n`,
    "that is null": "null\n",
    "that is nothing": "\n",
    "with a byte order mark": `\ufeff${good}`,
    "that is no UTF-8": Buffer.from([0x7b, 0xff, 0x7d, 0x0a]),
    "that is too long": `${good.slice(0, -1)}${" ".repeat(longestRequest)}\n`,
  };
  for (const [what, line] of Object.entries(refused)) {
    it(`is refused ${what}`, () => {
      assert.equal(parseRequest(typeof line === "string" ? bytes(line) : line), undefined);
    });
  }

  it("is read or refused, whatever comes, and what is read means one thing", function () {
    this.timeout(60_000);
    let read = 0;
    fc.assert(
      fc.property(mutated(good), (line) => {
        const found = parseRequest(line);
        if (found === undefined) return;
        read += 1;
        assert.equal(Buffer.from(line).toString("utf8"), formatRequest(found));
        assert.doesNotMatch(found.address + found.bearer, /\p{Cc}/u);
      }),
      often,
    );
    assert.ok(read > 100, `only ${read} of the lines were requests`);
  });
});

describe("an answer of the token command", () => {
  const answers: readonly TokenAnswer[] = [
    { kind: "token", token: { accessToken: "abc", user: "ada", expiresAt: "2026-11-21" } },
    { kind: "token", token: { accessToken: "abc", user: "ada", expiresAt: undefined } },
    { kind: "refused", refusal: "notListed" },
  ];
  for (const answer of answers) {
    it(`is read as it was written: ${formatAnswer(answer).trim()}`, () => {
      assert.deepEqual(parseAnswer(bytes(formatAnswer(answer))), answer);
    });
  }

  for (const line of [
    '{"v":1,"refused":"constructor"}\n',
    '{"v":1,"refused":"notListed","token":"abc","user":"ada"}\n',
    '{"v":1,"token":"a\\nb","user":"ada"}\n',
    '{"v":1,"token":"","user":"ada"}\n',
    '{"v":1,"token":"abc","token":"def","user":"ada"}\n',
    '{"v":1,"token":"abc","user":"ada"}',
    "{}\n",
    `{"v":1,"token":"${"a".repeat(longestAnswer)}","user":"ada"}\n`,
  ]) {
    it(`is refused: ${line.slice(0, 60).trim()}`, () => {
      assert.equal(parseAnswer(bytes(line)), undefined);
    });
  }
});

describe("the record of a window", () => {
  const record = { socket: "/run/user/1000/x.sock", bearer: "b".repeat(43), startedAt: 12 };

  it("is read as it was written, and in no other way", () => {
    const text = formatRecord(record);
    assert.deepEqual(parseRecord(bytes(text)), record);
    for (const other of [text.trim(), text.replace("12", '"12"'), text.replace("/run", "\\n")]) {
      assert.equal(parseRecord(bytes(other)), undefined);
    }
  });
});

/** Lines near a good one: cut, doubled, with bytes changed or put in, and texts that are none. */
function mutated(line: string): fc.Arbitrary<Uint8Array> {
  const source = bytes(line);
  const place = fc.nat(source.length);
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 4 }),
    fc.constantFrom("\r", "\n", "\0", ",", '"', "\\n", '"v":1', "{}", "smtp", "\u2028").map(bytes),
  );
  return fc.oneof(
    { weight: 8, arbitrary: fc.tuple(place, fc.nat(4), piece).map(splice) },
    { weight: 2, arbitrary: fc.uint8Array({ maxLength: 64 }) },
    { weight: 1, arbitrary: fc.json({ maxDepth: 2 }).map((json) => bytes(`${json}\n`)) },
    {
      weight: 2,
      arbitrary: fc
        .record({
          bearer: fc.string({ minLength: 1, maxLength: 50, unit: "grapheme" }),
          address: fc.string({ minLength: 1, maxLength: 50, unit: "binary" }),
          protocol: fc.constantFrom("imap", "smtp", "pop", "graph"),
        })
        .map((found) => bytes(formatRequest(found))),
    },
  );

  function splice([at, length, put]: readonly [number, number, Uint8Array]): Uint8Array {
    return Buffer.concat([source.subarray(0, at), put, source.subarray(at + length)]);
  }
}
