import { Failure } from "../failure";
import { protocolList } from "../mail/protocol";
import { fitsLine, shQuote } from "../registration/commandLines/shQuote";
import { type TokenFormat, isFormat, tokenFormats } from "./formats";
import { type TokenRequest, isProtocol, longestAddress } from "./request";
import { isPlainText } from "./wire";

/** The name of the program. */
export const programName = "entra-mail-token";

/** One call of the program. */
export interface TokenCall extends TokenRequest {
  readonly format: TokenFormat;
}

export type ParsedCommandLine =
  | { readonly kind: "call"; readonly call: TokenCall }
  | { readonly kind: "usage"; readonly text: string };

const usageLine = [
  `usage: ${programName} ADDRESS`,
  `[--protocol ${protocolList.map(({ id }) => id).join("|")}]`,
  `[--format ${Object.keys(tokenFormats).join("|")}]`,
].join(" ");

/** Options with a value, and what they take. */
const options = {
  protocol: isProtocol,
  format: isFormat,
} as const;

type OptionName = keyof typeof options;

/**
 * Reads the arguments. Whatever is not exactly one call is told on one line; `--help` too, so that an exit with 0
 * always means that a token was printed.
 * @param words the arguments, without the program
 */
export function parseCommandLine(words: readonly string[]): ParsedCommandLine {
  const addresses: string[] = [];
  const chosen = new Map<OptionName, string>();
  const left = [...words];
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    if (word === "--") {
      addresses.push(...left.splice(0));
    } else if (!word.startsWith("-")) {
      addresses.push(word);
    } else {
      const [, name = "", inline] = /^--([a-z]+)(?:=(.*))?$/su.exec(word) ?? [];
      if (name === "help" || !isOption(name)) return usage(`${word} is not known`, name !== "help");
      if (chosen.has(name)) return usage(`--${name} stands there twice`);
      chosen.set(name, inline ?? left.shift() ?? "");
    }
  }
  return toCall(addresses, chosen);
}

function toCall(
  addresses: readonly string[],
  chosen: ReadonlyMap<OptionName, string>,
): ParsedCommandLine {
  const protocol = chosen.get("protocol") ?? "imap";
  const format = chosen.get("format") ?? "token";
  if (!options.protocol(protocol)) return usage(`--protocol ${protocol} is not known`);
  if (!options.format(format)) return usage(`--format ${format} is not known`);
  if (protocol === "graph" && format === "xoauth2") return usage("Graph knows no xoauth2");
  const [address, ...more] = addresses;
  if (address === undefined) return usage("the address is missing");
  if (more.length > 0) return usage("more than one address");
  if (!isPlainText(address, longestAddress)) return usage("the address cannot be one");
  return { kind: "call", call: { address, protocol, format } };
}

function isOption(name: string): name is OptionName {
  return Object.hasOwn(options, name);
}

/** What was typed stands in the line, as far as it fits there. */
function usage(problem: string, isProblem = true): ParsedCommandLine {
  const line = problem.replace(/\p{Cc}+/gu, " ").slice(0, 200);
  return { kind: "usage", text: isProblem ? `${line}; ${usageLine}` : usageLine };
}

/**
 * The call as one line of a shell, for the configuration of a mail program.
 * @param program path of the program; a batch file is for the shell of Windows, which knows no escape for quotes
 * @throws Failure `input.invalid` (input `commandLine`) for a value that a line cannot hold
 */
export function formatCommandLine(program: string, { address, protocol }: TokenRequest): string {
  const quote = program.endsWith(".cmd") ? cmdQuote : shQuote;
  const option = ["--protocol", protocol];
  const words = address.startsWith("-") ? [...option, "--", address] : [address, ...option];
  return [program, ...words].map(quote).join(" ");
}

/** A value as one word of `cmd`; what it would read even between quotes is refused. */
function cmdQuote(value: string): string {
  if (!fitsLine(value) || /["%!]/.test(value)) {
    throw new Failure("input.invalid", "A value of a command line cannot be quoted.", {
      input: "commandLine",
      problem: "quotes",
    });
  }
  return /^[\w@.:\\/+-]+$/.test(value) ? value : `"${value}"`;
}
