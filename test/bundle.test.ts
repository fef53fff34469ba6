import assert from "node:assert/strict";
import { createRequire, isBuiltin } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { compileFunction } from "node:vm";
import { gzipSync } from "node:zlib";
import { build, type BuildOptions } from "esbuild";

const root = join(__dirname, "..");
const nodeRequire = createRequire(__filename);
const kibibyte = 1024;

/** What must never be loaded before its first use. */
const heavy = /node_modules\/(@azure\/|@microsoft\/microsoft-graph-client|imapflow)/;

interface Bundle {
  readonly inputs: readonly string[];
  readonly imports: readonly string[];
  readonly contents: Uint8Array;
}

/** Builds as for release, in memory. */
async function buildBundles(): Promise<ReadonlyMap<string, Bundle>> {
  const { options } = (await import(pathToFileURL(join(root, "esbuild.mjs")).href)) as {
    options: BuildOptions;
  };
  const result = await build({
    ...options,
    absWorkingDir: root,
    minify: true,
    sourcemap: false,
    metafile: true,
    write: false,
    logLevel: "silent",
  });
  return new Map(
    result.outputFiles.flatMap(({ path, contents }) => {
      const name = path.slice(path.lastIndexOf("dist") + "dist/".length).replaceAll("\\", "/");
      const output = result.metafile.outputs[`dist/${name}`];
      if (output === undefined || !name.endsWith(".js")) return [];
      const inputs = Object.keys(output.inputs);
      return [[name, { inputs, imports: output.imports.map((found) => found.path), contents }]];
    }),
  );
}

/** Runs a bundle and returns which modules, besides Node's own, it asked for while it was loaded. */
function requiredWhileLoading(contents: Uint8Array): string[] {
  const asked = new Set<string>();
  const anything: unknown = new Proxy(function nothing() {}, { get: () => anything });
  const load = (id: string): unknown => {
    if (isBuiltin(id)) return nodeRequire(id);
    asked.add(id);
    return anything;
  };
  const exports = {};
  compileFunction(Buffer.from(contents).toString(), ["require", "module", "exports"])(
    load,
    { exports },
    exports,
  );
  return [...asked].sort();
}

describe("the bundles", () => {
  let bundles: ReadonlyMap<string, Bundle>;

  before(async function buildOnce() {
    this.timeout(60_000);
    bundles = await buildBundles();
  });

  const bundle = (name: string): Bundle => {
    const found = bundles.get(name);
    assert.ok(found !== undefined, `dist/${name} is not built`);
    return found;
  };

  it("are these five", () => {
    assert.deepEqual([...bundles.keys()].sort(), [
      "commands.js",
      "extension.js",
      "graph.js",
      "mail.js",
      "msal.js",
    ]);
  });

  it("extension.js holds no MSAL, Graph client or imapflow, and requires the bundles only when asked", () => {
    assert.deepEqual(
      bundle("extension.js").inputs.filter((input) => heavy.test(input)),
      [],
    );
    assert.deepEqual(
      ["./commands.js", "./graph.js", "./mail.js", "./msal.js"].filter(
        (lazy) => !bundle("extension.js").imports.includes(lazy),
      ),
      [],
    );
    assert.deepEqual(requiredWhileLoading(bundle("extension.js").contents), ["vscode"]);
  });

  it("each heavy library lives in exactly one bundle", () => {
    const homes = ["@azure/msal-node", "@microsoft/microsoft-graph-client", "imapflow"].map(
      (name) => [
        name,
        [...bundles]
          .filter(([, { inputs }]) => inputs.some((i) => i.includes(`node_modules/${name}/`)))
          .map(([file]) => file),
      ],
    );
    assert.deepEqual(homes, [
      ["@azure/msal-node", ["msal.js"]],
      ["@microsoft/microsoft-graph-client", ["graph.js"]],
      ["imapflow", ["mail.js"]],
    ]);
  });

  it("mail.js carries no character set tables", () => {
    assert.deepEqual(
      bundle("mail.js").inputs.filter((input) =>
        /node_modules\/(iconv-lite|encoding-japanese|pino|socks)\//.test(input),
      ),
      [],
    );
  });

  it("extension.js stays within 120 KiB, 40 KiB compressed", () => {
    const { contents } = bundle("extension.js");
    assert.ok(contents.length <= 120 * kibibyte, `${contents.length} bytes`);
    assert.ok(gzipSync(contents).length <= 40 * kibibyte, `${gzipSync(contents).length} bytes`);
  });

  it("no bundle is larger than 420 KiB", () => {
    for (const [name, { contents }] of bundles) {
      assert.ok(contents.length <= 420 * kibibyte, `${name}: ${contents.length} bytes`);
    }
  });
});
