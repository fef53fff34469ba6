import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { commandIds as registeredIds } from "../src/ui/commandIds";
import { tenantName } from "../src/core/tenantName";
import { bundleFile, bundleText, collectTexts } from "./support/l10n";

const root = join(__dirname, "..");

interface CommandEntry {
  readonly command: string;
  readonly title: string;
  readonly category: string;
}

interface MenuEntry {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
  readonly group?: string;
}

interface Setting {
  readonly scope: string;
  readonly default: unknown;
  readonly order: number;
  readonly markdownDescription: string;
  readonly pattern?: string;
}

interface Manifest {
  readonly main: string;
  readonly icon: string;
  readonly browser?: string;
  readonly extensionKind: readonly string[];
  readonly activationEvents: readonly string[];
  readonly l10n: string;
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly commands: readonly CommandEntry[];
    readonly submenus: readonly { readonly id: string; readonly label: string }[];
    readonly menus: Readonly<Record<string, readonly MenuEntry[]>>;
    readonly views: Readonly<Record<string, readonly { id: string; name: string; icon: string }[]>>;
    readonly viewsWelcome: readonly { view: string; contents: string; when?: string }[];
    readonly walkthroughs: readonly {
      readonly id: string;
      readonly steps: readonly {
        readonly id: string;
        readonly description: string;
        readonly media: { readonly svg: string; readonly altText: string };
        readonly completionEvents: readonly string[];
      }[];
    }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
  };
}

const read = (file: string): string => readFileSync(join(root, file), "utf8");
const manifestText = read("package.json");
const manifest = JSON.parse(manifestText) as Manifest;
const nls = JSON.parse(read("package.nls.json")) as Readonly<Record<string, string>>;
const { commands, configuration, menus, views, viewsWelcome } = manifest.contributes;
const commandIds = commands.map(({ command }) => command);

/** Ids of the command table, read from the one file per command; the table imports vscode and cannot be loaded here. */
function tableIds(): string[] {
  const table = read("src/ui/commandTable.ts");
  const names = /=\s*\[([^\]]*)\]/.exec(table)?.[1]?.match(/\w+/g) ?? [];
  return names.map((name) => {
    const id = /id: "([^"]+)"/.exec(read(`src/ui/commands/${name}.ts`))?.[1];
    assert.equal(id, `entraMail.${name}`, `the command in ${name}.ts is named like its file`);
    return id;
  });
}

describe("the manifest", () => {
  it("declares exactly the commands of the command table, in the same order", () => {
    assert.deepEqual(commandIds, tableIds());
    assert.deepEqual(registeredIds, commandIds);
  });

  it("has a file for every command, and a row for every file", () => {
    const files = readdirSync(join(root, "src/ui/commands"));
    assert.deepEqual(
      files.map((file) => `entraMail.${file.replace(/\.ts$/, "")}`).sort(),
      [...commandIds].sort(),
    );
  });

  it("gives every command the category and a title in Title Case", () => {
    const small = new Set([
      "and",
      "to",
      "of",
      "in",
      "by",
      "for",
      "or",
      "as",
      "a",
      "an",
      "the",
      "cURL",
    ]);
    for (const { command, title, category } of commands) {
      assert.equal(category, "%category%", command);
      const words = (nls[title.slice(1, -1)] ?? "").split(/[\s-]+/);
      const lower = words.filter((word) => /^[a-z]/.test(word) && !small.has(word));
      assert.deepEqual(lower, [], `${command}: ${words.join(" ")}`);
      assert.ok(words.length >= 1 && words[0] !== "", command);
    }
  });

  it("names every text by a key that exists, and has no key that nobody uses", () => {
    const used = [...manifestText.matchAll(/"%([\w.]+)%"/g)].map((match) => match[1] ?? "");
    assert.deepEqual(
      used.filter((key) => nls[key] === undefined),
      [],
      "keys without a text",
    );
    assert.deepEqual(
      Object.keys(nls).filter((key) => !used.includes(key)),
      [],
      "texts without a use",
    );
  });

  it("offers the report of a login test only where this window has one", () => {
    const entries = (menus["view/item/context"] ?? []).filter(
      ({ command }) => command === "entraMail.showLoginReport",
    );
    assert.ok(entries.length > 0);
    for (const { when } of entries) assert.match(when ?? "", /viewItem =~ .*reported/);
  });

  it("fills every submenu, and shows it", () => {
    const shown = Object.values(menus)
      .flat()
      .flatMap(({ submenu }) => submenu ?? []);
    const ids = manifest.contributes.submenus.map(({ id }) => id);
    assert.deepEqual([...new Set(shown)].sort(), [...ids].sort());
    for (const id of ids) assert.ok((menus[id] ?? []).length > 1, id);
  });

  it("speaks only of commands that exist", () => {
    const inMenus = Object.values(menus)
      .flat()
      .flatMap(({ command }) => command ?? []);
    const inTexts = Object.values(nls).flatMap((text) =>
      [...text.matchAll(/\(command:([\w.]+)[?)]/g)].map((match) => match[1] ?? ""),
    );
    const inSource = sources().flatMap((source) =>
      [...source.matchAll(/"(entraMail\.[a-z]\w*)"/g)].map((match) => match[1] ?? ""),
    );
    const known = new Set([
      ...commandIds,
      ...Object.keys(configuration.properties),
      ...Object.values(views).flatMap((list) => list.map(({ id }) => id)),
      "entraMail.management",
      "entraMail.codedError",
      "entraMail.state",
    ]);
    const named = [...inMenus, ...inTexts, ...inSource];
    assert.deepEqual(
      named.filter((id) => !known.has(id)),
      [],
    );
  });

  it("reads every setting, and reads none that is not declared", () => {
    const source = read("src/platform/vscode/settings.ts");
    const named = new Set(
      [...source.matchAll(/(?:read\w*(?:<[^>]*>)?\(|name = )"(entraMail\.[\w.]+)"/g)].map(
        (match) => match[1],
      ),
    );
    assert.deepEqual(named, new Set(Object.keys(configuration.properties)));
    const elsewhere = sources().filter((text) => text.includes("getConfiguration("));
    assert.equal(elsewhere.length, 1, "settings are read in one file only");
  });

  it("keeps settings that decide where credentials go out of reach of a workspace", () => {
    const open = Object.entries(configuration.properties)
      .filter(([, { scope }]) => scope !== "application")
      .map(([name]) => name);
    assert.deepEqual(open, ["entraMail.expiryWarningDays"]);
  });

  it("gives every setting a default, a description and a place", () => {
    const settings = Object.values(configuration.properties);
    assert.ok(settings.length <= 15);
    assert.deepEqual(
      settings.map(({ order }) => order),
      settings.map((_setting, index) => index + 1),
    );
    for (const setting of settings) {
      assert.notEqual(setting.default, undefined);
      const text = nls[setting.markdownDescription.slice(1, -1)] ?? "";
      assert.match(text, /^(?:(?!\. ).)+\.$/, "one sentence");
    }
  });

  it("takes the directory names that the settings take, and no others", () => {
    const pattern = configuration.properties["entraMail.management.tenant"]?.pattern ?? "";
    assert.equal(pattern, `^$|${tenantName.source}`);
    for (const good of ["", "contoso.com", "x", "6731de76-14a6-49ae-97bc-6eba6914391e"]) {
      assert.match(good, new RegExp(pattern, "u"));
    }
    for (const bad of ["-x", "contoso.", ".", "a b"]) {
      assert.doesNotMatch(bad, new RegExp(pattern, "u"));
    }
  });

  it("is activated after the start, to watch what expires, and never delays it", () => {
    assert.deepEqual(manifest.activationEvents, ["onStartupFinished"]);
    assert.deepEqual(manifest.extensionKind, ["ui", "workspace"]);
    assert.equal(manifest.browser, undefined);
  });

  it("asks for the editor whose API it is compiled against", () => {
    const api = manifest.devDependencies["@types/vscode"]?.split(".").slice(0, 2).join(".");
    assert.equal(manifest.engines.vscode, `^${api}.0`);
  });

  it("has at most three inline actions on a row and in a title", () => {
    for (const [place, group] of [
      ["view/title", /^navigation/],
      ["view/item/context", /^inline/],
    ] as const) {
      for (const [when, count] of countByRow(place, group))
        assert.ok(count <= 3, `${place}: ${when}`);
    }
  });

  it("gives every command on a title or an inline place an icon", () => {
    const icons = new Set(
      commands.filter((entry) => "icon" in entry).map(({ command }) => command),
    );
    const shown = Object.values(menus)
      .flat()
      .filter(({ group = "" }) => /^(?:inline|navigation)/.test(group));
    assert.deepEqual(
      shown.filter(({ command = "" }) => !icons.has(command)),
      [],
    );
  });

  describe("the walkthrough", () => {
    const { walkthroughs } = manifest.contributes;
    const steps = walkthroughs.flatMap((one) => one.steps);

    it("is one, of five steps or fewer, in the order of the road", () => {
      assert.equal(walkthroughs.length, 1);
      assert.deepEqual(
        steps.map(({ id }) => id),
        ["register", "signIn", "test", "export", "expiry"],
      );
    });

    it("has in each step a button of its own, and a picture with words for it", () => {
      for (const { id, description, media } of steps) {
        assert.match(
          nls[description.slice(1, -1)] ?? "",
          /^\[[^\]]+\]\(command:entraMail\.\w+\)$/m,
          id,
        );
        assert.match(nls[media.altText.slice(1, -1)] ?? "", /^\w.{10,}\.$/, id);
      }
    });

    it("has pictures in the colours of the theme, small, that bring nothing else", () => {
      for (const { media } of steps) {
        const picture = read(media.svg);
        assert.ok(picture.length < 2_048, media.svg);
        assert.match(picture, /var\(--vscode-foreground/);
        assert.doesNotMatch(picture, /<(?:script|image|style|foreignObject)|href|url\(/i);
        const fixed = picture.replaceAll(/var\([^)]*\)/g, "").match(/#[\da-f]{3,8}\b/gi) ?? [];
        assert.deepEqual(fixed, []);
      }
    });

    it("ticks a step by what the code tells, or by a command that exists", () => {
      const told = new Set(
        sources().flatMap((source) =>
          [...source.matchAll(/stepDone\("(\w+)"\)/g)].map(
            (match) => `onContext:entraMail.walkthrough.${match[1]}`,
          ),
        ),
      );
      const known = new Set([...told, ...commandIds.map((id) => `onCommand:${id}`)]);
      const events = steps.flatMap(({ completionEvents }) => completionEvents);
      assert.deepEqual(
        events.filter((event) => !known.has(event)),
        [],
      );
      assert.deepEqual(
        [...told].filter((event) => !events.includes(event)),
        [],
      );
      for (const { id, completionEvents } of steps) assert.ok(completionEvents.length > 0, id);
    });
  });

  it("has a welcome for each view, with a next step in each", () => {
    for (const { contents } of viewsWelcome) {
      assert.match(
        nls[contents.slice(1, -1)] ?? "",
        /^\[[^\]]+\]\(command:entraMail\.\w+(?:\?[^\s)]+)?\)$/m,
      );
    }
  });

  it("ships the files that it names", () => {
    const icons = Object.values(views).flatMap((list) => list.map(({ icon }) => icon));
    for (const file of [manifest.icon, ...icons, "package.nls.json", manifest.l10n]) {
      assert.ok(existsSync(join(root, file)), file);
    }
  });

  it("uses no words that sell and no exclamation marks", () => {
    const texts = [...Object.values(nls), ...collectTexts().texts].filter((text) =>
      /[!\u{1f000}-\u{1faff}]/u.test(text.replaceAll("! $ ' ( ) , ;", "")),
    );
    assert.deepEqual(texts, []);
  });
});

describe("the texts for translators", () => {
  const found = collectTexts();

  it("are written out where they are used", () => {
    assert.deepEqual(found.computed, []);
  });

  it("are all in l10n/bundle.l10n.json (write it with: npx tsx test/support/l10n.ts)", () => {
    assert.equal(readFileSync(bundleFile, "utf8"), bundleText(found));
  });
});

function sources(): string[] {
  return readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => read(join("src", file)));
}

/** How many entries of a menu stand on the same row or title, counted by their condition. */
function countByRow(place: string, group: RegExp): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { when = "", group: name = "" } of menus[place] ?? []) {
    if (group.test(name)) counts.set(when, (counts.get(when) ?? 0) + 1);
  }
  return counts;
}
