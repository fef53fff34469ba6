// Collects the English texts of the product into l10n/bundle.l10n.json, the template for translators.
// `npx tsx test/support/l10n.ts` writes it; test/manifest.test.ts checks that it is current.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "../..");
export const bundleFile = join(root, "l10n/bundle.l10n.json");

/** A call that names a text, up to its first argument. Declarations and types are told apart by what follows. */
const call = /(?<![\w.])(?:message|translate|vscode\.l10n\.t|l10n\.t)\(\s*/g;
const literal = /^(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')(?=\s*[,)])/;

export interface FoundTexts {
  readonly texts: readonly string[];
  /** Calls whose text is not written out, so that nobody could translate it; as file:line. */
  readonly computed: readonly string[];
}

/** All texts below src/. */
export function collectTexts(): FoundTexts {
  const texts = new Set<string>();
  const computed: string[] = [];
  for (const entry of readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })) {
    if (!entry.endsWith(".ts")) continue;
    const source = readFileSync(join(root, "src", entry), "utf8");
    for (const match of source.matchAll(call)) {
      const [text] = literal.exec(source.slice(match.index + match[0].length)) ?? [];
      if (text !== undefined) texts.add(unquote(text));
      else if (!passesOn(source, match.index))
        computed.push(`src/${entry}:${lineOf(source, match.index)}`);
    }
  }
  return { texts: [...texts].sort((a, b) => (a < b ? -1 : 1)), computed };
}

/** The bundle as it is written: every text is its own English translation. */
export function bundleText({ texts }: FoundTexts): string {
  const bundle = Object.fromEntries(texts.map((text) => [text, text]));
  return `${JSON.stringify(bundle, undefined, 2)}\n`;
}

/** The few places that are about any text: the declaration itself, and what hands a message's text over. */
function passesOn(source: string, index: number): boolean {
  const before = source.slice(0, index);
  return (
    before.endsWith("function ") || /^[\w.]+\((?:text|english)(?::|\))/.test(source.slice(index))
  );
}

function lineOf(source: string, index: number): number {
  return source.slice(0, index).split("\n").length;
}

function unquote(quoted: string): string {
  const inside = quoted.slice(1, -1);
  const text = quoted.startsWith('"')
    ? inside
    : inside.replaceAll("\\'", "'").replaceAll('"', '\\"');
  return JSON.parse(`"${text}"`) as string;
}

if (require.main === module) {
  writeFileSync(bundleFile, bundleText(collectTexts()));
}
