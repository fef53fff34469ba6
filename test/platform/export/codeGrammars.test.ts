import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Language, Parser, type Node } from "web-tree-sitter";
import type { ExporterId } from "../../../src/core/export/exporter";
import { exporterOf } from "../../../src/core/export/exporterRegistry";
import { writeExport } from "../../../src/core/export/writeExport";
import { anExportInput, exportCases } from "../../support/exportSamples";

const nodeRequire = createRequire(__filename);

interface Grammar {
  readonly id: ExporterId;
  readonly wasm: string;
  /** Types of the nodes that are string literals. */
  readonly strings: ReadonlySet<string>;
  /** The value that a literal stands for. */
  readonly valueOf: (literal: string) => string;
}

/** C#, Java and JSON share these escapes. */
const jsonLike = (literal: string): string => JSON.parse(literal) as string;

/** What Go has besides them, written as JSON has it. */
const goLike = (literal: string): string =>
  JSON.parse(
    literal
      .replaceAll(/\\x([0-9a-f]{2})/g, String.raw`\u00$1`)
      .replaceAll(/\\U([0-9a-f]{8})/g, (_, code: string) =>
        JSON.stringify(String.fromCodePoint(Number.parseInt(code, 16))).slice(1, -1),
      ),
  ) as string;

const grammars: readonly Grammar[] = [
  {
    id: "mailKit",
    wasm: "tree-sitter-c-sharp/tree-sitter-c_sharp.wasm",
    strings: new Set(["string_literal"]),
    valueOf: jsonLike,
  },
  {
    id: "java",
    wasm: "tree-sitter-java/tree-sitter-java.wasm",
    strings: new Set(["string_literal"]),
    valueOf: jsonLike,
  },
  {
    id: "go",
    wasm: "tree-sitter-go/tree-sitter-go.wasm",
    strings: new Set(["interpreted_string_literal"]),
    valueOf: goLike,
  },
];

/** Local parts of addresses that would end a literal, begin a comment or a statement, or be read otherwise. */
const hostile = [
  'a"b',
  String.raw`a\b`,
  String.raw`a\u0022;x`,
  "a'b",
  "a//b",
  "a/*b*/",
  "a${b}",
  "a{b}",
  "a%sb",
  "-a",
  "ü",
  "日本",
  "😀",
];

function nodesOf(node: Node): readonly Node[] {
  return [node, ...node.children.flatMap((child) => (child === null ? [] : nodesOf(child)))];
}

describe("exported code, by the grammar of its language", function () {
  this.timeout(60_000);

  before(() => Parser.init());

  for (const { id, wasm, strings, valueOf } of grammars) {
    describe(id, () => {
      const exporter = exporterOf(id);
      assert.ok(exporter !== undefined);
      let parser: Parser;

      before(async () => {
        parser = new Parser();
        parser.setLanguage(await Language.load(readFileSync(nodeRequire.resolve(wasm))));
      });

      /** Every string of a program that has no mistake in it. */
      function literals(text: string): readonly string[] {
        const tree = parser.parse(text);
        assert.ok(tree !== null);
        const wrong = nodesOf(tree.rootNode).filter((node) => node.isError || node.isMissing);
        assert.deepEqual(
          wrong.map((node) => `${node.startPosition.row + 1}: ${node.text.slice(0, 60)}`),
          [],
        );
        return nodesOf(tree.rootNode)
          .filter((node) => strings.has(node.type))
          .map((node) => valueOf(node.text));
      }

      it("is parsed without a mistake in every case", () => {
        for (const [name, inputOf] of Object.entries(exportCases)) {
          const input = inputOf(exporter);
          const { caFile: _, ...options } = input.options;
          for (const { text } of writeExport(exporter, { ...input, options })) {
            assert.ok(literals(text).includes(input.registration.clientId), name);
          }
        }
      });

      it("holds a hostile address as it is, in one literal", () => {
        for (const local of hostile) {
          const address = `${local}@contoso.com`;
          const input = anExportInput({ mailbox: { address, username: address } });
          for (const { text } of writeExport(exporter, input)) {
            assert.ok(literals(text).includes(address), `${address} in ${id}`);
          }
        }
      });

      it("would be found wrong", () => {
        const [file] = writeExport(exporter, anExportInput());
        assert.throws(() => literals(`${file?.text ?? ""}\n}`));
      });
    });
  }
});
