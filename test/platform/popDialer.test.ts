import assert from "node:assert/strict";
import { PopDialer } from "../../src/platform/node/popDialer";
import {
  accessToken,
  DialerLab,
  flood,
  frame,
  hurried,
  ids,
  listens,
  problemOf,
  silent,
} from "./support/dialerLab";
import {
  challengeSuite,
  endingSuite,
  garbledSuite,
  networkSuite,
  silenceSuite,
  valueSuite,
} from "./support/dialerSuites";
import type { MailScript } from "./support/mailStub";
import { capaAnswer, startPopStub } from "./support/scriptedPop";

describe("PopDialer", function () {
  this.timeout(10_000);
  const lab = new DialerLab(new PopDialer(), startPopStub);

  const turns = async (script: MailScript): Promise<number> =>
    (await lab.loginCounted(await lab.start(script))).turns;

  it("asks how many messages there are, stage by stage", async () => {
    const stub = await lab.start();
    const { transcript, live } = await lab.login(stub.port, { host: "localhost" });
    assert.deepEqual(ids(live), ["lookup", "connect", "tls", "greeting", "authenticate", "open"]);
    assert.equal(problemOf(transcript), "ok");
    assert.equal(transcript.messages, 1204);
    assert.equal(transcript.protocol, "pop");
    assert.equal(transcript.greeting, "+OK The Microsoft Exchange POP3 service is ready. [TABC=]");
    assert.deepEqual(transcript.authenticate, {
      accepted: true,
      status: "+OK",
      text: "User successfully authenticated.",
      challenge: undefined,
    });
    assert.deepEqual(transcript.open, {
      accepted: true,
      status: "+OK",
      text: "1204 49203847",
      challenge: undefined,
    });
    assert.equal(transcript.failure, undefined);
    assert.equal(transcript.tls?.subject, "Sandbox");
  });

  it("sends the token on a line of its own, and says goodbye", async () => {
    const stub = await lab.start();
    await lab.login(stub.port);
    await new Promise((resolve) => void setTimeout(resolve, 30));
    assert.deepEqual(stub.lines, ["AUTH XOAUTH2", frame, "STAT", "QUIT"]);
  });

  it("knows the answer to the sign-in after five round trips, and the mailbox open after one more", async () => {
    // Connecting and four turns: both halves of the TLS handshake, AUTH, the token
    assert.equal(await turns({ replies: { TOKEN: () => "-ERR Logon failure" } }), 4);
    // STAT, and a goodbye whose answer is not waited for
    assert.equal(await turns({ replies: {} }), 6);
  });

  describe("refusals", () => {
    endingSuite(lab, [
      [
        "token refused",
        {
          replies: {
            TOKEN: () => "-ERR Authentication failure: unknown user name or bad password.",
          },
        },
        "authenticate!",
        "authenticateRefused",
      ],
      [
        "a server that refuses XOAUTH2 and offers others",
        {
          replies: {
            AUTH: () => "-ERR Unrecognized authentication type.",
            CAPA: () => capaAnswer("TOP", "SASL PLAIN LOGIN", "USER"),
          },
        },
        "authenticate!",
        "noXoauth2",
      ],
      [
        "a server that refuses XOAUTH2 though it offers it",
        { replies: { AUTH: () => "-ERR Logon failure" } },
        "authenticate!",
        "authenticateRefused",
      ],
      [
        "a server that refuses XOAUTH2 and knows no CAPA",
        { replies: { AUTH: () => "-ERR Unknown.", CAPA: () => "-ERR Unknown." } },
        "authenticate!",
        "authenticateRefused",
      ],
      [
        "a server that leaves after it has refused XOAUTH2",
        {
          replies: {
            AUTH: () => "-ERR Go away",
            CAPA: (_tag, _line, socket) => void socket.destroy(),
          },
        },
        "authenticate!",
        "authenticateRefused",
      ],
      ["a mailbox in use", { replies: { STAT: () => "-ERR [IN-USE] locked" } }, "open!", "busy"],
      ["STAT refused", { replies: { STAT: () => "-ERR no mailbox" } }, "open!", "openRefused"],
      ["-ERR for a greeting", { greeting: "-ERR not today" }, "greeting!", "bye"],
      ["too many connections", { greeting: "-ERR [SYS/TEMP] too many" }, "greeting!", "busy"],
      [
        "a web server",
        { onConnection: (socket) => void socket.end("HTTP/1.1 400 Bad Request\r\n\r\n") },
        "greeting!",
        "notMail",
      ],
      ["another protocol", { greeting: "* OK IMAP4rev1" }, "greeting!", "notMail"],
      [
        "closed without a word",
        { onConnection: (socket) => void setTimeout(() => socket.end(), 20) },
        "greeting!",
        "closed",
      ],
      [
        "reset during the sign-in",
        { replies: { TOKEN: (_tag, _line, socket) => void socket.destroy() } },
        "authenticate!",
        "closed",
      ],
      [
        "a farewell in place of an answer",
        {
          replies: {
            STAT: () => "+OK 1 1",
            TOKEN: (_tag, _line, socket) =>
              void socket.write("+OK welcome\r\n-ERR server is going down\r\n"),
          },
        },
        "open!",
        "bye",
      ],
    ]);

    challengeSuite(lab, (challenge) => ({
      replies: { TOKEN: () => `+ ${challenge}`, EMPTY: () => "-ERR [AUTH] refused" },
    }));

    it("hides the token where a server sends it back", async () => {
      const stub = await lab.start({
        replies: { TOKEN: (_tag, line) => `-ERR I did not like ${line} nor ${accessToken}` },
      });
      const { transcript } = await lab.login(stub.port);
      assert.match(transcript.authenticate?.text ?? "", /^I did not like /);
    });

    it("shows the token to nobody who does not ask for it", async () => {
      for (const answer of ["+OK welcome, ada", "-ERR no", "garbage"]) {
        const stub = await lab.start({ replies: { AUTH: () => answer } });
        const { transcript } = await lab.login(stub.port);
        assert.notEqual(problemOf(transcript), "ok");
        assert.ok(!stub.commands.includes("TOKEN"), answer);
      }
    });
  });

  describe("hostile servers", () => {
    const megabytes = "x".repeat(10 * 1024 * 1024);
    garbledSuite(lab, [
      ["a line without end as a greeting", { onConnection: flood("+OK ") }, "greeting!"],
      [
        "lines without end as a greeting",
        { onConnection: flood("", Buffer.from("+OK hi\r\n".repeat(8192))) },
        "authenticate!",
      ],
      [
        "empty lines without end",
        {
          replies: {
            AUTH: (_tag, _line, socket) => flood("", Buffer.alloc(65536, "\r\n"))(socket),
          },
        },
        "authenticate!",
      ],
      [
        "a line of 10 MB to the token",
        { replies: { TOKEN: () => `-ERR ${megabytes}` } },
        "authenticate!",
      ],
      [
        "binary to the token",
        {
          replies: {
            TOKEN: (_tag, _line, socket) => void socket.write(Buffer.from([0, 255, 254, 13, 10])),
          },
        },
        "authenticate!",
      ],
      [
        "a challenge to the challenge",
        { replies: { TOKEN: () => "+ ", EMPTY: () => "+ " } },
        "authenticate!",
      ],
      ["an answer to what was not asked", { replies: { TOKEN: () => "+OK\r\n+OK 1 1" } }, "open!"],
      ["a count that is none", { replies: { STAT: () => "+OK many messages" } }, "open!"],
      ["a count beyond reason", { replies: { STAT: () => `+OK ${"9".repeat(300)} 1` } }, "open!"],
    ]);

    it("capabilities without end after a refusal: the refusal stands", async () => {
      const stub = await lab.start({
        replies: {
          AUTH: () => "-ERR no",
          CAPA: (_tag, _line, socket) =>
            flood("+OK\r\n", Buffer.from("TOP\r\n".repeat(8192)))(socket),
        },
      });
      const { transcript } = await lab.login(stub.port);
      assert.equal(transcript.failure?.code, "PROTOCOL");
      assert.equal(problemOf(transcript), "authenticateRefused");
      assert.ok(JSON.stringify(transcript).length < 10_000);
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
      ["greeting", { onConnection: (socket) => void socket.write("+OK The Micro") }, true],
      ["authenticate", { replies: { AUTH: silent } }, true],
      ["authenticate", { replies: { TOKEN: silent } }, true],
      [
        "authenticate",
        { replies: { TOKEN: (_tag, _line, socket) => void socket.write("-ERR Auth") } },
        true,
      ],
      ["open", { replies: { STAT: silent } }, true],
    ]);

    it("at CAPA keeps the refusal before it", async () => {
      const stub = await lab.start({ replies: { AUTH: () => "-ERR no", CAPA: silent } });
      const { transcript } = await hurried(() => lab.login(stub.port));
      assert.equal(problemOf(transcript), "authenticateRefused");
    });

    it("a line that drips ends at the limit of its stage", async () => {
      const stub = await lab.start({
        onConnection: (socket) => {
          const drip = setInterval(() => socket.write("x"), 20);
          socket.on("close", () => clearInterval(drip));
        },
      });
      const { transcript } = await hurried(() => lab.login(stub.port));
      assert.equal(transcript.failure?.code, "TIMEOUT");
    });

    it("after QUIT is no failure", async () => {
      const stub = await lab.start({ replies: { QUIT: silent } });
      const { transcript, took } = await lab.login(stub.port);
      assert.equal(problemOf(transcript), "ok");
      assert.ok(took < 1_500);
    });
  });

  valueSuite(lab);
});
