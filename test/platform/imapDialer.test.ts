import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import type { Transcript, Stage } from "../../src/core/mail/probe";
import { readImapReply } from "../../src/core/mail/imapReply";
import type { LoginTarget } from "../../src/core/ports";
import { ImapFlowDialer } from "../../src/platform/node/imapDialer";
import { tlsMaterial, type TlsMaterial } from "../sandbox/tls";
import { mapHosts, unmapHosts } from "../support/hostMap.cjs";
import { trustAuthority } from "../support/trustAuthority";
import { failureOf } from "./support/fakes";
import { type ImapScript, type ImapStub, startImapStub } from "./support/scriptedImap";
import { startSlowLine } from "./support/slowLine";

const accessToken = `canary-${"t0ken".repeat(300)}`;
const user = "ada@contoso.test";

interface Login {
  readonly transcript: Transcript;
  readonly live: readonly Stage[];
  readonly took: number;
}

const ids = (stages: readonly Stage[]): string[] =>
  stages.map(({ id, outcome }) => (outcome === "ok" ? id : `${id}!`));

/** Runs each limit a hundred times faster. */
async function hurried<T>(work: () => Promise<T>): Promise<T> {
  const real = globalThis.setTimeout;
  globalThis.setTimeout = ((run: () => void, milliseconds?: number) =>
    real(
      run,
      (milliseconds ?? 0) >= 2_000 ? (milliseconds ?? 0) / 100 : milliseconds,
    )) as typeof setTimeout;
  try {
    return await work();
  } finally {
    globalThis.setTimeout = real;
  }
}

const flood = (first: string) => (socket: Socket) => {
  socket.write(first);
  const chunk = Buffer.alloc(64 * 1024, 0x61);
  const more = (): void => {
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.on("drain", more);
  more();
};

const silent = (): undefined => undefined;

const listens = (socket: Socket): void => void socket.resume();

const failed = async (work: Promise<Login>): Promise<[string, string, string]> => {
  const { transcript, live } = await work;
  const reading = readImapReply(transcript);
  return [transcript.failure?.code ?? "", ids(live).join(" "), reading.ok ? "" : reading.problem];
};

describe("ImapFlowDialer", function () {
  this.timeout(10_000);
  const folder = mkdtempSync(join(tmpdir(), "imap-dialer-"));
  const dialer = new ImapFlowDialer();
  const open: { close(): Promise<void> }[] = [];
  let keys: TlsMaterial;
  let strangeKeys: TlsMaterial;
  let otherName: TlsMaterial;
  let endTrust: (() => void) | undefined;

  before(async () => {
    keys = await tlsMaterial(join(folder, "good"), ["localhost", "imap.test", "127.0.0.1"]);
    strangeKeys = await tlsMaterial(join(folder, "strange"), ["localhost", "127.0.0.1"]);
    otherName = await tlsMaterial(join(folder, "other"), ["another.test"]);
    endTrust = trustAuthority(keys.caFile);
  });
  afterEach(async () => void (await Promise.all(open.splice(0).map((one) => one.close()))));
  after(() => {
    endTrust?.();
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(
    script: ImapScript = {},
    with_: TlsMaterial | undefined = keys,
  ): Promise<ImapStub> {
    const stub = await startImapStub(with_, script);
    open.push(stub);
    return stub;
  }

  async function login(port: number, more: Partial<LoginTarget> = {}): Promise<Login> {
    const live: Stage[] = [];
    const started = Date.now();
    const target = { host: "127.0.0.1", port, user, address: user, accessToken, ...more };
    const transcript = await dialer.login(target, new AbortController().signal, (stage) =>
      live.push(stage),
    );
    assert.deepEqual(transcript.stages, live);
    assert.doesNotMatch(inspect(transcript, { depth: 8 }), /canary|Y2FuYXJ5/);
    return { transcript, live, took: Date.now() - started };
  }

  it("opens INBOX read-only and counts, stage by stage", async () => {
    const stub = await start();
    const { transcript, live } = await login(stub.port, { host: "localhost" });
    assert.deepEqual(ids(live), [
      "lookup",
      "connect",
      "tls",
      "greeting",
      "capability",
      "authenticate",
      "open",
    ]);
    assert.equal(transcript.messages, 1204);
    assert.deepEqual(transcript.authenticate, {
      accepted: true,
      status: "OK",
      text: "AUTHENTICATE completed.",
      challenge: undefined,
    });
    assert.equal(transcript.open?.status, "OK");
    assert.equal(transcript.failure, undefined);
    assert.equal(transcript.bye, undefined);
    assert.equal(transcript.greeting, "The Microsoft Exchange IMAP4 service is ready. [TABC=]");
    assert.ok(transcript.capabilities.includes("AUTH=XOAUTH2"));
    assert.deepEqual(transcript.tls?.subject, "Sandbox");
    assert.equal(transcript.tls?.issuer, "Sandbox certificate authority");
    assert.match(transcript.tls?.protocol ?? "", /^TLS 1\.[23]$/);
    assert.ok(Date.parse(transcript.tls?.validTo ?? "") > Date.now());
    assert.deepEqual(readImapReply(transcript), { ok: true });
    assert.match(live[0]?.detail ?? "", /^localhost → \d address/);
    assert.equal(live[4]?.detail, "AUTH=PLAIN AUTH=XOAUTH2 SASL-IR");
  });

  it("sends four commands, and the frame exactly as the protocol wants it", async () => {
    const stub = await start();
    await login(stub.port);
    assert.deepEqual(stub.commands, ["CAPABILITY", "AUTHENTICATE", "EXAMINE", "LOGOUT"]);
    const frame = Buffer.from(`user=${user}\x01auth=Bearer ${accessToken}\x01\x01`).toString(
      "base64",
    );
    assert.equal(stub.lines[1], `2 AUTHENTICATE XOAUTH2 ${frame}`);
    assert.equal(stub.lines[2], "3 EXAMINE INBOX");
  });

  it("needs at most seven round trips, goodbye included", async () => {
    const stub = await start();
    const oneWay = 50;
    const line = await startSlowLine(stub.port, oneWay);
    open.push(line);
    const runs: number[] = [];
    for (let run = 0; run < 3; run++) {
      const { transcript, took } = await login(line.port);
      assert.equal(transcript.open?.status, "OK");
      runs.push(took / (2 * oneWay));
    }
    const best = Math.min(...runs);
    assert.ok(
      best > 6 && best < 7.6,
      `round trips: ${runs.map((run) => run.toFixed(2)).join(", ")}`,
    );
  });

  it("does without CAPABILITY where the greeting tells them", async () => {
    const stub = await start({
      greeting: "* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2] Dovecot ready.",
    });
    const { transcript, live } = await login(stub.port);
    assert.deepEqual(stub.commands, ["AUTHENTICATE", "EXAMINE", "LOGOUT"]);
    assert.deepEqual(transcript.capabilities, ["IMAP4rev1", "SASL-IR", "AUTH=XOAUTH2"]);
    assert.equal(ids(live).length, 7);
  });

  it("waits for a prompt where the server takes no initial response", async () => {
    const stub = await start({
      greeting: "* OK [CAPABILITY IMAP4rev1 AUTH=XOAUTH2] ready",
      replies: {
        AUTHENTICATE: (tag, _line, socket) => {
          socket.once("data", () => socket.write(`${tag} OK done\r\n`));
          return "+ ";
        },
      },
    });
    assert.deepEqual(readImapReply((await login(stub.port)).transcript), { ok: true });
  });

  describe("refusals", () => {
    const challenge = Buffer.from('{"status":"400","schemes":"Bearer"}').toString("base64");
    const cases: readonly (readonly [
      name: string,
      script: ImapScript,
      stages: string,
      problem: string,
    ])[] = [
      [
        "token refused",
        { replies: { AUTHENTICATE: (tag) => `${tag} NO AUTHENTICATE failed.` } },
        "authenticate!",
        "authenticateRefused",
      ],
      [
        "token refused with a code",
        {
          replies: {
            AUTHENTICATE: (tag) => `${tag} NO [AUTHENTICATIONFAILED] Authentication failed.`,
          },
        },
        "authenticate!",
        "authenticateRefused",
      ],
      [
        "BAD",
        { replies: { AUTHENTICATE: (tag) => `${tag} BAD Command Argument Error. 11` } },
        "authenticate!",
        "authenticateRefused",
      ],
      [
        "authenticated but not connected",
        {
          replies: {
            EXAMINE: (tag) =>
              `${tag} BAD User is authenticated but not connected.\r\n* BYE Connection closed. 14`,
          },
        },
        "open!",
        "notConnected",
      ],
      [
        "no such mailbox",
        { replies: { EXAMINE: (tag) => `${tag} NO [NONEXISTENT] INBOX does not exist.` } },
        "open!",
        "openRefused",
      ],
      [
        "throttled",
        { replies: { AUTHENTICATE: (tag) => `${tag} NO [UNAVAILABLE] Too many connections.` } },
        "authenticate!",
        "busy",
      ],
      ["BYE for a greeting", { greeting: "* BYE Connection is closed. 13" }, "greeting!", "bye"],
      [
        "BYE after CAPABILITY",
        { replies: { CAPABILITY: () => "* BYE Server is going down." } },
        "capability!",
        "bye",
      ],
      [
        "BYE in place of an answer",
        { replies: { AUTHENTICATE: () => "* BYE Session invalidated - AccessNotGranted" } },
        "authenticate!",
        "bye",
      ],
      [
        "no XOAUTH2",
        {
          replies: {
            CAPABILITY: (tag) =>
              `* CAPABILITY IMAP4rev1 AUTH=PLAIN LOGINDISABLED\r\n${tag} OK done`,
          },
        },
        "authenticate!",
        "noXoauth2",
      ],
      [
        "a web server",
        {
          onConnection: (socket) =>
            void socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"),
        },
        "greeting!",
        "notMail",
      ],
      ["another protocol", { greeting: "220 mail.contoso.test ESMTP" }, "greeting!", "notMail"],
      [
        "closed without a word",
        { onConnection: (socket) => void setTimeout(() => socket.end(), 20) },
        "greeting!",
        "notMail",
      ],
      [
        "reset during AUTHENTICATE",
        { replies: { AUTHENTICATE: (_tag, _line, socket) => void socket.destroy() } },
        "authenticate!",
        "closed",
      ],
    ];
    for (const [name, script, last, problem] of cases) {
      it(`${name} → ${problem}`, async () => {
        const stub = await start(script);
        const { transcript, live, took } = await login(stub.port);
        assert.equal(ids(live).at(-1), last);
        const reading = readImapReply(transcript);
        assert.equal(reading.ok ? "ok" : reading.problem, problem);
        assert.ok(took < 1_500);
        assert.equal(live.filter(({ outcome }) => outcome === "failed").length, 1);
      });
    }

    it("keeps the server's words", async () => {
      const refused = await start({
        replies: { AUTHENTICATE: (tag) => `${tag} NO [AUTHENTICATIONFAILED] No.` },
      });
      assert.deepEqual((await login(refused.port)).transcript.authenticate, {
        accepted: false,
        status: "NO",
        text: "[AUTHENTICATIONFAILED] No.",
        challenge: undefined,
      });
      const notConnected = await start({
        replies: { EXAMINE: (tag) => `${tag} BAD User is authenticated but not connected.` },
      });
      const { transcript } = await login(notConnected.port);
      assert.equal(transcript.authenticate?.status, "OK");
      assert.deepEqual(transcript.open, {
        accepted: false,
        status: "BAD",
        text: "User is authenticated but not connected.",
        challenge: undefined,
      });
      const bye = await start({ greeting: "* BYE [UNAVAILABLE] Come back later." });
      assert.equal((await login(bye.port)).transcript.bye, "[UNAVAILABLE] Come back later.");
      const web = await start({
        onConnection: (socket) => void socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"),
      });
      assert.equal((await login(web.port)).transcript.greeting, "HTTP/1.1 400 Bad Request");
    });

    it("decodes the challenge that comes before a refusal", async () => {
      const stub = await start({
        replies: {
          AUTHENTICATE: (tag, _line, socket) => {
            socket.once("data", () => socket.write(`${tag} NO refused\r\n`));
            return `+ ${challenge}`;
          },
        },
      });
      assert.deepEqual((await login(stub.port)).transcript.authenticate, {
        accepted: false,
        status: "NO",
        text: "refused",
        challenge: '{"status":"400","schemes":"Bearer"}',
      });
    });

    it("hides the token where a server sends it back", async () => {
      const stub = await start({
        replies: {
          AUTHENTICATE: (tag, line) => `${tag} NO I did not like ${line} nor ${accessToken}`,
        },
      });
      const { transcript } = await login(stub.port);
      assert.match(transcript.authenticate?.text ?? "", /^I did not like /);
    });

    it("refuses to believe PREAUTH", async () => {
      const stub = await start({ greeting: "* PREAUTH welcome, ada" });
      const { transcript, live } = await login(stub.port);
      assert.equal(ids(live).at(-1), "greeting!");
      assert.equal(transcript.failure?.code, "PROTOCOL");
      assert.deepEqual(stub.commands, []);
    });
  });

  describe("hostile servers", () => {
    it("a line without end as a greeting", async () => {
      const stub = await start({ onConnection: flood("* OK ") });
      const { transcript, took } = await login(stub.port);
      assert.equal(transcript.failure?.code, "PROTOCOL");
      assert.ok(took < 2_000);
    });
    it("a line of 10 MB in place of an answer", async () => {
      const stub = await start({
        replies: { AUTHENTICATE: (tag) => `${tag} NO ${"x".repeat(10 * 1024 * 1024)}` },
      });
      const { transcript, took } = await login(stub.port);
      assert.equal(transcript.open, undefined);
      assert.equal(transcript.failure?.code, "PROTOCOL");
      assert.ok(took < 2_000);
      assert.ok(JSON.stringify(transcript).length < 10_000);
    });
    it("garbage for a greeting", async () => {
      const stub = await start({
        onConnection: (socket) => void socket.write(Buffer.from([0, 255, 13, 10, 0, 13, 10])),
      });
      const reading = readImapReply((await login(stub.port)).transcript);
      assert.equal(reading.ok ? "" : reading.problem, "notMail");
    });
    it("garbage between answers does no harm", async () => {
      const stub = await start({
        replies: {
          CAPABILITY: (tag) =>
            `* )( garbage\r\n* CAPABILITY IMAP4rev1 AUTH=XOAUTH2 SASL-IR\r\n${tag} OK done`,
        },
      });
      assert.deepEqual(readImapReply((await login(stub.port)).transcript), { ok: true });
    });
  });

  describe("the network", () => {
    it("a name that does not exist", async () => {
      const [code, stages, problem] = await failed(login(993, { host: "no-such-host.invalid" }));
      assert.match(code, /^(ENOTFOUND|EAI_AGAIN)$/);
      assert.deepEqual([stages, problem], ["lookup!", "lookup"]);
    });
    it("nobody listens", async () => {
      const stub = await start();
      await stub.close();
      assert.deepEqual(await failed(login(stub.port)), [
        "ECONNREFUSED",
        "lookup connect!",
        "refused",
      ]);
    });
    it("an authority that is not trusted", async () => {
      const stub = await start({}, strangeKeys);
      const [code, stages, problem] = await failed(login(stub.port));
      assert.match(
        code,
        /^(CERT_SIGNATURE_FAILURE|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT_LOCALLY)$/,
      );
      assert.deepEqual([stages, problem], ["lookup connect tls!", "tls"]);
      assert.deepEqual(stub.lines, []);
    });
    it("a certificate for another name", async () => {
      // Both authorities bear one name, so only one of them can be trusted at a time.
      endTrust?.();
      endTrust = trustAuthority(otherName.caFile);
      const stub = await start({}, otherName);
      const { transcript, live } = await login(stub.port, { host: "localhost" });
      assert.equal(transcript.failure?.code, "ERR_TLS_CERT_ALTNAME_INVALID");
      assert.equal(ids(live).join(" "), "lookup connect tls!");
      assert.equal(transcript.tls?.issuer, "Sandbox certificate authority");
      assert.deepEqual(stub.lines, []);
      endTrust?.();
      endTrust = trustAuthority(keys.caFile);
    });
    it("a server without TLS, speaking HTTP", async () => {
      const stub = await startImapStub(undefined, {
        onConnection: (socket) =>
          void socket.once("data", () => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")),
      });
      open.push(stub);
      const [code, stages, problem] = await failed(login(stub.port));
      assert.match(code, /^(ERR_SSL_|EPROTO)/);
      assert.deepEqual([stages, problem], ["lookup connect tls!", "tls"]);
    });
    it("a connection that ends during the handshake", async () => {
      const stub = await startImapStub(undefined, {
        onConnection: (socket) => void socket.once("data", () => socket.destroy()),
      });
      open.push(stub);
      assert.equal((await failed(login(stub.port)))[2], "tls");
    });
  });

  describe("silence", () => {
    const cases: readonly (readonly [stage: string, script: ImapScript, tls: boolean])[] = [
      ["tls", { onConnection: listens }, false],
      ["greeting", { onConnection: listens }, true],
      ["capability", { replies: { CAPABILITY: silent } }, true],
      ["authenticate", { replies: { AUTHENTICATE: silent } }, true],
      ["open", { replies: { EXAMINE: silent } }, true],
    ];
    for (const [stage, script, tls] of cases) {
      it(`at ${stage} ends with TIMEOUT`, async () => {
        const stub = await startImapStub(tls ? keys : undefined, script);
        open.push(stub);
        const { transcript, live } = await hurried(() => login(stub.port));
        assert.equal(transcript.failure?.code, "TIMEOUT");
        assert.equal(ids(live).at(-1), `${stage}!`);
        const reading = readImapReply(transcript);
        assert.equal(reading.ok ? "" : reading.problem, "timeout");
      });
      it(`at ${stage} can be cancelled within 200 ms`, async () => {
        const stub = await startImapStub(tls ? keys : undefined, script);
        open.push(stub);
        const controller = new AbortController();
        const stages: Stage[] = [];
        let aborted = 0;
        setTimeout(() => {
          aborted = Date.now();
          controller.abort();
        }, 100);
        assert.equal(
          (
            await failureOf(
              dialer.login(
                { host: "127.0.0.1", port: stub.port, user, address: user, accessToken },
                controller.signal,
                (one) => stages.push(one),
              ),
            )
          ).code,
          "cancelled",
        );
        assert.ok(Date.now() - aborted < 200);
        const heard = stages.length;
        await new Promise((resolve) => void setTimeout(resolve, 50));
        assert.equal(stub.openConnections, 0);
        assert.equal(stages.length, heard);
      });
    }
    it("after LOGOUT is no failure", async () => {
      const stub = await start({ replies: { LOGOUT: silent } });
      const { transcript } = await hurried(() => login(stub.port));
      assert.equal(transcript.open?.status, "OK");
      assert.equal(transcript.failure, undefined);
    });
  });

  describe("STARTTLS on port 143", () => {
    const target = { host: "imap.test", port: 143 };
    const via = async (stub: ImapStub): Promise<Login> => {
      mapHosts({ "imap.test:143": `127.0.0.1:${stub.port}` });
      try {
        return await login(0, target);
      } finally {
        unmapHosts(["imap.test:143"]);
      }
    };
    const offers: ImapScript = {
      startTls: true,
      replies: {
        CAPABILITY: (tag) =>
          `* CAPABILITY IMAP4rev1 STARTTLS AUTH=XOAUTH2 SASL-IR\r\n${tag} OK done`,
      },
    };
    it("changes to TLS before the token is sent", async () => {
      const stub = await start(offers);
      const { transcript, live } = await via(stub);
      assert.deepEqual(readImapReply(transcript), { ok: true });
      assert.deepEqual(ids(live), [
        "lookup",
        "connect",
        "greeting",
        "capability",
        "tls",
        "capability",
        "authenticate",
        "open",
      ]);
      assert.deepEqual(stub.commands, [
        "CAPABILITY",
        "STARTTLS",
        "CAPABILITY",
        "AUTHENTICATE",
        "EXAMINE",
        "LOGOUT",
      ]);
    });
    it("sends nothing where it was stripped", async () => {
      const stub = await start({ startTls: true });
      const { transcript } = await via(stub);
      assert.deepEqual(stub.commands, ["CAPABILITY"]);
      const reading = readImapReply(transcript);
      assert.equal(reading.ok ? "" : reading.problem, "tls");
    });
    it("sends nothing where data was slipped in before TLS", async () => {
      const stub = await start({
        startTls: true,
        replies: {
          ...offers.replies,
          CAPABILITY: (tag) =>
            `* CAPABILITY IMAP4rev1 STARTTLS AUTH=XOAUTH2 SASL-IR\r\n${tag} OK done\r\n2 OK go on\r\n* CAPABILITY AUTH=PLAIN`,
        },
      });
      const { transcript } = await via(stub);
      assert.equal(stub.commands.includes("AUTHENTICATE"), false);
      assert.equal(readImapReply(transcript).ok, false);
    });
  });

  for (const [name, more] of [
    ["a line break in the address", { user: "ada\r\na1 DELETE INBOX" }],
    ["a frame separator in the token", { accessToken: "x\x01user=eve" }],
    ["NUL in the address", { user: "ada\0" }],
  ] as const) {
    it(`refuses ${name} before anything is sent`, async () => {
      const stub = await start();
      assert.equal((await failureOf(login(stub.port, more))).code, "input.invalid");
      assert.deepEqual(stub.lines, []);
    });
  }
});
