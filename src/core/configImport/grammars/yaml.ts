import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
} from "yaml";
import { message } from "../../../base/message";
import { ConfigProblem } from "../configProblem";
import { yamlWords } from "./yamlWords";

/** A text of the file. */
export interface YamlText {
  readonly value: string;
  readonly offset: number;
}

/** A mapping, with its places; what its values are is asked one by one. */
export interface YamlMapping {
  readonly offset: number;
  /** @throws ConfigProblem when there is something else than a mapping */
  readonly mapping: (key: string) => YamlMapping | undefined;
  /** @throws ConfigProblem when there is something else than a text */
  readonly text: (key: string) => YamlText | undefined;
  readonly keys: readonly YamlText[];
}

/**
 * Words, marks and line ends. A real configuration has some hundred; the parser needs more than linear time for what
 * goes wrong in a file of very many.
 */
const mostLexemes = 8_000;
const mostLines = 8_000;

/**
 * The mapping that a YAML file consists of. Aliases are followed one by one as they are asked for, so that nothing
 * grows. Source: YAML 1.2.2, and the merge key of 1.1, which libyaml's users know.
 * @returns undefined for a file without content
 * @throws ConfigProblem
 */
export function readYaml(text: string): YamlMapping | undefined {
  checkSize(text);
  const document = parseDocument(text, {
    prettyErrors: false,
    uniqueKeys: false,
    keepSourceTokens: false,
    logLevel: "error",
  });
  const [first] = document.errors;
  if (first !== undefined) throw new ConfigProblem(yamlWords(first.code), first.pos[0]);
  const { contents } = document;
  if (contents === null || (isScalar(contents) && contents.value === null)) return undefined;
  return mappingOf(contents, anchorsOf(contents));
}

function checkSize(text: string): void {
  let lines = 0;
  for (
    let at = text.indexOf("\n");
    at >= 0 && lines <= mostLines;
    at = text.indexOf("\n", at + 1)
  ) {
    lines += 1;
  }
  if (lines > mostLines) throw tooManyParts();
  const lexemes = new Lexer().lex(text);
  for (let count = 0; lexemes.next().done !== true; count += 1) {
    if (count >= mostLexemes) throw tooManyParts();
  }
}

function tooManyParts(): ConfigProblem {
  return new ConfigProblem(message("It has too many parts for a configuration."), undefined);
}

type Anchors = ReadonlyMap<string, Node>;

/** All anchors of a document: `alias.resolve` would look through the document for each alias. */
function anchorsOf(root: Node): Anchors {
  const anchors = new Map<string, Node>();
  const open: unknown[] = [root];
  while (open.length > 0) {
    const node = open.pop();
    if (!isScalar(node) && !isMap(node) && !isSeq(node)) continue;
    if (node.anchor !== undefined) anchors.set(node.anchor, node);
    if (isMap(node)) for (const pair of node.items) open.push(pair.value);
    else if (isSeq(node)) open.push(...node.items);
  }
  return anchors;
}

function mappingOf(node: unknown, anchors: Anchors): YamlMapping {
  const map = followed(node, anchors);
  if (!isMap(map)) {
    throw new ConfigProblem(
      message("A mapping is expected here: lines of the form name: value."),
      startOf(node),
    );
  }
  const pairs = pairsOf(map, anchors);
  const valueOf = (key: string): unknown => {
    const value = followed(pairs.get(key)?.value, anchors);
    return isScalar(value) && value.value === null ? undefined : value;
  };
  return {
    offset: startOf(map) ?? 0,
    keys: [...pairs].map(([value, { key }]) => ({ value, offset: startOf(key) ?? 0 })),
    mapping: (key) => {
      const value = valueOf(key);
      return value === undefined ? undefined : mappingOf(value, anchors);
    },
    text: (key) => {
      const value = valueOf(key);
      if (value === undefined) return undefined;
      if (!isScalar(value) || typeof value.value !== "string") {
        throw new ConfigProblem(
          message("A text is expected here. Put it in quotes."),
          startOf(pairs.get(key)?.value),
        );
      }
      return { value: value.value, offset: startOf(pairs.get(key)?.key) ?? 0 };
    },
  };
}

/** The pairs by their keys; those of a merged mapping stand behind its own. */
function pairsOf(map: YAMLMap, anchors: Anchors): ReadonlyMap<string, Pair> {
  const pairs = new Map<string, Pair>();
  let merged: readonly Pair[] = [];
  for (const pair of map.items) {
    const { key } = pair;
    if (!isScalar(key)) continue;
    if (key.value === "<<") {
      const other = followed(pair.value, anchors);
      merged = isMap(other) ? other.items : [];
      continue;
    }
    const name = String(key.value);
    if (pairs.has(name)) {
      throw new ConfigProblem(message("This name is there twice."), startOf(key));
    }
    pairs.set(name, pair);
  }
  for (const pair of merged) {
    const name = isScalar(pair.key) ? String(pair.key.value) : "<<";
    if (name !== "<<" && !pairs.has(name)) pairs.set(name, pair);
  }
  return pairs;
}

function followed(node: unknown, anchors: Anchors): unknown {
  if (!isAlias(node)) return node;
  const found = anchors.get(node.source);
  if (found === undefined) {
    throw new ConfigProblem(yamlWords("BAD_ALIAS"), startOf(node));
  }
  return found;
}

function startOf(node: unknown): number | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node)
    ? node.range?.[0]
    : undefined;
}
