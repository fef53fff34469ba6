import { type Message, message } from "../../base/message";
import { ConfigProblem } from "./configProblem";
import { configText, requireText } from "./configText";
import type { ImportedConfig } from "./importedConfig";
import { importers } from "./importers";
import { lineIndex, type TextPosition } from "./lineIndex";
import { withoutSecrets } from "./withoutSecrets";

/** A configuration, or why and where the file cannot be read. */
export type ReadConfiguration =
  | { readonly kind: "config"; readonly title: string; readonly config: ImportedConfig }
  | {
      readonly kind: "problem";
      /** The program whose file it seems to be; undefined = none of those that are known. */
      readonly title: string | undefined;
      readonly words: Message;
      readonly position: TextPosition | undefined;
    };

/**
 * Reads a configuration file that a person picked. Total: whatever the bytes are, there is an answer, in time that
 * grows with their number.
 * @param fileName its name, without the folder
 */
export function readConfiguration(fileName: string, bytes: Uint8Array): ReadConfiguration {
  let text = "";
  let title: string | undefined;
  try {
    text = configText(bytes);
    requireText(text);
    const importer = importers.find(({ recognise }) => recognise(fileName, text));
    if (importer === undefined) throw new ConfigProblem(unknown(), undefined);
    title = importer.title;
    const config = importer.read(text);
    if (config.accounts.length === 0) throw new ConfigProblem(empty, undefined);
    if (config.accounts.length > mostAccounts) throw new ConfigProblem(tooMany, undefined);
    return { kind: "config", title, config: withoutSecrets(config) };
  } catch (error) {
    if (!(error instanceof ConfigProblem)) throw error;
    const { words, offset } = error;
    const position = offset === undefined ? undefined : lineIndex(text)(offset);
    return { kind: "problem", title, words, position };
  }
}

/** More would make a report that nobody reads, and each is compared with the secrets of all. */
const mostAccounts = 200;

const tooMany = message(
  "It has more than {0} accounts. Leave those in it that are of interest, in a copy.",
  mostAccounts,
);
const empty = message("No account is configured in it: everything may be commented out.");

function unknown(): Message {
  return message(
    "It is not a configuration of a program that is known here: {0}.",
    importers.map(({ title }) => title).join(", "),
  );
}
