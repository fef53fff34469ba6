import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join, posix, relative } from "node:path";

const root = join(__dirname, "..");

/** Libraries that talk to the outside or write its forms; Node's own modules count as such, too. */
const wireLibraries = [
  "@azure/msal-node",
  "@microsoft/microsoft-graph-client",
  "imapflow",
  "node-forge",
  "nodemailer",
];

interface Floor {
  /** The files of this floor: a folder with a trailing slash, or one file. */
  readonly place: string;
  /** Floors that it may import. */
  readonly below: readonly string[];
  /** `types` = only `import type`. */
  readonly vscode: "yes" | "no" | "types";
  readonly wire: "yes" | "no";
  /** Modules that are allowed in spite of `wire: "no"`: they compute and reach nothing. */
  readonly pure?: readonly string[];
}

/** The house from the ground up. A floor imports only what lies below it. */
const floors: readonly Floor[] = [
  { place: "base/", below: ["base/"], vscode: "no", wire: "no" },
  {
    place: "core/",
    below: ["base/", "core/"],
    vscode: "no",
    wire: "no",
    pure: ["smol-toml", "yaml"],
  },
  { place: "services/", below: ["base/", "core/", "services/"], vscode: "no", wire: "no" },
  {
    place: "platform/node/",
    below: ["base/", "core/", "platform/node/"],
    vscode: "no",
    wire: "yes",
  },
  {
    place: "platform/vscode/",
    below: ["base/", "core/", "platform/vscode/"],
    vscode: "yes",
    wire: "no",
    pure: ["node:os"],
  },
  { place: "ui/", below: ["base/", "core/", "services/", "ui/"], vscode: "yes", wire: "no" },
  {
    place: "container.ts",
    below: ["base/", "core/", "services/", "platform/node/", "platform/vscode/", "ui/"],
    vscode: "types",
    wire: "no",
    pure: ["node:crypto", "node:os"],
  },
  { place: "extension.ts", below: ["base/", "ui/", "container.ts"], vscode: "yes", wire: "no" },
];

interface Import {
  readonly line: number;
  readonly text: string;
  readonly from: string;
  readonly typeOnly: boolean;
}

/** All imports of a module, static, re-exporting, dynamic and `require`. */
function importsOf(source: string): Import[] {
  const pattern =
    /\b(?:(?<statement>import|export)\s+(?<type>type\s)?(?:[\w*{}\s,$]+?\sfrom\s+)?|import\(\s*|require\(\s*)["'](?<from>[^"']+)["']/g;
  return Array.from(source.matchAll(pattern), (match) => ({
    line: source.slice(0, match.index).split("\n").length,
    text: match[0].replaceAll(/\s+/g, " "),
    from: match.groups?.["from"] ?? "",
    typeOnly: match.groups?.["type"] !== undefined,
  }));
}

function floorOf(path: string): Floor | undefined {
  return floors.find(({ place }) =>
    place.endsWith("/") ? path.startsWith(place) : path === place,
  );
}

/** Why `floor` may not have this import; undefined when it may. */
function objection(floor: Floor, file: string, { from, typeOnly }: Import): string | undefined {
  if (from === "vscode") {
    const allowed = floor.vscode === "yes" || (floor.vscode === "types" && typeOnly);
    return allowed ? undefined : `${floor.place} may not import vscode`;
  }
  if (from.startsWith(".")) {
    const target = `${posix.join(posix.dirname(file), from)}.ts`;
    const allowed = floor.below.some((place) =>
      place.endsWith("/") ? target.startsWith(place) : target === place,
    );
    return allowed ? undefined : `${floor.place} may not import ${target}`;
  }
  if (floor.wire === "yes") {
    const known =
      from.startsWith("node:") ||
      wireLibraries.some((name) => from === name || from.startsWith(`${name}/`));
    return known ? undefined : `${from} is not one of the house's libraries`;
  }
  if (floor.pure?.includes(from)) return undefined;
  return `${floor.place} may not import ${from}`;
}

const files = readdirSync(join(root, "src"), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
  .map((entry) =>
    relative(join(root, "src"), join(entry.parentPath, entry.name)).replaceAll("\\", "/"),
  );

describe("the house", () => {
  it("has a floor for every file", () => {
    assert.deepEqual(
      files.filter((file) => floorOf(file) === undefined),
      [],
    );
  });

  it("imports downwards only", () => {
    const objections = files.flatMap((file) => {
      const floor = floorOf(file);
      if (floor === undefined) return [];
      return importsOf(readFileSync(join(root, "src", file), "utf8")).flatMap((found) => {
        const why = objection(floor, file, found);
        return why === undefined ? [] : [`src/${file}:${found.line}: ${found.text} - ${why}`];
      });
    });
    assert.deepEqual(objections, []);
  });

  it("loads the heavy platform modules only by import()", () => {
    const lazy = [
      "graph",
      "graphApplications",
      "msal",
      "msalTokens",
      "managementTokens",
      "imapDialer",
      "graphMailDialer",
      "smtpDialer",
      "popDialer",
    ];
    const eager = importsOf(readFileSync(join(root, "src/container.ts"), "utf8")).filter(
      ({ from, text, typeOnly }) =>
        lazy.some((name) => from.endsWith(`/${name}`)) && !text.startsWith("import(") && !typeOnly,
    );
    assert.deepEqual(eager, []);
  });

  it("has no two files that import each other, however far around", () => {
    const next = new Map(
      files.map((file) => [
        file,
        importsOf(readFileSync(join(root, "src", file), "utf8"))
          .filter(({ from }) => from.startsWith("."))
          .map(({ from }) => `${posix.join(posix.dirname(file), from)}.ts`),
      ]),
    );
    const reaches = (from: string, seen = new Set<string>()): Set<string> => {
      for (const to of next.get(from) ?? []) {
        if (seen.has(to)) continue;
        reaches(to, seen.add(to));
      }
      return seen;
    };
    assert.deepEqual(
      files.filter((file) => reaches(file).has(file)),
      [],
    );
  });

  it("has no barrel files", () => {
    assert.deepEqual(
      files.filter((file) => /(^|\/)index\.ts$/.test(file)),
      [],
    );
  });

  describe("the rule itself", () => {
    const cases: readonly [file: string, line: string, refused: boolean][] = [
      ["core/a.ts", 'import { x } from "../base/event";', false],
      ["core/a.ts", 'import { x } from "../services/a";', true],
      ["core/a.ts", 'import * as vscode from "vscode";', true],
      ["core/a.ts", 'import type { x } from "../ui/a";', true],
      ["core/a.ts", 'import { readFile } from "node:fs/promises";', true],
      ["core/a.ts", 'import { stringify } from "yaml";', false],
      ["services/a.ts", 'import { stringify } from "yaml";', true],
      ["services/a.ts", 'const x = await import("../platform/node/imapDialer");', true],
      ["platform/node/a.ts", 'import { ImapFlow } from "imapflow";', false],
      ["platform/node/a.ts", 'import x from "nodemailer/lib/smtp-connection";', false],
      ["platform/node/a.ts", 'import lodash from "lodash";', true],
      ["platform/vscode/a.ts", 'import "../node/imapDialer";', true],
      ["ui/a.ts", 'export { x } from "../platform/vscode/log";', true],
      ["container.ts", 'import type * as vscode from "vscode";', false],
      ["container.ts", 'import * as vscode from "vscode";', true],
      ["extension.ts", 'import { x } from "./services/a";', true],
    ];
    for (const [file, line, refused] of cases) {
      it(`${refused ? "refuses" : "allows"} in ${file}: ${line}`, () => {
        const floor = floorOf(file);
        const [found] = importsOf(line);
        assert.ok(floor !== undefined && found !== undefined);
        assert.equal(objection(floor, file, found) !== undefined, refused);
      });
    }
  });

  it("names only modules that exist in its exceptions", () => {
    const named = floors.flatMap(({ pure }) => pure ?? []);
    const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      readonly dependencies: Readonly<Record<string, string>>;
    };
    assert.deepEqual(
      named.filter(
        (name) =>
          !builtinModules.includes(name.replace("node:", "")) && dependencies[name] === undefined,
      ),
      [],
    );
  });
});
