import assert from "node:assert/strict";
import type { LoginTarget } from "../../src/core/ports";
import { ImapFlowDialer } from "../../src/platform/node/imapDialer";
import {
  accessToken,
  DialerLab,
  flood,
  frame,
  ids,
  listens,
  type Login,
  problemOf,
  rest,
  silent,
} from "./support/dialerLab";
import {
  challengeSuite,
  endingSuite,
  networkSuite,
  silenceSuite,
  valueSuite,
} from "./support/dialerSuites";
import type { MailScript, MailStub } from "./support/mailStub";
import { startImapStub } from "./support/scriptedImap";

/** What the server was told; the dialer does not wait until the goodbye has come there. */
async function saidTo({ commands }: MailStub): Promise<readonly string[]> {
  for (let waits = 0; waits < 100 && !commands.includes("LOGOUT"); waits += 1) await rest(10);
  return commands;
}

describe("ImapFlowDialer", function () {
  this.timeout(10_000);
  const lab = new DialerLab(new ImapFlowDialer(), startImapStub);
  const start = (script?: MailScript): Promise<MailStub> => lab.start(script);
  const via = (stub: MailStub): Promise<Login> => lab.loginVia(stub, 143);
  const login = (port: number, more?: Partial<LoginTarget>): Promise<Login> =>
    lab.login(port, more);

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
    assert.equal(problemOf(transcript), "ok");
    assert.match(live[0]?.detail ?? "", /^localhost → \d address/);
    assert.equal(live[4]?.detail, "AUTH=PLAIN AUTH=XOAUTH2 SASL-IR");
  });

  it("sends four commands, and the frame exactly as the protocol wants it", async () => {
    const stub = await start();
    await login(stub.port);
    assert.deepEqual(await saidTo(stub), ["CAPABILITY", "AUTHENTICATE", "EXAMINE", "LOGOUT"]);
    assert.equal(stub.lines[1], `2 AUTHENTICATE XOAUTH2 ${frame}`);
    assert.equal(stub.lines[2], "3 EXAMINE INBOX");
  });

  it("needs at most six round trips, and says goodbye without waiting", async () => {
    // Connecting and six turns: both halves of the TLS handshake, then four commands, the last of them not waited for
    const { transcript, turns } = await lab.loginCounted(await start());
    assert.equal(transcript.open?.status, "OK");
    assert.equal(turns, 6);
  });

  it("does without CAPABILITY where the greeting tells them", async () => {
    const stub = await start({
      greeting: "* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2] Dovecot ready.",
    });
    const { transcript, live } = await login(stub.port);
    assert.deepEqual(await saidTo(stub), ["AUTHENTICATE", "EXAMINE", "LOGOUT"]);
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
    assert.equal(problemOf((await login(stub.port)).transcript), "ok");
  });

  describe("refusals", () => {
    endingSuite(lab, [
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
    ]);

    challengeSuite(lab, (challenge) => ({
      replies: {
        AUTHENTICATE: (tag, _line, socket) => {
          socket.once("data", () => socket.write(`${tag} NO refused\r\n`));
          return `+ ${challenge}`;
        },
      },
    }));

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
      assert.equal(problemOf((await login(stub.port)).transcript), "notMail");
    });
    it("garbage between answers does no harm", async () => {
      const stub = await start({
        replies: {
          CAPABILITY: (tag) =>
            `* )( garbage\r\n* CAPABILITY IMAP4rev1 AUTH=XOAUTH2 SASL-IR\r\n${tag} OK done`,
        },
      });
      assert.equal(problemOf((await login(stub.port)).transcript), "ok");
    });
  });

  describe("the network", () =>
    networkSuite(lab, [], (then) => ({
      onConnection: (socket) => void socket.once("data", () => then(socket)),
    })));

  describe("silence", () => {
    silenceSuite(lab, [
      ["tls", { onConnection: listens }, false],
      ["greeting", { onConnection: listens }, true],
      ["capability", { replies: { CAPABILITY: silent } }, true],
      ["authenticate", { replies: { AUTHENTICATE: silent } }, true],
      ["open", { replies: { EXAMINE: silent } }, true],
    ]);
    it("after LOGOUT is no failure, and not waited for", async () => {
      const stub = await start({ replies: { LOGOUT: silent } });
      const { transcript, took } = await login(stub.port);
      assert.ok(took < 1_500);
      assert.equal(transcript.open?.status, "OK");
      assert.equal(transcript.failure, undefined);
    });
  });

  describe("STARTTLS on port 143", () => {
    const offers: MailScript = {
      startTls: true,
      replies: {
        CAPABILITY: (tag) =>
          `* CAPABILITY IMAP4rev1 STARTTLS AUTH=XOAUTH2 SASL-IR\r\n${tag} OK done`,
      },
    };
    it("changes to TLS before the token is sent", async () => {
      const stub = await start(offers);
      const { transcript, live } = await via(stub);
      assert.equal(problemOf(transcript), "ok");
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
      assert.deepEqual(await saidTo(stub), [
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
      assert.equal(problemOf(transcript), "tls");
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
      assert.equal(problemOf(transcript) === "ok", false);
    });
  });

  valueSuite(lab);
});
