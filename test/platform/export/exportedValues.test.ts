import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { parse as parseYaml } from "yaml";
import { exporterOf } from "../../../src/core/export/exporterRegistry";
import type { ExporterId, ExportInput } from "../../../src/core/export/exporter";
import { writeExport } from "../../../src/core/export/writeExport";
import { isFailure } from "../../../src/core/failure";
import { anExportInput } from "../../support/exportSamples";
import { codeSpans, fetchmailStrings, pizauthTokens } from "../../support/mailReaders/lines";
import { needPrograms } from "../../support/needPrograms";
import { python, readConfigParser } from "../../support/pythonReader";
import { hostileLocals, textOf } from "../support/hostileMailbox";

/** What no client secret holds, but what a configuration must not stumble over. */
const secret = `s'e"c\\r$(touch canary)\`x\`#;%=[]{}~`;

const readRegistration = `
import ast, json, sys
tree = ast.parse(json.load(sys.stdin))
assert [type(node) for node in tree.body] == [ast.Assign]
json.dump(ast.literal_eval(tree.body[0].value), sys.stdout)
`;

function inputFor(local: string, kind: "delegated" | "appOnly" = "delegated"): ExportInput {
  return anExportInput({
    mailbox: { address: `${local}@contoso.com`, username: `${local}.u@contoso.com`, kind },
    registration: { client: "confidential", clientId: `id'"$(x)` },
    options: { clientSecret: secret },
  });
}

describe("values in exported configurations", () => {
  before(needPrograms("python3", "sh"));

  it("oama: YAML of version 1.1", () => {
    for (const local of hostileLocals) {
      const { services } = parseYaml(textOf("oama", inputFor(local)), { version: "1.1" }) as {
        readonly services: { readonly outlook: Readonly<Record<string, string>> };
      };
      assert.equal(services.outlook["client_id"], `id'"$(x)`);
      assert.equal(services.outlook["client_secret"], secret);
      assert.equal(services.outlook["tenant"], "organizations");
    }
  });

  // Not in Debian, and no parser of its grammar is at hand
  it("pizauth: tokens of its own grammar, by a reader of ours", () => {
    for (const local of hostileLocals) {
      const tokens = pizauthTokens(textOf("pizauth", inputFor(local)));
      const after = (option: string): string => tokens[tokens.indexOf(option) + 2] ?? "";
      assert.equal(after("client_id"), `"id'"$(x)`);
      assert.equal(after("client_secret"), `"${secret}`);
      assert.equal(after('"login_hint'), `"${local}.u@contoso.com`);
      assert.equal(tokens.filter((token) => token === "account").length, 1);
      assert.deepEqual(tokens.slice(-3), ["}", ";", "}"]);
    }
  });

  it("mutt_oauth2.py: a literal of Python, by Python, and a script that runs nothing of it", () => {
    const exporter = exporterOf("muttOauth2");
    assert.ok(exporter !== undefined);
    for (const local of hostileLocals) {
      const [registration, authorize] = writeExport(exporter, inputFor(local));
      const values = python(readRegistration, registration?.text) as Record<string, string>;
      assert.equal(values["client_id"], `id'"$(x)`);
      assert.equal(values["client_secret"], secret);
      assert.equal(values["sasl_method"], "XOAUTH2");
      assert.equal(spawnSync("sh", ["-n"], { input: authorize?.text ?? "" }).status, 0);
      // But for comments it does not depend on the person
      assert.equal(code(authorize?.text), code(writeExport(exporter, anExportInput())[1]?.text));
    }
  });

  it("Email OAuth 2.0 Proxy: the account's section and its values, by Python's configparser, as the proxy reads them", () => {
    for (const local of hostileLocals) {
      const input = inputFor(local);
      const write = (): string =>
        textOf("emailOauth2Proxy", {
          ...input,
          options: { ...input.options, clientSecret: "a'\"$;#" },
        });
      if (/[[\]]/.test(local)) {
        assert.throws(
          write,
          (error) => isFailure(error, "input.invalid") && error.facts["input"] === "address",
        );
        continue;
      }
      for (const interpolated of [true, false]) {
        const sections = readConfigParser(write(), interpolated);
        assert.deepEqual(Object.keys(sections), ["IMAP-1993", "SMTP-1587", `${local}@contoso.com`]);
        const account = sections[`${local}@contoso.com`];
        assert.equal(account?.["client_secret"], "a'\"$;#");
        assert.equal(account?.["client_id"], `id'"$(x)`);
      }
    }
    assert.throws(
      () => textOf("emailOauth2Proxy", inputFor("ada")),
      (error) => isFailure(error, "input.invalid") && error.facts["input"] === "client_secret",
    );
  });

  it("Email OAuth 2.0 Proxy: without a user it asks for tokens by client credentials", () => {
    const input = inputFor("support", "appOnly");
    const text = textOf("emailOauth2Proxy", {
      ...input,
      options: { ...input.options, clientSecret: "s" },
    });
    const account = readConfigParser(text, false)["support@contoso.com"];
    assert.equal(account?.["oauth2_flow"], "client_credentials");
    assert.equal(account?.["oauth2_scope"], "https://outlook.office365.com/.default");
    assert.equal(account?.["permission_url"], undefined);
  });

  it("fetchmail: strings of its own grammar, by a reader of ours (fetchmail itself: test/clients)", () => {
    for (const local of hostileLocals) {
      const strings = fetchmailStrings(textOf("fetchmail", inputFor(local)));
      assert.deepEqual(strings, ["outlook.office365.com", `${local}@contoso.com`]);
    }
  });

  it("Thunderbird: names as code, by a reader of ours", () => {
    for (const local of hostileLocals) {
      const lines = textOf("thunderbird", inputFor(local)).split("\n");
      const spans = lines.filter((line) => line.startsWith("- ")).flatMap(codeSpans);
      assert.deepEqual(spans, [
        "outlook.office365.com",
        `${local}@contoso.com`,
        "smtp.office365.com",
        `${local}.u@contoso.com`,
        `${local}.u@contoso.com`,
      ]);
    }
  });

  const personal: readonly ExporterId[] = ["oama", "pizauth", "muttOauth2", "thunderbird"];
  for (const id of personal) {
    it(`${id}: does not open a mailbox as an app without a user`, () => {
      assert.throws(
        () => textOf(id, inputFor("ada", "appOnly")),
        (error) => isFailure(error, "input.invalid") && error.facts["input"] === "exporter",
      );
    });
  }
});

function code(text = ""): string {
  return text.replaceAll(/^#.*\n/gm, "").replace(/[\w-]+\.tokens/, "");
}
