// Builds dist/: a thin extension.js that is loaded at activation, and one bundle per heavy library that is
// loaded at its first use. `--watch` rebuilds, `--production` minifies and drops source maps.
import { readFileSync, readdirSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build, context } from "esbuild";

const production = process.argv.includes("--production");
const watch = process.argv.includes("--watch");

/** Modules that are loaded by `import()` at first use; each becomes dist/<bundle>.js. */
const lazyBundles = {
  "ui/onDemand": "commands",
  "services/planWork": "plans",
  "services/mailboxWork": "mailboxes",
  "core/diagnosis/onDemand": "diagnosis",
  "core/configImport/onDemand": "configuration",
  "platform/node/graph": "graph",
  "platform/node/msal": "msal",
  "platform/node/managementTokens": "management",
  "platform/node/imapDialer": "mail",
  "platform/node/graphMailDialer": "graphMail",
  "platform/node/smtpDialer": "smtp",
  "platform/node/popDialer": "pop",
  "core/export/onDemand": "exports",
  "platform/node/certificates": "certificates",
  "platform/node/tokenServer": "tokenServer",
};

/** Programs of their own, which the extension never loads. */
const programs = { "platform/node/tokenClient/main": "tokenClient" };

/** Turns the `import()` of a lazy module into a `require` of its bundle. */
const lazyImports = {
  name: "lazy-imports",
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
      const module = relative("src", join(resolveDir, path)).replaceAll("\\", "/");
      const bundle = lazyBundles[module];
      if (kind !== "dynamic-import" || bundle === undefined) return undefined;
      return { path: `./${bundle}.js`, external: true };
    });
  },
};

/**
 * What imapflow drags in and a login test never uses: tables of old character sets (700 KiB), a log
 * writer and a SOCKS client. Message bodies are not read here, so plain UTF-8 is enough.
 */
const imapflowExtras = {
  "iconv-lite": `
    exports.encode = (text) => Buffer.from(String(text), "utf8");
    exports.decode = (bytes) => Buffer.from(bytes).toString("utf8");
    exports.getCodec = () => ({});
    exports.encodingExists = (name) => /^utf-?8$/i.test(name);
    exports.decodeStream = () => { throw new Error("Character set conversion is not part of this bundle."); };`,
  "encoding-japanese": `
    exports.convert = () => { throw new Error("Character set conversion is not part of this bundle."); };`,
  pino: `
    module.exports = () => { throw new Error("imapflow must be given a logger or none."); };`,
  socks: `
    exports.SocksClient = { createConnection() { throw new Error("SOCKS is not part of this bundle."); } };`,
};

const withoutImapflowExtras = {
  name: "without-imapflow-extras",
  setup({ onResolve, onLoad }) {
    const names = Object.keys(imapflowExtras).join("|");
    onResolve({ filter: new RegExp(`^(${names})$`) }, ({ path }) => ({
      path,
      namespace: "extras",
    }));
    onLoad({ filter: /.*/, namespace: "extras" }, ({ path }) => ({
      contents: imapflowExtras[path],
      loader: "js",
    }));
  },
};

/** The packages whose code is in the bundles, as folders, by name. */
export function bundledPackages(metafile) {
  const folders = Object.keys(metafile.inputs).flatMap(
    (input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? [],
  );
  return [...new Set(folders)].sort();
}

/** The licences of all that is bundled: they ask to be passed on with the code. The first of a choice is taken. */
function notices(metafile) {
  return bundledPackages(metafile)
    .map((folder) => {
      const { name, version, license } = JSON.parse(
        readFileSync(join(folder, "package.json"), "utf8"),
      );
      const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
      const text = file === undefined ? "" : readFileSync(join(folder, file), "utf8").trim();
      const taken = license.replace(/^\(?([^() ]+) OR .*$/, "$1");
      return `${name} ${version} (${taken})\n\n${text}\n`;
    })
    .join(`\n${"-".repeat(78)}\n\n`);
}

/** The build, as data; the tests read its metafile. */
export const options = {
  entryPoints: {
    extension: "src/extension.ts",
    ...Object.fromEntries(
      Object.entries({ ...lazyBundles, ...programs }).map(([module, bundle]) => [
        bundle,
        `src/${module}.ts`,
      ]),
    ),
  },
  outdir: "dist",
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  // The Graph client is half the size and loads three times faster from its ES modules.
  mainFields: ["module", "main"],
  external: ["vscode"],
  supported: { "dynamic-import": false },
  legalComments: "none",
  minify: production,
  sourcemap: production ? false : "linked",
  metafile: true,
  logLevel: "info",
  plugins: [lazyImports, withoutImapflowExtras],
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (watch) {
    const watcher = await context(options);
    await watcher.watch();
  } else {
    await rm(options.outdir, { recursive: true, force: true });
    const { metafile } = await build(options);
    await writeFile(join(options.outdir, "THIRD-PARTY-NOTICES.txt"), notices(metafile));
  }
}
