import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { ExporterId, ExportInput } from "../../../src/core/export/exporter";
import { markdownCode, markdownWords } from "../../../src/core/export/formats/markdownText";
import { tomlText } from "../../../src/core/export/formats/tomlText";
import { yamlText } from "../../../src/core/export/formats/yamlText";
import { anExportInput } from "../../support/exportSamples";
import { hostileLine, hostileRuns, hostileText } from "../../support/hostileText";
import { needPrograms } from "../../support/needPrograms";
import { hostileLocals, textOf, tokenArguments } from "../support/hostileMailbox";
import {
  pythonParsersObstacle,
  readByCmark,
  readByLibyaml,
  readByTomllib,
} from "../support/otherParsers";

const secret = `s'e"c\\r$(touch canary)\`x\`#;%=[]{}~`;
const texts = fc.sample(hostileText, hostileRuns);

function inputFor(local: string, client: "public" | "confidential" = "confidential"): ExportInput {
  return anExportInput({
    mailbox: { address: `${local}@contoso.com`, username: `${local}.u@contoso.com` },
    registration: { client, clientId: `id'"$(x)`, name: "x\n# y" },
    options: { tokenCommand: `/it's $(x) "bin"/t`, clientSecret: secret },
  });
}

describe("YAML and TOML, by parsers that did not write them", () => {
  before(function () {
    const obstacle = pythonParsersObstacle();
    if (obstacle === undefined) return;
    assert.notEqual(process.env["CI"], "true", obstacle);
    this.skip();
  });

  it("YAML: libyaml reads back every text", () => {
    const values = texts.map((text) => ({ a: text, b: { c: [text, "yes"] } }));
    assert.deepEqual(readByLibyaml(values.map(yamlText)), values);
  });

  it("TOML: Python reads back every text", () => {
    const values = texts.map((text) => ({ a: { b: text, c: { d: [text, "1"] } } }));
    assert.deepEqual(readByTomllib(values.map(tomlText)), values);
  });

  it("oama: the service of hostile mailboxes", () => {
    const files = hostileLocals.map((local) => textOf("oama", inputFor(local)));
    for (const file of readByLibyaml(files)) {
      const { services } = file as { services: { outlook: Readonly<Record<string, string>> } };
      assert.equal(services.outlook["client_id"], `id'"$(x)`);
      assert.equal(services.outlook["client_secret"], secret);
    }
  });

  it("Himalaya: the accounts of hostile mailboxes", () => {
    const files = hostileLocals.map((local) => textOf("himalaya", inputFor(local)));
    const read = readByTomllib(files) as readonly { accounts: Record<string, HimalayaAccount> }[];
    hostileLocals.forEach((local, at) => {
      const [account] = Object.values(read[at]?.accounts ?? {});
      for (const protocol of ["imap", "smtp"] as const) {
        const user = protocol === "smtp" ? `${local}.u@contoso.com` : `${local}@contoso.com`;
        const words = [`/it's $(x) "bin"/t`, ...tokenArguments(`${local}@contoso.com`, protocol)];
        assert.deepEqual(account?.[protocol].sasl.xoauth2, {
          username: user,
          token: { command: words },
        });
      }
    });
  });
});

type HimalayaAccount = Readonly<
  Record<"imap" | "smtp", { readonly sasl: { readonly xoauth2: unknown } }>
>;

describe("Markdown, by cmark", () => {
  before(needPrograms("cmark"));

  it("code spans and words: every line comes back", () => {
    const lines = fc.sample(hostileLine, hostileRuns).filter((line) => line !== "");
    const spans = lines.map((line) => `- a ${markdownCode("v", line)} b\n`).join("");
    assert.deepEqual(readByCmark(spans).code, lines);
    const headings = lines.map((line) => `# a ${markdownWords(line)}\n\n`).join("");
    assert.deepEqual(
      readByCmark(headings).headings.map((heading) => heading.slice(1).trim()),
      lines.map(shown),
    );
  });

  const sheets: Readonly<Partial<Record<ExporterId, "public" | "confidential">>> = {
    aemForms: "confidential",
    emailThisIssue: "confidential",
    thunderbird: "public",
  };
  for (const [id, client] of Object.entries(sheets)) {
    it(`${id}: names as code, and in the heading`, () => {
      for (const local of hostileLocals) {
        const { headings, code } = readByCmark(textOf(id as ExporterId, inputFor(local, client)));
        assert.ok(headings[0]?.endsWith(`: ${local}@contoso.com`), headings[0]);
        assert.ok(code.includes(`${local}@contoso.com`), local);
        assert.ok(code.includes(`${local}.u@contoso.com`), local);
        assert.equal(code.includes(secret), client === "confidential");
        assert.equal(code.includes(`id'"$(x)`), client === "confidential");
      }
    });
  }
});

/** Neither characters that hide nor spaces at the end are shown in a heading. */
function shown(line: string): string {
  return line.replaceAll(/[\p{Cf}]+/gu, " ").trim();
}
