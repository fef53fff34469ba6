import { protocols } from "../mail/protocol";
import type { TokenAnswer } from "./answer";
import { type ParsedCommandLine, type TokenCall, programName } from "./commandLine";
import { tokenFormats } from "./formats";
import { type ExitCode, type RefusalId, exitCodes, refusals } from "./refusals";

/** What the program writes and how it ends. Standard output holds the token or nothing. */
export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: ExitCode;
}

/** How a call ends. */
export function outcomeOf(call: TokenCall, answer: TokenAnswer): Outcome {
  if (answer.kind === "refused") return refused(answer.refusal, call);
  let stdout: string;
  try {
    stdout = tokenFormats[call.format](answer.token, call);
  } catch {
    return refused("failed", call);
  }
  return { stdout: `${stdout}\n`, stderr: "", exit: exitCodes.ok };
}

/** How a call ends that is none. */
export function usageOutcome({ text }: Extract<ParsedCommandLine, { kind: "usage" }>): Outcome {
  return { stdout: "", stderr: line(text), exit: exitCodes.usage };
}

function refused(refusal: RefusalId, { address, protocol }: TokenCall): Outcome {
  const { text, exit } = refusals[refusal];
  const values: Readonly<Record<string, string>> = { address, protocol: protocols[protocol].name };
  const filled = text.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
  return { stdout: "", stderr: line(filled), exit };
}

function line(text: string): string {
  return `${programName}: ${text}\n`;
}
