import assert from "node:assert/strict";
import { renderMessage } from "../../../../src/base/message";
import {
  exchangeScript,
  type ExchangeScriptFacts,
} from "../../../../src/core/exchange/exchangeScript";
import { checkAddresses, splitAddresses } from "../../../../src/core/exchange/mailboxAddresses";
import {
  harmlessName,
  powerShellComment,
  powerShellString,
} from "../../../../src/core/exchange/powerShellText";
import { seededRandom } from "../../../support/random";

/**
 * Reads a PowerShell expression of single-quoted strings (a doubled quote is one), `[char]0x…` and `+`, as
 * about_Quoting_Rules and about_Operators describe them. Anything else is an error. PowerShell takes ‘ ’ ‚ ‛ for
 * quotes, too, so the reader does.
 */
function readExpression(text: string): string {
  const quotes = "'‘’‚‛";
  const body = /^\((.*)\)$/s.exec(text)?.[1] ?? text;
  let rest = body;
  let value = "";
  for (let first = true; ; first = false) {
    if (!first) {
      if (rest === "") return value;
      assert.ok(rest.startsWith(" + "), `unexpected: ${rest}`);
      rest = rest.slice(3);
    }
    const character = /^\[char\]0x([0-9A-F]{4})(?=$| )/.exec(rest);
    if (character !== null) {
      assert.ok(!first, "numbers would be added");
      value += String.fromCharCode(Number.parseInt(character[1] ?? "", 16));
      rest = rest.slice(character[0].length);
      continue;
    }
    assert.ok(quotes.includes(rest[0] ?? " "), `not quoted: ${rest}`);
    let index = 1;
    for (; ; index += 1) {
      const letter = rest[index];
      assert.ok(letter !== undefined, `not closed: ${rest}`);
      if (!quotes.includes(letter)) {
        value += letter;
      } else if (quotes.includes(rest[index + 1] ?? " ")) {
        value += letter;
        index += 1;
      } else break;
    }
    rest = rest.slice(index + 1);
  }
}

const hostile = [
  "",
  "support@contoso.com",
  "O'Brien",
  "''",
  "'; Remove-Mailbox *; '",
  "$(Get-Date)",
  "$env:PATH `n `$x",
  '"double"',
  "‘; Remove-Mailbox x ’",
  "‚low‛ “double” ”",
  "-Identity",
  "@(1,2)",
  "%{0} # comment",
  "Müller ёжик 日本 😀",
  "a\\b",
  "x".repeat(5_000),
];

describe("a value in PowerShell", () => {
  for (const value of hostile) {
    it(`reads back as it was: ${value.slice(0, 40)}`, () => {
      const text = powerShellString(value);
      assert.match(text, /^[ -~]*$/, "ASCII on one line");
      assert.equal(readExpression(text), value);
    });
  }

  it("reads back as it was, whatever it is made of", () => {
    const random = seededRandom(7);
    const letters = [..."'‘’‚‛\"$`(){};|&@#%+-\\ aZ09éё日".split(""), "[char]0x0027", " + ", "''"];
    for (let round = 0; round < 2_000; round += 1) {
      const length = Math.floor(random() * 12);
      const value = Array.from(
        { length },
        () => letters[Math.floor(random() * letters.length)] ?? "",
      ).join("");
      const text = powerShellString(value);
      assert.match(text, /^[ -~]*$/);
      assert.equal(readExpression(text), value);
    }
  });

  for (const value of ["a\nb", "a\rb", "a\0b", "a\u2028b", "a\u0085b", "a\u202Eb", "a\u001bb"]) {
    it(`is refused with a control character: ${JSON.stringify(value)}`, () => {
      assert.throws(() => powerShellString(value), {
        code: "input.invalid",
        facts: { input: "script", problem: "control" },
      });
    });
  }

  it("keeps a comment on its line", () => {
    assert.equal(
      powerShellComment("a\r\nRemove-Mailbox x\u2028y\u0085z"),
      "# a Remove-Mailbox x y z",
    );
  });

  it("takes out of a name what would be refused", () => {
    assert.equal(powerShellString(harmlessName("jira\n\u202Egnp.exe\u0007 ")), "'jiragnp.exe'");
  });
});

const facts: ExchangeScriptFacts = {
  variant: "mailboxPermission",
  appId: "6731de76-14a6-49ae-97bc-6eba6914391e",
  enterpriseObjectId: "22222222-2222-4222-8222-222222222222",
  registrationObjectId: "33333333-3333-4333-8333-333333333333",
  displayName: "Bob's $(calc) tickets\n; Remove-Mailbox *",
  organization: "11111111-1111-4111-8111-111111111111",
  mailboxes: ["support@contoso.com", "o'brien@contoso.com"],
  sendAs: true,
  cloudId: "global",
};

const script = (changes: Partial<ExchangeScriptFacts> = {}): string =>
  exchangeScript({ ...facts, ...changes }, (sentence) => renderMessage(sentence));

const code = (text: string): string =>
  text
    .split("\n")
    .filter((line) => !line.trimStart().startsWith("#"))
    .join("\n");

describe("the Exchange Online script", () => {
  it("names the enterprise application's object id and not the registration's", () => {
    const lines = code(script());
    assert.match(lines, /\$enterpriseObjectId = '22222222-/);
    assert.doesNotMatch(lines, /33333333/);
    assert.match(script(), /# .*33333333-3333/);
    assert.match(
      lines,
      /New-ServicePrincipal -AppId \$appId -ObjectId \$enterpriseObjectId -DisplayName \$displayName/,
    );
  });

  it("lets nothing of a name become code", () => {
    const text = script();
    assert.match(text, /\$displayName = 'Bob''s \$\(calc\) tickets; Remove-Mailbox \*'\n/);
    assert.deepEqual(
      text.split("\n").filter((line) => /^\s*;|^\s*Remove-/.test(line)),
      [],
    );
    assert.match(text, /^ {4}'o''brien@contoso\.com'$/m);
  });

  it("can be run again: it asks before it makes, and never by an identity that may be missing", () => {
    const lines = code(script());
    assert.match(lines, /Get-ServicePrincipal \| Where-Object \{ \$_\.AppId -eq \$appId \}/);
    assert.doesNotMatch(lines, /Get-ServicePrincipal -Identity/);
    assert.ok(lines.indexOf("if (-not $principal)") < lines.indexOf("New-ServicePrincipal"));
    assert.match(lines, /\$principal\.ObjectId -ne \$enterpriseObjectId/);
    assert.match(lines, /if \(-not \(Get-Module -ListAvailable/);
  });

  it("gives full access to each mailbox, and Send As where it was asked for", () => {
    assert.match(code(script()), /Add-MailboxPermission .*-AccessRights FullAccess/);
    assert.match(code(script()), /Add-RecipientPermission .*SendAs -Confirm:\$false/);
    assert.doesNotMatch(code(script({ sendAs: false })), /SendAs/);
    assert.doesNotMatch(code(script()), /ManagementRole|ManagementScope/);
  });

  it("assigns the SMTP role over a scope instead, and warns of the permission", () => {
    const text = script({ variant: "rbac" });
    const lines = code(text);
    assert.doesNotMatch(lines, /Add-MailboxPermission|Add-RecipientPermission/);
    assert.match(
      lines,
      /New-ManagementScope -Name \$scopeName -RecipientRestrictionFilter \$filter/,
    );
    assert.match(
      lines,
      /New-ManagementRoleAssignment -Name \$assignmentName -Role 'Application SMTP\.SendAsApp' -App \$principal\.ObjectId -CustomResourceScope \$scopeName/,
    );
    assert.match(text, /# Do not add the API permission SMTP\.SendAsApp/);
    assert.ok(`Mail app ${facts.appId}`.length <= 64);
  });

  it("adds mailboxes to a scope that is there, and takes none out of it", () => {
    const lines = code(script({ variant: "rbac" }));
    assert.match(lines, /\$held = \[string\]\$scope\.RecipientFilter/);
    assert.match(lines, /if \(\$scope -and -not \$held\) \{\s+throw /);
    const set = lines.split("\n").filter((line) => line.includes("Set-ManagementScope"));
    assert.deepEqual(
      set.map((line) => line.trim()),
      [
        "Set-ManagementScope -Identity $scopeName -RecipientRestrictionFilter ('(' + $held + ') -or ' + $filter)",
      ],
    );
    assert.match(lines, /\} elseif \(\$added\) \{\s+Set-ManagementScope/);
    assert.match(
      lines,
      /Where-Object \{ \$held -notmatch \("\[':\]" \+ \[regex\]::Escape\(\$_\) \+ "'"\) \}/,
    );
  });

  it("checks each mailbox at the end, and says how long a refusal may last", () => {
    for (const variant of ["mailboxPermission", "rbac"] as const) {
      const text = script({ variant });
      assert.match(text, /Test-ServicePrincipalAuthorization .* -Resource \$mailbox/);
      assert.match(text, /30 minutes to 2 hours/);
    }
  });

  const environments = [
    ["global", undefined],
    ["usGov", "O365USGovGCCHigh"],
    ["usGovDoD", "O365USGovDoD"],
    ["china", "O365China"],
    ["custom", undefined],
  ] as const;
  for (const [cloudId, name] of environments) {
    it(`connects to the cloud ${cloudId}`, () => {
      const line = /^Connect-ExchangeOnline.*$/m.exec(script({ cloudId }))?.[0];
      const expected = "Connect-ExchangeOnline -Organization $organization";
      assert.equal(
        line,
        name === undefined ? expected : `${expected} -ExchangeEnvironmentName ${name}`,
      );
    });
  }

  it("closes every quote on its line, and every brace and parenthesis", () => {
    const pairs: Readonly<Record<string, string>> = { "}": "{", ")": "(" };
    for (const variant of ["mailboxPermission", "rbac"] as const) {
      const open: string[] = [];
      for (const line of code(script({ variant })).split("\n")) {
        const bare = line.replaceAll(/'(?:[^']|'')*'|"[^"]*"/g, "");
        assert.doesNotMatch(bare, /['"]/, line);
        for (const letter of bare) {
          if ("{(".includes(letter)) open.push(letter);
          else if (letter in pairs) assert.equal(open.pop(), pairs[letter], line);
        }
      }
      assert.deepEqual(open, []);
    }
  });

  it("is refused for a mailbox with a control character", () => {
    assert.throws(() => script({ mailboxes: ["a@b.test\n; x"] }), { code: "input.invalid" });
  });
});

describe("mailbox addresses", () => {
  it("come separated by anything, each once", () => {
    assert.deepEqual(splitAddresses(" a@b.test, A@b.test;c@d.test\n\te@f.test ,"), [
      "a@b.test",
      "c@d.test",
      "e@f.test",
    ]);
  });

  const fine = ["a@b.test", "o'brien@contoso.co.uk, x+y@z.test", "müller@contoso.test"];
  const wrong = [
    "",
    " ,; ",
    "ada",
    "ada@contoso",
    "@b.test",
    "a@b.test, nobody",
    "a@b@c.test",
    "'a@b.test",
    "a\u202Eb@c.test",
    `${"a".repeat(320)}@b.test`,
    Array.from({ length: 101 }, (_, index) => `a${index}@b.test`).join(","),
  ];
  for (const text of fine) {
    it(`takes ${text}`, () => assert.equal(checkAddresses(text), undefined));
  }
  for (const text of wrong) {
    it(`refuses ${JSON.stringify(text).slice(0, 40)}`, () => assert.ok(checkAddresses(text)));
  }
});
