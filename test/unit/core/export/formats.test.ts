import assert from "node:assert/strict";
import * as fc from "fast-check";
import { parse as parseToml } from "smol-toml";
import { parse as parseYaml } from "yaml";
import { accountName } from "../../../../src/core/export/formats/accountName";
import { aercLine, urlPart } from "../../../../src/core/export/formats/aercText";
import { appendText } from "../../../../src/core/export/formats/appendText";
import { comment } from "../../../../src/core/export/formats/comment";
import { configParserText } from "../../../../src/core/export/formats/configParserText";
import { fetchmailString } from "../../../../src/core/export/formats/fetchmailText";
import { addrSpec } from "../../../../src/core/export/formats/mailAddress";
import { markdownCode, markdownWords } from "../../../../src/core/export/formats/markdownText";
import { mbsyncLine } from "../../../../src/core/export/formats/mbsyncText";
import { msmtpLine } from "../../../../src/core/export/formats/msmtpText";
import { muttAddress, muttSet } from "../../../../src/core/export/formats/muttText";
import { pizauthString } from "../../../../src/core/export/formats/pizauthText";
import { tomlText } from "../../../../src/core/export/formats/tomlText";
import { yamlText } from "../../../../src/core/export/formats/yamlText";
import { isFailure } from "../../../../src/core/failure";
import { hostileLine, hostileRuns, hostileText } from "../../../support/hostileText";
import { readGoIni } from "../../../support/mailReaders/goIni";
import {
  codeSpans,
  fetchmailStrings,
  pizauthTokens,
  readMbsyncrc,
  readMsmtprc,
} from "../../../support/mailReaders/lines";
import { readMuttrc } from "../../../support/mailReaders/muttrc";

/**
 * Formats of one line: what reads a value back, given a line or a file that holds it. The readers are ours; the programs
 * read in `test/clients/hostileFormats.test.ts`, but for pizauth, which Debian has not.
 */
const lineFormats: Readonly<Record<string, (value: string) => string | undefined>> = {
  "aerc's accounts.conf": (value) =>
    readGoIni(`[a]\n${aercLine("from", value)}`)
      .get("a")
      ?.get("from"),
  muttrc: (value) => readMuttrc(muttSet("from", value)).get("from"),
  mbsyncrc: (value) => readMbsyncrc(mbsyncLine("User", value)).get("User"),
  msmtprc: (value) => readMsmtprc(msmtpLine("user", value)).get("user"),
  fetchmailrc: (value) => fetchmailStrings(`  user ${fetchmailString("user", value)}\n`)[0],
  "pizauth.conf": (value) =>
    pizauthTokens(`client_id = ${pizauthString("a", value)};`)[2]?.slice(1),
};

describe("formats of configurations", () => {
  for (const [name, readBack] of Object.entries(lineFormats)) {
    it(`${name}: reads back every line`, () => {
      fc.assert(
        fc.property(hostileLine, (value) => {
          assert.equal(readBack(value), value);
        }),
        hostileRuns,
      );
    });

    it(`${name}: refuses what ends a line, and names what would hold it`, () => {
      for (const end of ["\n", "\r", "\0", "\u2028", "\u0085"]) {
        assert.throws(
          () => readBack(`a${end}b`),
          (error) =>
            isFailure(error, "input.invalid") &&
            error.facts["problem"] === "control" &&
            typeof error.facts["input"] === "string",
        );
      }
    });
  }

  it("msmtprc: refuses a line that msmtp would not read", () => {
    assert.equal(readMsmtprc(msmtpLine("user", "é".repeat(246))).get("user"), "é".repeat(246));
    assert.throws(
      () => msmtpLine("user", "é".repeat(247)),
      (error) => isFailure(error, "input.invalid") && error.facts["problem"] === "tooLong",
    );
  });

  it("YAML: reads back every text, under the rules of both versions", () => {
    fc.assert(
      fc.property(hostileText, hostileText, (first, second) => {
        const value = { a: first, b: { c: [second, first] }, d: { e: second } };
        const text = yamlText(value);
        assert.deepEqual(parseYaml(text), value);
        assert.deepEqual(parseYaml(text, { version: "1.1" }), value);
        // What YAML 1.1 ends a line at, or refuses (5.1, 5.4)
        assert.doesNotMatch(
          text,
          /[^\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]|[\u2028\u2029]/u,
        );
      }),
      hostileRuns,
    );
  });

  it("TOML: reads back every text", () => {
    fc.assert(
      fc.property(hostileText, hostileText, (first, second) => {
        const value = { a: { b: first, c: { d: [second, first] } } };
        const text = tomlText(value);
        // Its tables have no prototype
        assert.deepEqual(JSON.parse(JSON.stringify(parseToml(text))), value);
        assert.ok(text.endsWith("\n"));
      }),
      hostileRuns,
    );
  });

  it("configparser: refuses what it would strip or misread", () => {
    const refused: readonly (readonly [name: string, value: string, problem: string])[] = [
      ["a", " x", "outerSpace"],
      ["a", "x\u00a0", "outerSpace"],
      ["a", "x\ny", "control"],
      ["a]b", "x", "character"],
      ["DEFAULT", "x", "character"],
      ["a\nb", "x", "control"],
    ];
    for (const [name, value, problem] of refused) {
      assert.throws(
        () => configParserText([{ name, lines: [["k", value]] }], false),
        (error) => isFailure(error, "input.invalid") && error.facts["problem"] === problem,
        JSON.stringify([name, value]),
      );
    }
  });

  it("URLs: a user name comes back, and nothing of it is syntax", () => {
    fc.assert(
      fc.property(hostileText, (value) => {
        assert.match(urlPart(value), /^[A-Za-z0-9._~%-]*$/);
        assert.equal(decodeURIComponent(urlPart(value)), value);
      }),
      hostileRuns,
    );
    assert.equal(new URL(`imaps://${urlPart("a'(b)*!@x")}@h:993`).host, "h:993");
  });

  it("Markdown: a code span shows the value", () => {
    fc.assert(
      fc.property(
        hostileLine.filter((line) => line !== ""),
        (value) => {
          assert.deepEqual(codeSpans(`a ${markdownCode("v", value)} b`), [value]);
        },
      ),
      hostileRuns,
    );
    assert.throws(
      () => markdownCode("v", "a\nb"),
      (error) => isFailure(error, "input.invalid"),
    );
    assert.equal(markdownWords("[x](y) <b>\n# `c`"), "\\[x\\]\\(y\\) \\<b\\> \\# \\`c\\`");
  });

  it("comments: never more lines than were given", () => {
    fc.assert(
      fc.property(hostileText, (value) => {
        const text = comment([value]);
        assert.equal(text.split(/[\n\r\u0085\u2028\u2029]/).length, 2);
        assert.ok(text.startsWith("# "));
      }),
      hostileRuns,
    );
  });

  it("account names: mean themselves everywhere", () => {
    fc.assert(
      fc.property(hostileText, (value) => {
        assert.match(accountName(value), /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/);
      }),
      hostileRuns,
    );
    assert.equal(accountName("Ada.Lovelace@contoso.com"), "ada-lovelace-contoso-com");
    assert.equal(accountName("世界"), "mailbox");
  });

  it("addresses: a local part that is no dot-atom is quoted", () => {
    assert.equal(addrSpec("o'brien+x@contoso.com"), "o'brien+x@contoso.com");
    assert.equal(addrSpec("üñ@contoso.com"), "üñ@contoso.com");
    assert.equal(addrSpec('a "b"\\c@x'), '"a \\"b\\"\\\\c"@x');
    assert.equal(addrSpec("a..b@x"), '"a..b"@x');
    assert.equal(muttAddress("o'brien+x@contoso.com"), "o'brien+x@contoso.com");
    assert.equal(muttAddress("a b@x"), String.raw`<"\"a b\""@x>`);
    assert.equal(muttAddress(String.raw`a"b\c@x`), String.raw`<"\"a\\\"b\\\\c\""@x>`);
    assert.equal(muttAddress("a b"), String.raw`<"\"a b\"">`);
  });
});

describe("adding to a file", () => {
  const add = appendText("[a]\nb = c\n", "[a]");

  it("leaves what is there, and parts it by an empty line", () => {
    assert.equal(add("[x]\ny = z\n"), "[x]\ny = z\n\n[a]\nb = c\n");
    assert.equal(add("[x]\ny = z"), "[x]\ny = z\n\n[a]\nb = c\n");
  });

  it("writes the line ends of the file", () => {
    assert.equal(add("[x]\r\n"), "[x]\r\n\r\n[a]\r\nb = c\r\n");
  });

  it("refuses a file that has the entry", () => {
    for (const file of ["[a]\n", "q\r\n  [a]  \r\nx"]) {
      assert.throws(
        () => add(file),
        (error) => isFailure(error, "input.invalid") && error.facts["input"] === "file",
      );
    }
    assert.equal(add("# not [a]\n"), "# not [a]\n\n[a]\nb = c\n");
  });
});
