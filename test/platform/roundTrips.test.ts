import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { ImapFlow } from "imapflow";
import type { ProtocolId } from "../../src/core/mail/probe";
import { type Contender, type Mark, measure } from "../bench/measure";
import { ours } from "../bench/ours";
import { type BenchServers, startBenchServers } from "../bench/servers";

/** Long enough that what a client sends in one go arrives in one go. */
const roundTripMs = 40;

interface Bound {
  readonly signedIn: number;
  /** To the whole result. */
  readonly open: number;
}

/**
 * Connection and TLS 1.3 take three, the greeting included where TLS comes first (the server waits for the client's
 * last part of the handshake). What the protocols add:
 */
const bounds: Readonly<Record<ProtocolId, Bound>> = {
  // CAPABILITY, AUTHENTICATE; EXAMINE
  imap: { signedIn: 5, open: 6 },
  // The greeting in clear text, EHLO, STARTTLS, EHLO together with the end of the handshake, AUTH; MAIL FROM
  smtp: { signedIn: 7, open: 8 },
  // AUTH on two lines; STAT
  pop: { signedIn: 5, open: 6 },
  // The one request goes with the end of the handshake and shows both
  graph: { signedIn: 3, open: 3 },
};

describe("round trips of the login tests", function () {
  this.timeout(10_000);
  let servers: BenchServers;

  before(async function makeCertificateFirst() {
    this.timeout(60_000);
    servers = await startBenchServers();
  });
  after(() => servers?.close());

  const tripsOf = async (contender: Contender): Promise<readonly (number | undefined)[]> => {
    const target = servers.targets[contender.protocol];
    const { signedIn, open } = await measure(contender, target, roundTripMs);
    return [signedIn, open].map((mark: Mark | undefined) => mark?.roundTrips);
  };

  for (const contender of ours) {
    const { protocol } = contender;
    const bound = bounds[protocol];
    it(`${protocol}: at most ${bound.signedIn} to the sign-in and ${bound.open} to the open mailbox`, async () => {
      const [signedIn = Infinity, open = Infinity] = await tripsOf(contender);
      assert.ok(signedIn <= bound.signedIn, `${signedIn} to the sign-in`);
      assert.ok(open <= bound.open, `${open} to the open mailbox`);
    });
  }

  it("are more with a client that asks more: imapflow as it is", async () => {
    const [signedIn = 0, open = 0] = await tripsOf({
      protocol: "imap",
      name: "imapflow",
      run: async ({ host, port, user, accessToken, caFile }, reach) => {
        const client = new ImapFlow({
          host,
          port,
          secure: true,
          tls: { ca: readFileSync(caFile, "utf8") },
          auth: { user, accessToken },
          logger: false,
        });
        await client.connect();
        reach("signedIn");
        await client.mailboxOpen("INBOX", { readOnly: true });
        reach("open");
        await client.logout();
      },
    });
    assert.ok(signedIn > bounds.imap.signedIn, `${signedIn} to the sign-in`);
    assert.ok(open > bounds.imap.open, `${open} to the open mailbox`);
  });
});
