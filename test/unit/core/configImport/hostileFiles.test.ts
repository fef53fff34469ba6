import assert from "node:assert/strict";
import * as fc from "fast-check";
import { largestConfiguration } from "../../../../src/core/configImport/configText";
import { importers } from "../../../../src/core/configImport/importers";
import { readConfiguration } from "../../../../src/core/configImport/readConfiguration";
import { configurationMarkdown } from "../../../../src/ui/reports/configurationReport";
import { renderMessage } from "../../../../src/base/message";
import { markdownValue } from "../../../../src/ui/text";
import { check, fixture } from "../../../support/importedFile";

const seed = 20261121;
const fixtures = [
  "oama-work.yaml",
  "oama-faults.yaml",
  "pizauth.conf",
  "emailproxy.config",
  "mutt_oauth2.py",
  "mutt-tokens.json",
];

/** Where the reader of each program begins to read. */
const starts: Readonly<Record<string, string>> = {
  "config.yaml": "",
  "pizauth.conf": "",
  "emailproxy.config": "",
  "mutt_oauth2.py": "registrations = ",
  "tokens.json": '{"registration": "microsoft", "authflow": ',
};
const longestStart = Math.max(...Object.values(starts).map(({ length }) => length));

const repeated = (piece: string): string => piece.repeat(largestConfiguration / piece.length);

/** As many as the largest file has room for, twice. */
function numbered(line: (index: number) => string): string {
  return Array.from({ length: 40_000 }, (_, index) => line(index)).join("");
}

/** What costs more than it should where a reader looks at something twice. */
const monsters: Readonly<Record<string, string>> = {
  "one line": `a = ${repeated("x")}`,
  "one string": `account "${repeated("x")}`,
  "one string of backslashes": `account "${repeated("\\")}`,
  "one string of escapes": `{'${repeated("\\n")}`,
  "three quotes": `'''${repeated("''\\")}`,
  brackets: repeated("["),
  braces: repeated("{"),
  "closing braces": repeated("}"),
  "round brackets": repeated("("),
  blanks: repeated(" "),
  "line ends": repeated("\n"),
  "carriage returns": repeated("\r"),
  tabs: repeated("\t"),
  commas: `[${repeated(",")}`,
  strings: `[${repeated("'a' ")}`,
  "list items": `[${repeated("1,")}`,
  comments: repeated("#\n"),
  slashes: repeated("//\n"),
  sections: repeated("[a]\n"),
  "indented lines": `[a]\nb = c\n${repeated("  d\n")}`,
  "empty lines in a value": `[a]\nb = c\n${repeated("\n")}`,
  "many defaults": `[DEFAULT]\n${numbered((index) => `k${index}=\n`)}${numbered((index) => `[a@${index}]\n`)}`,
  "many accounts": numbered(
    (index) => `account "${index}" { client_secret = "secret-no-${index}"; }\n`,
  ),
  dashes: repeated("- "),
  questions: repeated("? "),
  colons: repeated("a: "),
  directives: repeated("%a\n"),
  anchors: repeated("&a "),
  tags: repeated("!a "),
  aliases: `a: &a 1\nb: [${repeated("*a,")}]`,
  documents: repeated("---\n"),
  quotes: repeated('"'),
};

const laughs = [
  "services:",
  "  l0: &l0 {client_id: lol}",
  ...Array.from(
    { length: 40 },
    (_, index) => `  l${index + 1}: &l${index + 1} {a: *l${index}, b: *l${index}, <<: *l${index}}`,
  ),
].join("\n");

/** What of the monsters takes more than a second of this process, wherever it spends it. */
function slow(answer: (text: string) => unknown): readonly string[] {
  return Object.entries(monsters).flatMap(([name, text]) => {
    const part = text.slice(0, largestConfiguration - longestStart);
    const before = process.cpuUsage();
    answer(part);
    const { user, system } = process.cpuUsage(before);
    const milliseconds = Math.round((user + system) / 1000);
    return milliseconds > 1000 ? [`${name}: ${milliseconds} ms`] : [];
  });
}

function explain(name: string, text: string): unknown {
  const read = readConfiguration(name, Buffer.from(text));
  return read.kind === "config" && check(read.config);
}

function recognise(text: string): unknown {
  return importers.map((importer) => importer.recognise("file", text));
}

/** A string of pizauth. */
function quoted(text: string): string {
  return `"${text.replaceAll(/(["\\])/g, "\\$1")}"`;
}

describe("a hostile configuration", () => {
  it("of ten megabytes is refused before it is read", () => {
    const begun = performance.now();
    const read = readConfiguration("c.yaml", Buffer.alloc(10 * largestConfiguration, "a"));
    assert.equal(read.kind, "problem");
    assert.ok(performance.now() - begun < 1000);
  });

  for (const [name, start] of Object.entries(starts)) {
    it(`of the largest size that is read is explained within a second: ${name}`, function slowly() {
      this.timeout(60_000);
      assert.deepEqual(
        slow((text) => explain(name, start + text)),
        [],
      );
    });
  }

  it("of the largest size is recognised or not within a second", () => {
    assert.deepEqual(slow(recognise), []);
  });

  it("of aliases of aliases does not grow", () => {
    const begun = performance.now();
    const read = readConfiguration("config.yaml", Buffer.from(laughs));
    assert.ok(performance.now() - begun < 1000);
    assert.ok(read.kind === "config");
    assert.equal(read.config.accounts.length, 41);
  });

  it("of bytes of any kind has an answer", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom(...fixtures, "x"),
        (bytes, name) => {
          readConfiguration(name, bytes);
        },
      ),
      { seed, numRuns: 500 },
    );
  });

  it("that was a good one until a part was cut out, put in or repeated has an answer, with a place within it", () => {
    const pieces = [
      "'",
      '"',
      "{",
      "}",
      "[",
      "]",
      ":",
      "=",
      "\n",
      "\t",
      "\\",
      "*a",
      "&a ",
      "\u202e",
      "%",
      "(",
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...fixtures),
        fc.nat(),
        fc.nat(200),
        fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: "binary", maxLength: 5 })),
        (name, at, length, piece) => {
          const text = fixture(name).toString();
          const from = at % text.length;
          const changed = `${text.slice(0, from)}${piece}${text.slice(from + length)}`;
          const read = readConfiguration(name, Buffer.from(changed));
          if (read.kind === "config") check(read.config);
          else if (read.position !== undefined) {
            assert.ok(read.position.line <= changed.split(/\r\n|\n|\r/).length);
            assert.ok(read.position.column >= 1);
          }
        },
      ),
      { seed, numRuns: 600 },
    );
  });

  it("of mutt_oauth2.py runs nothing", () => {
    const flag = globalThis as { ranByImport?: boolean };
    const codes = [
      "__import__('os').system('true')",
      "(lambda: 1)()",
      "[c for c in ().__class__.__base__.__subclasses__()]",
      "globalThis.ranByImport = true",
      "${globalThis.ranByImport = true}",
      "'a'.format('b')",
      "'%s' % 'b'",
      "f'{1}'",
      "open('/etc/passwd').read()",
    ];
    for (const code of codes) {
      const text = `registrations = {'a': {'client_id': ${code}}}`;
      const read = readConfiguration("m.py", Buffer.from(text));
      assert.equal(read.kind, "problem", code);
    }
    assert.equal(flag.ranByImport, undefined);
  });

  it("puts no markup into its report", () => {
    const hostile = fc.oneof(
      fc.constantFrom(
        "[x](command:workbench.action.quit)",
        "<script>alert(1)</script>",
        "![x](https://evil.example/x.png)",
        "`` ` ``",
        "|a|b|",
        "x\n\n# heading",
        "$(zap)",
        "\u202etxet",
        "<https://evil.example>",
        "https://evil.example/",
      ),
      fc.string({ unit: "binary", maxLength: 60 }),
    );
    fc.assert(
      fc.property(hostile, hostile, hostile, (name, value, scope) => {
        const text = `account ${quoted(name)} {\n auth_uri = ${quoted(value)};\n token_uri = "https://login.microsoftonline.com/common/oauth2/v2.0/token";\n client_id = ${quoted(value)};\n redirect_uri = ${quoted(scope)};\n scopes = [${quoted(scope)}];\n}`;
        const read = readConfiguration("pizauth.conf", Buffer.from(text));
        if (read.kind !== "config") return;
        const { config, title: program } = read;
        const report = configurationMarkdown(
          { fileName: name, program, config, accounts: check(config) },
          (message) => renderMessage(message, (english) => english, markdownValue),
        );
        for (const line of report.split("\n")) {
          // Inside of code spans nothing has a meaning
          const outside = withoutCode(line);
          assert.doesNotMatch(outside, /[[\]<>]|command:|script|evil/, line);
          if (outside.startsWith("|")) {
            assert.equal(outside.match(/\|/g)?.length, 4, line);
          }
        }
      }),
      { seed, numRuns: 400 },
    );
  });
});

/** A line without its code spans (CommonMark 6.1: closed by as many backticks as opened them). */
function withoutCode(line: string): string {
  return line.replaceAll(/(?<!`)(`+)(?!`)(?:.*?[^`])\1(?!`)/g, "");
}
