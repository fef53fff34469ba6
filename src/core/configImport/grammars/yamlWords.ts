import type { ErrorCode } from "yaml";
import { type Message, message } from "../../../base/message";

const indent = message(
  "This line is not indented as its neighbours are. In YAML the indentation counts.",
);
const quote = message(
  "Something is missing here: a closing quote or bracket, or a colon with a space.",
);
const sign = message("YAML gives a meaning to this sign. Put the text in quotes.");

/** What the parser found, by its code; its own texts quote the file. Source: `yaml`, `ErrorCode`. */
const words: Readonly<Record<ErrorCode, Message>> = {
  ALIAS_PROPS: sign,
  BAD_ALIAS: message("This refers to something that is not in the file (*name needs a &name)."),
  BAD_DIRECTIVE: sign,
  BAD_DQ_ESCAPE: message(
    "In double quotes a backslash begins an escape, and this is none. Write it twice, or use single quotes.",
  ),
  BAD_COLLECTION_TYPE: sign,
  BAD_INDENT: indent,
  BAD_PROP_ORDER: sign,
  BAD_SCALAR_START: sign,
  BLOCK_AS_IMPLICIT_KEY: message(
    "Two colons on one line: put the text behind the first one in quotes.",
  ),
  BLOCK_IN_FLOW: quote,
  DUPLICATE_KEY: message("This name is there twice."),
  IMPOSSIBLE: quote,
  KEY_OVER_1024_CHARS: message(
    "A name has more than 1,024 characters: a colon is too much, or quotes are missing.",
  ),
  MISSING_CHAR: quote,
  MULTILINE_IMPLICIT_KEY: quote,
  MULTIPLE_ANCHORS: sign,
  MULTIPLE_DOCS: message("A second document begins here (---). Keep the one that is meant."),
  MULTIPLE_TAGS: sign,
  NON_STRING_KEY: message("A name is expected here."),
  RESOURCE_EXHAUSTION: message("This is nested too deeply."),
  TAB_AS_INDENT: message("YAML is indented with spaces; there is a tab here."),
  TAG_RESOLVE_FAILED: sign,
  UNEXPECTED_TOKEN: message(
    "This does not belong here: a quote or bracket, or the indentation, is wrong.",
  ),
};

/** Why YAML cannot be read, without a word of the file. */
export function yamlWords(code: ErrorCode): Message {
  return words[code];
}
