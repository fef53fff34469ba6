import assert from "node:assert/strict";
import { largestConfiguration } from "../../../../src/core/configImport/configText";
import { lineIndex } from "../../../../src/core/configImport/lineIndex";
import { readBad, readGood } from "../../../support/importedFile";

const account = (body: string): string => `account "a" {\n${body}\n}\n`;
const python = (body: string): string => `import sys\nregistrations = {\n${body}\n}\n`;
const tokens = (body: string): string =>
  `{"registration": "microsoft", "authflow": "authcode",\n${body}`;
const section = (body: string): string => `[a@b.example]\n${body}\n`;

const secret = "PLACEHOLDER-SECRET";

/** What is wrong, where it is found, and the words that say it. */
const rows: readonly (readonly [file: string, text: string, at: string, words: RegExp])[] = [
  // YAML
  ["c.yaml", `services:\n\tmicrosoft: ${secret}\n`, "2:1", /spaces; there is a tab/],
  ["c.yaml", `services:\n  a:\n    x: "${secret}\n`, "4:1", /closing quote/],
  ["c.yaml", `services:\n  a:\n    x: 1\n   y: ${secret}\n`, "4:1", /indent/],
  ["c.yaml", "services:\n  a:\n    client_id: *nobody\n", "3:16", /refers to something/],
  ["c.yaml", `services:\n  a:\n    client_id: a\n    client_id: ${secret}\n`, "4:5", /there twice/],
  ["c.yaml", "services:\n  a:\n    client_id: [1]\n", "3:16", /A text is expected/],
  ["c.yaml", "services:\n  a:\n    client_id: 12\n", "3:16", /A text is expected/],
  ["c.yaml", "services:\n  a: text\n", "2:6", /A mapping is expected/],
  ["c.yaml", "services:\n  - a\n", "2:3", /A mapping is expected/],
  ["c.yaml", `services: {}\n---\nb: ${secret}\n`, "2:1", /second document/],
  ["c.yaml", `services:\n  a: b: ${secret}\n`, "2:6", /Two colons/],
  ["c.yaml", `services:\n  a: @${secret}\n`, "2:6", /gives a meaning/],
  ["c.yaml", `services:\n  a: "\\q${secret}"\n`, "2:7", /begins an escape/],
  ["c.yaml", "services: &a\n  a: {client_id: *a}\n", "2:18", /A text is expected/],
  ["c.yaml", "a: 1\n", "", /no "services"/],
  ["c.yaml", "# services:\n", "", /No account/],
  ["c.yaml", "services:\n  # microsoft:\n", "", /no "services"/],
  // pizauth.conf
  ["pizauth.conf", account(`  client_secret = "${secret};`), "2:19", /has no end/],
  ["pizauth.conf", account('  client_id = "a"\n  x = "b";'), "3:3", /";" is missing/],
  ["pizauth.conf", account('  client_id "a";'), "2:13", /"=" is missing/],
  ["pizauth.conf", account('  scopes = ["a" "b"];'), "2:17", /"," is missing/],
  ["pizauth.conf", account("  scopes = [1];"), "2:13", /double quotes/],
  ["pizauth.conf", account('  auth_uri_fields = { "a" = "b" };'), "2:27", /":" is missing/],
  ["pizauth.conf", account("  client_id = ;"), "2:15", /A value is expected/],
  ["pizauth.conf", account(`  client_id = '${secret}';`), "2:15", /no such character/],
  [
    "pizauth.conf",
    account('  client_id = "a";\n  client_id = "b";'),
    "3:3",
    /client_id is there twice/,
  ],
  ["pizauth.conf", "account work {\n", "1:9", /name of an account/],
  ["pizauth.conf", 'account "a" {\n  client_id = "b";\n', "3:1", /file ends here/],
  ["pizauth.conf", "http_listen = none;\n", "", /No account/],
  // INI
  ["emailproxy.config", `client_secret = ${secret}\n`, "1:1", /A section such as/],
  ["emailproxy.config", section(`token_url = a\n${secret}`), "3:1", /a = is missing/],
  [
    "emailproxy.config",
    section(`token_url = a\ntoken_url = ${secret}`),
    "3:1",
    /option is there twice/,
  ],
  [
    "emailproxy.config",
    `${section("token_url = a")}${section("b = c")}`,
    "3:1",
    /section is there twice/,
  ],
  ["emailproxy.config", section("= b"), "2:1", /a = is missing/],
  ["emailproxy.config", "[IMAP-1993]\nserver_port = 993\n", "", /No account/],
  // Python
  ["m.py", python(`  'a': {'client_secret': getpass('${secret}')}`), "3:26", /not a plain value/],
  ["m.py", python(`  'a': {'b': 'c' + '${secret}'}`), "3:18", /not a plain value/],
  ["m.py", python(`  'a': {'b': f'{${secret}}'}`), "3:14", /not a plain value/],
  ["m.py", python("  'a': {'b': [x for x in y]}"), "3:15", /not a plain value/],
  ["m.py", python(`  'a': {'b': '${secret}}`), "3:14", /closing quote/],
  ["m.py", python("  'a': {'b' 'c'}"), "3:16", /":" is missing/],
  ["m.py", python("  'a': {'b': 'c' 'd': 'e'}"), "3:21", /"," is missing/],
  ["m.py", python("  'a': 'b'"), "3:8", /dictionary .* expected/],
  ["m.py", python("  1: {}"), "3:3", /name in quotes/],
  ["m.py", "registrations = {\n  'a': {\n", "2:8", /"}" is missing/],
  ["m.py", "registrations = load()\n", "1:17", /not a plain value/],
  ["m.py", "registrations = 'x'\n", "1:17", /no dictionary/],
  ["m.py", `registrations = {\n${"[".repeat(40)}`, "2:31", /nested too deeply/],
  ["m.py", python("  'a': {'b': '\\x1'}"), "3:15", /no such escape/],
  ["mutt_oauth2.py", "print(1)\n", "", /no dictionary/],
  ["m.py", "registrations = {}\n", "", /No account/],
  // JSON
  ["t.json", tokens(`"client_secret": ${secret}}`), "2:18", /not a plain value/],
  ["t.json", tokens(`"client_secret": "${secret}`), "2:18", /closing quote/],
  ["t.json", tokens('"email": "a",}'), "2:14", /A value is expected/],
  ["t.json", tokens('"email": "\\q"}'), "2:11", /no such escape/],
  ["t.json", tokens(`"email": "a"} ${secret}`), "2:15", /should end here/],
  ["t.json", tokens("'email': 1}"), "2:1", /A value is expected/],
  // All
  ["c.yaml", "services:\n  a: \0", "2:6", /not a text file/],
];

describe("a configuration that cannot be read", () => {
  for (const [file, text, at, words] of rows) {
    it(`is told with its place: ${JSON.stringify(text.slice(-60))}`, () => {
      const refusal = readBad(file, text);
      assert.match(refusal.words, words);
      assert.equal(refusal.at, at);
      assert.doesNotMatch(refusal.words, /PLACEHOLDER/);
    });
  }

  it("is told with its place where it is not in UTF-8", () => {
    const { words, at } = readBad("c.yaml", Buffer.from("services:\n  a: \xe4", "latin1"));
    assert.match(words, /not in UTF-8/);
    assert.equal(at, "2:6");
  });

  it("counts lines as the editor does: LF, CR LF and CR", () => {
    const place = lineIndex("a\nb\r\nc\rd");
    assert.deepEqual(
      [0, 1, 2, 5, 7, 99, -1].map((offset) => place(offset)),
      [
        { line: 1, column: 1 },
        { line: 1, column: 2 },
        { line: 2, column: 1 },
        { line: 3, column: 1 },
        { line: 4, column: 1 },
        { line: 4, column: 2 },
        { line: 1, column: 1 },
      ],
    );
  });

  it("is not read at all when it is too large", () => {
    const { words } = readBad("c.yaml", Buffer.alloc(largestConfiguration + 1, "#"));
    assert.match(words, /^It has more than 512 KB/);
  });
});

describe("a configuration that looks strange", () => {
  it("of pizauth may know options that are not known here", () => {
    const [read] = readGood(
      "pizauth.conf",
      account('  new_thing = 5m;\n  other = none;\n  client_id = "a";'),
    ).accounts;
    assert.equal(read?.clientId?.value, "a");
  });

  it("of email-oauth2-proxy may have colons, values on further lines, and defaults", () => {
    const text =
      "[DEFAULT]\nclient_id: fallback\n[a@b.example]\nToken_URL =\n  https://x.example/\n\n  more\n";
    const [read] = readGood("emailproxy.config", text).accounts;
    assert.equal(read?.tokenUrl?.value, "https://x.example/\n\nmore");
    assert.equal(read?.clientId?.value, "fallback");
  });

  it("of mutt_oauth2.py may have all forms of strings", () => {
    const text = python(
      `  "a": {'client_id': u'''x\ny''', 'tenant': r"\\d", "scope": ('s' "t" # comment\n 'u'), 'n': (1, -2.5e3), 't': True,\n 'redirect_uri': 'a\\x41\\u0042\\101\\'\\\n',},`,
    );
    const [read] = readGood("m.py", text).accounts;
    assert.equal(read?.clientId?.value, "x\ny");
    assert.equal(read?.tenant?.value, "\\d");
    assert.deepEqual(
      read?.scopes.map(({ value }) => value),
      ["stu"],
    );
    assert.equal(read?.redirectUri?.value, "aABA'");
  });
});
