// `npm run bench`: how often the login tests wait for the far end, beside curl and Python's standard library.
import type { ProtocolId } from "../../src/core/mail/probe";
import { ensureAptPackages } from "../support/aptPackages";
import { type BenchTarget, type Contender, type Marks, measure, type Milestone } from "./measure";
import { ours } from "./ours";
import { programs } from "./programs";
import { type BenchServers, startBenchServers } from "./servers";

const roundTripMs = 100;
/** A busy machine makes single runs slow. */
const runs = 3;

/** Round trips of what we show beyond the sign-in: EXAMINE, MAIL FROM, STAT. Graph's one request shows both. */
const proofTrips: Readonly<Record<ProtocolId, number>> = { imap: 1, smtp: 1, pop: 1, graph: 0 };

interface Result {
  readonly contender: Contender;
  readonly marks: Marks;
}

const widths = [9, 12, 14, 14, 12] as const;
const line = (...cells: readonly string[]): string =>
  cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join("");

function row({ contender: { protocol, name }, marks: { signedIn, open } }: Result): string {
  const last = open ?? signedIn;
  return line(
    protocol,
    name,
    String(signedIn?.roundTrips),
    open === undefined ? "cannot" : String(open.roundTrips),
    `${Math.round(last?.milliseconds ?? 0)} ms`,
    open === undefined ? "signed in" : "mailbox open",
  );
}

/** Compares within one protocol. @returns whether ours needs no more than the best sign-in and the proof */
function compare(results: readonly Result[]): boolean {
  const protocol = results[0]?.contender.protocol ?? "imap";
  const own = results.find(({ contender }) => ours.includes(contender))?.marks.open?.roundTrips;
  const others = results.filter(({ contender }) => !ours.includes(contender));
  const best = Math.min(...others.map(({ marks }) => marks.signedIn?.roundTrips ?? Infinity));
  if (own === undefined || !Number.isFinite(best))
    throw new Error(`No comparison for ${protocol}.`);
  const allowed = best + proofTrips[protocol];
  const words = own <= allowed ? "holds" : "DOES NOT HOLD";
  console.log(
    `${protocol}: ours ${own}, best sign-in ${best} + proof ${proofTrips[protocol]} = ${allowed}; ` +
      `ours/best ${(own / allowed).toFixed(2)}: ${words}`,
  );
  return own <= allowed;
}

/** Of several runs the shortest time, and the round trips of the best run; of ours, those of the worst. */
async function measureOften(contender: Contender, target: BenchTarget): Promise<Result> {
  const seen: Marks[] = [];
  for (let run = 0; run < runs; run += 1) {
    seen.push(await measure(contender, target, roundTripMs));
  }
  const choose = ours.includes(contender) ? Math.max : Math.min;
  const over = (milestone: Milestone): Marks => {
    const marks = seen.flatMap((one) => one[milestone] ?? []);
    if (marks.length < runs) return {};
    return {
      [milestone]: {
        roundTrips: choose(...marks.map(({ roundTrips }) => roundTrips)),
        milliseconds: Math.min(...marks.map(({ milliseconds }) => milliseconds)),
      },
    };
  };
  return { contender, marks: { ...over("signedIn"), ...over("open") } };
}

async function bench({ targets }: BenchServers): Promise<void> {
  console.log(
    `Round trips, connection and TLS included, at ${roundTripMs} ms there and back, goodbye left out.\n` +
      `Of ${runs} runs the shortest time, the worst count of ours and the best of the others.\n`,
  );
  console.log(line("protocol", "client", "to sign-in", "to mailbox", "time", "verdict"));
  const byProtocol: Result[][] = [];
  for (const own of ours) {
    const { protocol } = own;
    const results: Result[] = [];
    for (const contender of [own, ...programs.filter((one) => one.protocol === protocol)]) {
      const result = await measureOften(contender, targets[protocol]);
      results.push(result);
      console.log(row(result));
    }
    byProtocol.push(results);
  }
  console.log("");
  if (byProtocol.map(compare).includes(false)) process.exitCode = 1;
}

async function main(): Promise<void> {
  ensureAptPackages(["curl", "python3"]);
  const servers = await startBenchServers();
  try {
    await bench(servers);
  } finally {
    await servers.close();
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
