import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { python } from "../../support/pythonReader";

const yaml = `
import json, sys, yaml
json.dump([yaml.load(text, Loader=yaml.CSafeLoader) for text in json.load(sys.stdin)], sys.stdout)
`;

const toml = `
import json, sys, tomllib
json.dump([tomllib.loads(text) for text in json.load(sys.stdin)], sys.stdout)
`;

/** YAML documents as libyaml reads them, the parser below oama, too (Haskell's package yaml). */
export function readByLibyaml(texts: readonly string[]): readonly unknown[] {
  return python(yaml, texts) as unknown[];
}

/** TOML documents as Python reads them: Himalaya is not in Debian, and its parser is of Rust. */
export function readByTomllib(texts: readonly string[]): readonly unknown[] {
  return python(toml, texts) as unknown[];
}

/** Why the two cannot be used here; undefined when they can. */
export function pythonParsersObstacle(): string | undefined {
  try {
    python("import yaml, tomllib\nyaml.CSafeLoader\nprint('true')", null);
    return undefined;
  } catch {
    return "python3-yaml, or a Python of 3.11 or newer, is missing";
  }
}

export interface MarkdownParts {
  readonly headings: readonly string[];
  readonly code: readonly string[];
}

/** A document as cmark reads it, the program that CommonMark is defined by: words of headings, and code spans. */
export function readByCmark(text: string): MarkdownParts {
  const { status, stdout, stderr } = spawnSync("cmark", ["--to", "xml"], {
    input: text,
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  assert.equal(status, 0, stderr);
  return {
    headings: Array.from(stdout.matchAll(/<heading [^>]*>(.*?)<\/heading>/gs), ([, body = ""]) =>
      words(body, "text").join(""),
    ),
    code: words(stdout, "code"),
  };
}

function words(xml: string, element: string): readonly string[] {
  return Array.from(
    xml.matchAll(new RegExp(`<${element} xml:space="preserve">([^<]*)</${element}>`, "g")),
    ([, body = ""]) => fromXml(body),
  );
}

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', amp: "&" };

function fromXml(text: string): string {
  return text.replaceAll(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);
}
