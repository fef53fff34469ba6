// The program that mail programs run for a token. It becomes dist/tokenClient.js and, with a head that starts it, one
// plain file in a folder of the editor.
import { realpathSync } from "node:fs";
import { dirname } from "node:path";
import { parseCommandLine } from "../../../core/tokenCommand/commandLine";
import { type Outcome, outcomeOf, usageOutcome } from "../../../core/tokenCommand/outcome";
import { fetchToken } from "./fetchToken";

/** From the start of the process to its end. */
const limitMilliseconds = 5_000;
/** What writing takes. */
const reserveMilliseconds = 200;
const perWindowMilliseconds = 1_500;

async function run(words: readonly string[]): Promise<Outcome> {
  const parsed = parseCommandLine(words);
  if (parsed.kind === "usage") return usageOutcome(parsed);
  // The program may be called by a link from a folder of PATH
  const folder = dirname(realpathSync(process.argv[1] ?? ""));
  const limit = limitMilliseconds - reserveMilliseconds - process.uptime() * 1000;
  const patience = { limit, perWindow: perWindowMilliseconds };
  const answer = await fetchToken(folder, parsed.call, patience).catch(
    () => ({ kind: "refused", refusal: "failed" }) as const,
  );
  return outcomeOf(parsed.call, answer);
}

function end({ stdout, stderr, exit }: Outcome): void {
  const stream = stdout === "" ? process.stderr : process.stdout;
  // A reader that has gone needs no explanation
  stream.on("error", () => process.exit(exit));
  stream.write(stdout === "" ? stderr : stdout, () => process.exit(exit));
}

void run(process.argv.slice(2)).then(end);
