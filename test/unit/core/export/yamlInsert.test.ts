import assert from "node:assert/strict";
import { parse } from "yaml";
import { oama } from "../../../../src/core/export/exporters/oama";
import { insertIntoYaml } from "../../../../src/core/export/formats/yamlInsert";
import { writeExport } from "../../../../src/core/export/writeExport";
import { isFailure } from "../../../../src/core/failure";
import { anExportInput } from "../../../support/exportSamples";

const value = { client_id: "a # b", scopes: ["x", "y"] };
const insert = (text: string): string => insertIntoYaml(text, "services", "outlook", value);

/** The configuration that oama writes at its first start, in its form. */
const existing = `## oama version 0.20

encryption:
    tag: GPG   # in a file
    contents: 0xABCDEF

## Builtin service providers
services:
  # mine
  google:
    client_id: 'one'   # two
    client_secret_cmd: |
      pass email/my-app | head -2

  ## User configured providers
  yahoo: { client_id: "three" }
# the end
`;

describe("one more entry in a YAML file", () => {
  it("stands in the mapping; every other line stays as it was", () => {
    const text = insert(existing);
    const before = parse(existing) as { readonly services: object };
    assert.deepEqual(parse(text), { ...before, services: { ...before.services, outlook: value } });
    const added = text.split("\n").filter((line) => !existing.split("\n").includes(line));
    assert.equal(text.split("\n").length, existing.split("\n").length + added.length);
    assert.match(text, /\n {2}outlook:\n {4}client_id: "a # b"\n/);
  });

  it("takes over indentation and line ends", () => {
    const text = insert("services:\r\n    a:\r\n        b: c\r\n");
    assert.match(text, /\r\n {4}outlook:\r\n {6}client_id: /);
    assert.doesNotMatch(text, /[^\r]\n/);
  });

  it("makes the mapping where there is none", () => {
    assert.deepEqual(parse(insert("a: b")), { a: "b", services: { outlook: value } });
    assert.deepEqual(parse(insert("# only a comment\n")), { services: { outlook: value } });
  });

  const refused: readonly (readonly [text: string, problem: string])[] = [
    ["services:\n  outlook:\n    a: b\n", "exists"],
    ["services: { google: { a: b } }\n", "form"],
    ["services:\n", "form"],
    ["services: text\n", "form"],
    ["- a\n- b\n", "form"],
    ["a: [\n", "unreadable"],
    ["a: b\n\tc: d\n", "unreadable"],
    ["a: &x\n  b: c\nservices: *x\n", "form"],
  ];
  for (const [text, problem] of refused) {
    it(`refuses ${JSON.stringify(text)} as ${problem}`, () => {
      assert.throws(
        () => insert(text),
        (error) =>
          isFailure(error, "input.invalid") &&
          error.facts["input"] === "file" &&
          error.facts["problem"] === problem,
      );
    });
  }

  it("is how oama's configuration grows", () => {
    const [file] = writeExport(oama, anExportInput());
    assert.ok(file?.appendTo !== undefined);
    const { services } = parse(file.appendTo(existing)) as {
      readonly services: Record<string, unknown>;
    };
    assert.deepEqual(Object.keys(services).sort(), ["google", "outlook", "yahoo"]);
    const alone = parse(file.text) as { readonly services: Record<string, unknown> };
    assert.deepEqual(services["outlook"], alone.services["outlook"]);
  });
});
