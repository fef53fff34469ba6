import assert from "node:assert/strict";
import dns from "node:dns";
import type { Socket } from "node:net";
import { failureOf } from "./fakes";
import { type DialerLab, frame, hurried, ids, type Login, problemOf } from "./dialerLab";
import type { MailScript } from "./mailStub";

const ending = async (work: Promise<Login>): Promise<[string, string, string]> => {
  const { transcript, live } = await work;
  return [transcript.failure?.code ?? "", ids(live).join(" "), problemOf(transcript)];
};

function sentNothing(lines: readonly string[]): void {
  assert.ok(!lines.some((line) => line.length > 100), "a token was sent");
}

/**
 * What the network does to every protocol.
 * @param before stages between the connection and TLS
 * @param withoutTls a script for a server that has no certificate: it does what it does when TLS is due
 */
export function networkSuite(
  lab: DialerLab,
  before: readonly string[],
  withoutTls: (then: (socket: Socket) => void) => MailScript,
): void {
  const upToTls = ["lookup", "connect", ...before, "tls!"].join(" ");

  it("a name that does not exist", async () => {
    const [code, stages, problem] = await ending(lab.login(993, { host: "no-such-host.invalid" }));
    assert.match(code, /^(ENOTFOUND|EAI_AGAIN)$/);
    assert.deepEqual([stages, problem], ["lookup!", "lookup"]);
  });

  it("nobody listens", async () => {
    const stub = await lab.start();
    await stub.close();
    assert.deepEqual(await ending(lab.login(stub.port)), [
      "ECONNREFUSED",
      "lookup connect!",
      "refused",
    ]);
  });

  it("an address of IPv6 that nobody answers at, before the one of IPv4", async () => {
    const stub = await lab.start();
    const real = dns.lookup;
    const both = [
      { address: "::1", family: 6 },
      { address: "127.0.0.1", family: 4 },
    ];
    dns.lookup = ((_name: string, _options: object, callback: (...found: unknown[]) => void) =>
      setImmediate(callback, null, both)) as unknown as typeof dns.lookup;
    try {
      const { transcript, live } = await lab.login(stub.port, { host: "localhost" });
      assert.equal(problemOf(transcript), "ok");
      assert.equal(live[0]?.detail, "localhost → 2 addresses");
      assert.equal(live[1]?.detail, "IPv4 127.0.0.1");
    } finally {
      dns.lookup = real;
    }
  });

  it("an authority that is not trusted: its certificate is named", async () => {
    const stub = await lab.start({}, lab.certificates.strange);
    const { transcript, live } = await lab.login(stub.port);
    assert.match(
      transcript.failure?.code ?? "",
      /^(CERT_SIGNATURE_FAILURE|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT_LOCALLY)$/,
    );
    assert.deepEqual([ids(live).join(" "), problemOf(transcript)], [upToTls, "tls"]);
    assert.equal(transcript.tls?.issuer, "Sandbox certificate authority");
    assert.equal(transcript.tls?.subject, "Sandbox");
    sentNothing(stub.lines);
  });

  it("a certificate for another name: both names are told", async () => {
    await lab.trusting(lab.certificates.otherName, async () => {
      const stub = await lab.start({}, lab.certificates.otherName);
      const { transcript, live } = await lab.login(stub.port, { host: "localhost" });
      assert.equal(transcript.failure?.code, "ERR_TLS_CERT_ALTNAME_INVALID");
      assert.match(transcript.failure?.text ?? "", /localhost.*another\.test/);
      assert.equal(ids(live).join(" "), upToTls);
      assert.equal(transcript.tls?.issuer, "Sandbox certificate authority");
      sentNothing(stub.lines);
    });
  });

  it("a certificate that has ended", async () => {
    await lab.trusting(lab.certificates.expired, async () => {
      const stub = await lab.start({}, lab.certificates.expired);
      const { transcript, live } = await lab.login(stub.port, { host: "localhost" });
      assert.equal(transcript.failure?.code, "CERT_HAS_EXPIRED");
      assert.deepEqual([ids(live).join(" "), problemOf(transcript)], [upToTls, "tls"]);
      assert.ok(Date.parse(transcript.tls?.validTo ?? "") < Date.now());
      sentNothing(stub.lines);
    });
  });

  it("a server that speaks HTTP where TLS is due", async () => {
    const stub = await lab.startWithoutTls(
      withoutTls((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")),
    );
    const [code, stages, problem] = await ending(lab.login(stub.port));
    assert.match(code, /^(ERR_SSL_|EPROTO)/);
    assert.deepEqual([stages, problem], [upToTls, "tls"]);
  });

  it("a connection that ends during the handshake", async () => {
    const stub = await lab.startWithoutTls(withoutTls((socket) => socket.destroy()));
    assert.equal((await ending(lab.login(stub.port)))[2], "tls");
  });
}

/** What a server does, the stage at which the login ends, and the problem that is read. */
export type Ending = readonly [name: string, script: MailScript, last: string, problem: string];

/** Every login ends in one failed stage and one problem; the token is shown once at the most. */
export function endingSuite(lab: DialerLab, cases: readonly Ending[]): void {
  for (const [name, script, last, problem] of cases) {
    it(`${name} → ${problem}`, async () => {
      const stub = await lab.start(script);
      const { transcript, live, took } = await lab.login(stub.port);
      assert.equal(ids(live).at(-1), last);
      assert.equal(problemOf(transcript), problem);
      assert.equal(live.filter(({ outcome }) => outcome === "failed").length, 1);
      assert.ok(stub.lines.filter((line) => line.includes(frame)).length <= 1);
      assert.ok(took < 5_000, `${took} ms`);
    });
  }
}

/** Servers that break the protocol, and the stage at which they do: the login ends at once, and little is kept. */
export function garbledSuite(
  lab: DialerLab,
  cases: readonly (readonly [name: string, script: MailScript, last: string])[],
): void {
  for (const [name, script, last] of cases) {
    it(`${name} → garbled`, async () => {
      const stub = await lab.start(script);
      const { transcript, live } = await lab.login(stub.port);
      assert.equal(transcript.failure?.code, "PROTOCOL");
      assert.equal(problemOf(transcript), "garbled");
      assert.equal(ids(live).at(-1), last);
      assert.ok(JSON.stringify(transcript).length < 10_000);
    });
  }

  it("binary for a greeting → notMail", async () => {
    const stub = await lab.start({
      onConnection: (socket) => void socket.write(Buffer.from([0, 255, 13, 10, 0, 13, 10])),
    });
    assert.equal(problemOf((await lab.login(stub.port)).transcript), "notMail");
  });
}

const base64 = (text: string): string => Buffer.from(text).toString("base64");

/** What comes before a refusal in base64 (RFC 7628 §3.2.2), and what only looks like it. */
export function challengeSuite(lab: DialerLab, answering: (challenge: string) => MailScript): void {
  const told = '{"status":"400","schemes":"Bearer"}';
  for (const [name, challenge, kept] of [
    ["JSON", base64(told), told],
    ["no base64", "!!!", undefined],
    ["too short", "e30", undefined],
    ["no JSON", base64("no json"), undefined],
    ["very long", "A".repeat(4_000), undefined],
  ] as const) {
    it(`a challenge: ${name}`, async () => {
      const stub = await lab.start(answering(challenge));
      const { transcript } = await lab.login(stub.port);
      assert.equal(transcript.authenticate?.challenge, kept);
      assert.equal(problemOf(transcript), "authenticateRefused");
      assert.equal(stub.lines.filter((line) => line.includes(frame)).length, 1);
      assert.equal(stub.lines.at(-1), "");
    });
  }
}

/** At which stage a server falls silent, how, and whether it has a certificate. */
export type Silence = readonly [stage: string, script: MailScript, tls: boolean];

export function silenceSuite(lab: DialerLab, cases: readonly Silence[]): void {
  for (const [stage, script, tls] of cases) {
    const start = () => (tls ? lab.start(script) : lab.startWithoutTls(script));

    it(`at ${stage} ends with TIMEOUT`, async () => {
      const stub = await start();
      const { transcript, live } = await hurried(() => lab.login(stub.port));
      assert.equal(transcript.failure?.code, "TIMEOUT");
      assert.equal(ids(live).at(-1), `${stage}!`);
      assert.equal(problemOf(transcript), "timeout");
    });

    it(`at ${stage} can be cancelled within 200 ms`, async () => {
      const stub = await start();
      const { code, took } = await lab.cancelled(stub.port);
      assert.equal(code, "cancelled");
      assert.ok(took < 200, `${took} ms`);
      assert.equal(stub.openConnections, 0);
    });
  }
}

/** Values that would break out of the frame or of a command. */
export function valueSuite(lab: DialerLab): void {
  for (const [name, more] of [
    ["a line break in the address", { user: "ada\r\na1 DELETE INBOX" }],
    ["a frame separator in the token", { accessToken: "x\x01user=eve" }],
    ["NUL in the address", { user: "ada\0" }],
  ] as const) {
    it(`refuses ${name} before anything is sent`, async () => {
      const stub = await lab.start();
      assert.equal((await failureOf(lab.login(stub.port, more))).code, "input.invalid");
      assert.deepEqual(stub.lines, []);
    });
  }
}
