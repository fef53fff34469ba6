import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Message, renderMessage } from "../../src/base/message";
import { clouds } from "../../src/core/cloud";
import type { CheckSurroundings } from "../../src/core/configImport/checks/accountView";
import {
  checkConfiguration,
  type CheckedAccount,
} from "../../src/core/configImport/checks/checkConfiguration";
import type { ImportedConfig } from "../../src/core/configImport/importedConfig";
import { readConfiguration } from "../../src/core/configImport/readConfiguration";

/** Bytes of a file in test/fixtures/import. */
export function fixture(name: string): Buffer {
  return readFileSync(join(__dirname, "../fixtures/import", name));
}

/** Reads a file that can be read. */
export function readGood(name: string, text: string | Uint8Array = fixture(name)): ImportedConfig {
  const read = readConfiguration(name, Buffer.from(text));
  assert.ok(read.kind === "config", read.kind === "problem" ? renderMessage(read.words) : "");
  return read.config;
}

export interface Refusal {
  readonly words: string;
  /** As line:column, empty where it is about the whole file. */
  readonly at: string;
}

/** Reads a file that cannot be read. */
export function readBad(name: string, text: string | Uint8Array): Refusal {
  const read = readConfiguration(name, Buffer.from(text));
  assert.ok(read.kind === "problem", "it can be read");
  const { words, position } = read;
  return { words: renderMessage(words), at: position ? `${position.line}:${position.column}` : "" };
}

/** Checks in the global cloud, where no registration is known. */
export function check(
  config: ImportedConfig,
  surroundings: Partial<CheckSurroundings> = {},
): readonly CheckedAccount[] {
  return checkConfiguration(config, {
    cloud: clouds.global,
    audienceOf: () => undefined,
    ...surroundings,
  });
}

export const say = (message: Message): string => renderMessage(message);
