import assert from "node:assert/strict";
import { createRequire, isBuiltin } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { compileFunction } from "node:vm";
import { gzipSync } from "node:zlib";
import { build as bundle, type BuildOptions } from "esbuild";

const root = join(__dirname, "..");
const nodeRequire = createRequire(__filename);
const kibibyte = 1024;

/** What must never be loaded before its first use. */
const heavy =
  /node_modules\/(@azure\/|@microsoft\/microsoft-graph-client|imapflow|nodemailer|node-forge)/;

/** Licences that let the code be shipped; the first of a choice is taken. */
const licences = /^\(?(MIT|MIT-0|ISC|0BSD|Apache-2\.0|BSD-2-Clause|BSD-3-Clause)( OR [^()]*)?\)?$/;

interface Build {
  readonly options: BuildOptions;
  readonly bundledPackages: (metafile: {
    readonly inputs: Readonly<Record<string, unknown>>;
  }) => readonly string[];
}

interface Package {
  readonly name: string;
  readonly license: string;
}

interface Bundle {
  readonly inputs: readonly string[];
  readonly imports: readonly string[];
  readonly contents: Uint8Array;
}

async function loadBuild(): Promise<Build> {
  return (await import(pathToFileURL(join(root, "esbuild.mjs")).href)) as Build;
}

/** Builds as for release, in memory. */
async function buildBundles({ options }: Build): Promise<ReadonlyMap<string, Bundle>> {
  const result = await bundle({
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
  let build: Build;
  let bundles: ReadonlyMap<string, Bundle>;

  before(async function buildOnce() {
    this.timeout(60_000);
    build = await loadBuild();
    bundles = await buildBundles(build);
  });

  const named = (name: string): Bundle => {
    const found = bundles.get(name);
    assert.ok(found !== undefined, `dist/${name} is not built`);
    return found;
  };

  it("are these", () => {
    assert.deepEqual([...bundles.keys()].sort(), [
      "certificates.js",
      "commands.js",
      "configuration.js",
      "diagnosis.js",
      "exports.js",
      "extension.js",
      "graph.js",
      "graphMail.js",
      "mail.js",
      "mailboxes.js",
      "management.js",
      "msal.js",
      "plans.js",
      "pop.js",
      "smtp.js",
      "tokenClient.js",
      "tokenServer.js",
    ]);
  });

  it("extension.js holds no MSAL, Graph client, imapflow, nodemailer or forge, and requires the bundles only when asked", () => {
    assert.deepEqual(
      named("extension.js").inputs.filter((input) => heavy.test(input)),
      [],
    );
    assert.deepEqual(
      [
        "./certificates.js",
        "./commands.js",
        "./diagnosis.js",
        "./graph.js",
        "./mail.js",
        "./mailboxes.js",
        "./management.js",
        "./msal.js",
        "./plans.js",
        "./pop.js",
        "./smtp.js",
        "./tokenServer.js",
      ].filter((lazy) => !named("extension.js").imports.includes(lazy)),
      [],
    );
    assert.deepEqual(requiredWhileLoading(named("extension.js").contents), ["vscode"]);
  });

  it("each heavy library lives in exactly one bundle", () => {
    const homes = [
      "@azure/msal-node",
      "@microsoft/microsoft-graph-client",
      "imapflow",
      "nodemailer",
      "node-forge",
    ].map((name) => [
      name,
      [...bundles]
        .filter(([, { inputs }]) => inputs.some((i) => i.includes(`node_modules/${name}/`)))
        .map(([file]) => file),
    ]);
    assert.deepEqual(homes, [
      ["@azure/msal-node", ["msal.js"]],
      ["@microsoft/microsoft-graph-client", ["graph.js"]],
      ["imapflow", ["mail.js"]],
      ["nodemailer", ["smtp.js"]],
      ["node-forge", ["certificates.js"]],
    ]);
  });

  it("hold only code whose licence lets it be shipped", () => {
    const inputs = [...bundles.values()].flatMap((built) => built.inputs);
    const found = build
      .bundledPackages({ inputs: Object.fromEntries(inputs.map((input) => [input, {}])) })
      .map((folder) => nodeRequire(join(root, folder, "package.json")) as Package);
    assert.ok(found.length > 10, "no packages were found in the bundles");
    assert.deepEqual(
      found.filter(({ license }) => !licences.test(license)).map(({ name }) => name),
      [],
    );
  });

  it("take the first licence of a choice, and no other", () => {
    const allowed = ["MIT", "(BSD-3-Clause OR GPL-2.0)", "Apache-2.0 OR GPL-3.0-or-later"];
    const refused = [
      "GPL-2.0",
      "(GPL-2.0 OR BSD-3-Clause)",
      "BSD-3-Clause AND GPL-2.0",
      "(BSD-3-Clause OR MIT) AND GPL-2.0",
    ];
    assert.deepEqual(
      [...allowed, ...refused].filter((license) => licences.test(license)),
      allowed,
    );
  });

  it("mail.js carries no character set tables", () => {
    assert.deepEqual(
      named("mail.js").inputs.filter((input) =>
        /node_modules\/(iconv-lite|encoding-japanese|pino|socks)\//.test(input),
      ),
      [],
    );
  });

  it("smtp.js brings the connection of nodemailer, and nothing that composes mail", () => {
    const { inputs, contents } = named("smtp.js");
    assert.deepEqual(
      inputs.filter((input) =>
        /nodemailer\/.*\/(mail-composer|mime-node|xoauth2|smtp-transport|smtp-pool|dkim|ses-transport)\//.test(
          input,
        ),
      ),
      [],
    );
    assert.ok(contents.length <= 80 * kibibyte, `${contents.length} bytes`);
  });

  it("extension.js stays within 120 KiB, 40 KiB compressed", () => {
    const { contents } = named("extension.js");
    assert.ok(contents.length <= 120 * kibibyte, `${contents.length} bytes`);
    assert.ok(gzipSync(contents).length <= 40 * kibibyte, `${gzipSync(contents).length} bytes`);
  });

  it("certificates.js brings no protocols of forge, and stays within 220 KiB", () => {
    const { inputs, contents } = named("certificates.js");
    assert.deepEqual(
      inputs.filter((input) =>
        /node-forge\/lib\/(index|tls|ssh|http|socket|pkcs7|ed25519|sha512)\.js$/.test(input),
      ),
      [],
    );
    assert.ok(contents.length <= 220 * kibibyte, `${contents.length} bytes`);
  });

  it("tokenClient.js is a program of its own: nobody loads it, and it brings no package", () => {
    const { inputs, imports, contents } = named("tokenClient.js");
    assert.deepEqual(
      [...bundles].filter(([, built]) => built.imports.includes("./tokenClient.js")),
      [],
    );
    assert.deepEqual(
      inputs.filter((input) => input.includes("node_modules/")),
      [],
    );
    assert.deepEqual(
      imports.filter((name) => !isBuiltin(name)),
      [],
    );
    assert.ok(contents.length <= 16 * kibibyte, `${contents.length} bytes`);
  });

  it("no bundle is larger than 420 KiB", () => {
    for (const [name, { contents }] of bundles) {
      assert.ok(contents.length <= 420 * kibibyte, `${name}: ${contents.length} bytes`);
    }
  });
});
