import type { ProtocolId } from "../../src/core/mail/probe";
import { startDelayingProxy } from "../support/delayingProxy";

/** What a client has shown: that the token is accepted, and that it opens the mailbox. */
export type Milestone = "signedIn" | "open";

/** Told at the moment at which the client knows. */
export type Reach = (milestone: Milestone) => void;

/** Where a client signs in, on this machine. */
export interface BenchTarget {
  readonly host: "localhost";
  readonly port: number;
  readonly user: string;
  readonly accessToken: string;
  /** PEM file of the authority to trust. */
  readonly caFile: string;
}

export interface Contender {
  readonly protocol: ProtocolId;
  readonly name: string;
  /** Signs in once. @throws Error with the words of the client when it cannot */
  run(target: BenchTarget, reach: Reach): Promise<void>;
}

/** What it took from the first packet on: waits for the far end, and milliseconds. */
export interface Mark {
  readonly roundTrips: number;
  readonly milliseconds: number;
}

export type Marks = Readonly<Partial<Record<Milestone, Mark>>>;

/**
 * Lets a client sign in over a line that takes `roundTripMs` there and back, and reads the line's counters at each
 * milestone. What comes after the last one (the goodbye) is not counted.
 * @throws Error when the client did not even sign in
 */
export async function measure(
  contender: Contender,
  target: BenchTarget,
  roundTripMs: number,
): Promise<Marks> {
  const proxy = await startDelayingProxy({ target: `127.0.0.1:${target.port}`, roundTripMs });
  const marks: Partial<Record<Milestone, Mark>> = {};
  try {
    await contender.run({ ...target, port: proxy.port }, (milestone) => {
      const traffic = proxy.traffic();
      marks[milestone] ??= {
        roundTrips: traffic.reduce((sum, { roundTrips }) => sum + roundTrips, 0),
        milliseconds: traffic[0]?.milliseconds ?? 0,
      };
    });
  } finally {
    await proxy.close();
  }
  if (marks.signedIn === undefined) {
    throw new Error(`${contender.name} did not sign in by ${contender.protocol}.`);
  }
  return marks;
}
