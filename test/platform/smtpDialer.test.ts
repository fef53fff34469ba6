import assert from "node:assert/strict";
import { SmtpDialer } from "../../src/platform/node/smtpDialer";
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
  user,
} from "./support/dialerLab";
import {
  challengeSuite,
  endingSuite,
  garbledSuite,
  networkSuite,
  silenceSuite,
  valueSuite,
} from "./support/dialerSuites";
import { failureOf } from "./support/fakes";
import type { MailScript } from "./support/mailStub";
import { ehloAnswer, startSmtpStub } from "./support/scriptedSmtp";

describe("SmtpDialer", function () {
  this.timeout(10_000);
  const lab = new DialerLab(new SmtpDialer(), startSmtpStub);

  const turns = async (script: MailScript): Promise<number> =>
    (await lab.loginCounted(await lab.start(script))).turns;

  it("goes to MAIL FROM and back, stage by stage", async () => {
    const stub = await lab.start();
    const { transcript, live } = await lab.login(stub.port, { host: "localhost" });
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
    assert.equal(problemOf(transcript), "ok");
    assert.equal(transcript.protocol, "smtp");
    assert.equal(
      transcript.greeting,
      "220 BN0.outlook.office365.com Microsoft ESMTP MAIL Service ready",
    );
    assert.ok(transcript.capabilities.includes("AUTH LOGIN XOAUTH2"));
    assert.ok(!transcript.capabilities.includes("STARTTLS"));
    assert.deepEqual(transcript.authenticate, {
      accepted: true,
      status: "235",
      text: "2.7.0 Authentication successful",
      challenge: undefined,
    });
    assert.deepEqual(transcript.open, {
      accepted: true,
      status: "250",
      text: "2.1.0 Sender OK",
      challenge: undefined,
    });
    assert.equal(transcript.failure, undefined);
    assert.equal(transcript.bye, undefined);
    assert.equal(transcript.tls?.issuer, "Sandbox certificate authority");
    assert.equal(live[3]?.detail, "STARTTLS");
    assert.equal(live[5]?.detail, "AUTH LOGIN XOAUTH2");
  });

  it("sends the frame once and under TLS, no name of this computer, and leaves no message behind", async () => {
    const stub = await lab.start();
    await lab.login(stub.port, { address: "support@contoso.test" });
    await new Promise((resolve) => void setTimeout(resolve, 30));
    assert.deepEqual(stub.lines, [
      "EHLO [127.0.0.1]",
      "STARTTLS",
      "EHLO [127.0.0.1]",
      `AUTH XOAUTH2 ${frame}`,
      "MAIL FROM:<support@contoso.test>",
      "RSET",
      "QUIT",
    ]);
    assert.deepEqual(stub.clearLines, ["EHLO [127.0.0.1]", "STARTTLS"]);
  });

  it("knows the answer to the sign-in after seven round trips, and MAIL FROM after one more", async () => {
    // Connecting, the greeting, and five turns: EHLO, STARTTLS, hello, the other half with EHLO, AUTH
    assert.equal(
      await turns({ replies: { AUTH: () => "535 5.7.3 Authentication unsuccessful" } }),
      5,
    );
    // MAIL FROM, and a goodbye whose answer is not waited for
    assert.equal(await turns({}), 7);
  });

  it("begins with TLS on port 465", async () => {
    const stub = await lab.start({ startTls: false });
    const { transcript, live } = await lab.loginVia(stub, 465);
    assert.equal(problemOf(transcript), "ok");
    assert.deepEqual(ids(live), [
      "lookup",
      "connect",
      "tls",
      "greeting",
      "capability",
      "authenticate",
      "open",
    ]);
    assert.deepEqual(stub.commands.slice(0, 3), ["EHLO", "AUTH", "MAIL"]);
    assert.deepEqual(stub.clearLines, []);
  });

  describe("a message to oneself", () => {
    it("is sent where one is asked for, from the address that was opened", async () => {
      const stub = await lab.start();
      const address = "support@contoso.test";
      const { transcript, live } = await lab.login(stub.port, { address, sendTo: user });
      assert.equal(problemOf(transcript), "ok");
      assert.equal(ids(live).at(-1), "send");
      assert.equal(transcript.send?.status, "250");
      const [, envelope = ""] = stub.lines.join("\n").split("RSET\n");
      assert.match(
        envelope,
        /^MAIL FROM:<support@contoso\.test>\nRCPT TO:<ada@contoso\.test>\nDATA\nFrom: <support@contoso\.test>\nTo: <ada@contoso\.test>\n/,
      );
      for (const header of [
        /^Date: \w{3}, \d\d \w{3} \d{4} /m,
        /^Message-ID: <[\w-]+@contoso\.test>$/m,
      ]) {
        assert.match(envelope, header);
      }
      assert.ok(!envelope.includes(accessToken));
    });

    it("keeps the words of a server that does not take it", async () => {
      const refusals: readonly (readonly [string, string])[] = [
        ["RCPT", "550 5.4.1 Recipient address rejected: Access denied"],
        ["DATA", "503 5.5.2 Need rcpt command"],
        [".", "552 5.3.4 Message size exceeds fixed maximum message size"],
      ];
      for (const [command, words] of refusals) {
        const stub = await lab.start({ replies: { [command]: () => words } });
        const { transcript } = await lab.login(stub.port, { sendTo: user });
        assert.equal(problemOf(transcript), "sendRefused", command);
        assert.equal(transcript.open?.accepted, true);
        assert.equal(`${transcript.send?.status} ${transcript.send?.text}`, words);
      }
    });

    it("is no success when the connection ends before its answer", async () => {
      const stub = await lab.start({
        replies: { ".": (_tag, _line, socket) => void socket.destroy() },
      });
      const { transcript, live } = await lab.login(stub.port, { sendTo: user });
      assert.equal(ids(live).at(-1), "send!");
      assert.equal(problemOf(transcript), "closed");
    });
  });

  describe("refusals", () => {
    endingSuite(lab, [
      [
        "token refused",
        { replies: { AUTH: () => "535 5.7.3 Authentication unsuccessful" } },
        "authenticate!",
        "authenticateRefused",
      ],
      [
        "a refusal of several lines",
        { replies: { AUTH: () => "535-5.7.3 Authentication unsuccessful\r\n535 5.7.3 Good bye" } },
        "authenticate!",
        "authenticateRefused",
      ],
      [
        "a refusal that ends the connection",
        { replies: { AUTH: (_tag, _line, socket) => void socket.end("535 5.7.3 no\r\n") } },
        "authenticate!",
        "authenticateRefused",
      ],
      [
        "421 to the token",
        { replies: { AUTH: () => "421 4.7.0 Too many errors on this connection" } },
        "authenticate!",
        "busy",
      ],
      [
        "a temporary failure",
        { replies: { AUTH: () => "454 4.7.0 Temporary authentication failure" } },
        "authenticate!",
        "busy",
      ],
      ["421 for a greeting", { greeting: "421 4.3.2 Service not available" }, "greeting!", "busy"],
      ["554 for a greeting", { greeting: "554 5.3.2 No SMTP service here" }, "greeting!", "bye"],
      [
        "EHLO refused",
        { replies: { EHLO: () => "550 5.7.1 Client host blocked" } },
        "capability!",
        "bye",
      ],
      [
        "no XOAUTH2",
        {
          replies: {
            EHLO: (_tag, _line, socket) =>
              "encrypted" in socket ? ehloAnswer("AUTH LOGIN PLAIN") : ehloAnswer("STARTTLS"),
          },
        },
        "authenticate!",
        "noXoauth2",
      ],
      [
        "no sign-in at all",
        {
          replies: {
            EHLO: (_tag, _line, socket) =>
              "encrypted" in socket ? ehloAnswer() : ehloAnswer("STARTTLS"),
          },
        },
        "authenticate!",
        "noXoauth2",
      ],
      [
        "the sender refused",
        { replies: { MAIL: () => "501 5.1.7 Invalid address" } },
        "open!",
        "openRefused",
      ],
      [
        "not authenticated after all",
        { replies: { MAIL: () => "530 5.7.57 Client not authenticated to send mail." } },
        "open!",
        "openRefused",
      ],
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
        { replies: { AUTH: (_tag, _line, socket) => void socket.destroy() } },
        "authenticate!",
        "closed",
      ],
      [
        "reset at MAIL FROM",
        { replies: { MAIL: (_tag, _line, socket) => void socket.destroy() } },
        "open!",
        "closed",
      ],
    ]);

    challengeSuite(lab, (challenge) => ({
      replies: {
        AUTH: (_tag, _line, socket) => {
          // The next line is the empty one
          socket.once("data", () => socket.write("535 5.7.8 refused\r\n"));
          return `334 ${challenge}`;
        },
      },
    }));

    it("hides the token where a server sends it back", async () => {
      const stub = await lab.start({
        replies: { AUTH: (_tag, line) => `535 I did not like ${line} nor ${accessToken}` },
      });
      const { transcript } = await lab.login(stub.port);
      assert.match(transcript.authenticate?.text ?? "", /^I did not like /);
    });
  });

  describe("no TLS, no token", () => {
    const cases: readonly (readonly [name: string, script: MailScript])[] = [
      ["STARTTLS stripped", { replies: { EHLO: () => ehloAnswer("AUTH LOGIN XOAUTH2") } }],
      ["STARTTLS refused", { replies: { STARTTLS: () => "454 4.7.0 TLS not available" } }],
      ["STARTTLS unknown", { replies: { STARTTLS: () => "502 5.5.1 Not implemented" } }],
      [
        "STARTTLS said yes to, and clear text after it",
        {
          replies: {
            STARTTLS: (_tag, _line, socket) =>
              void socket.write(`220 go\r\n`, () =>
                setTimeout(() => socket.write(`${ehloAnswer("AUTH XOAUTH2")}\r\n`), 20),
              ),
          },
        },
      ],
      [
        "answers slipped in ahead of TLS",
        {
          replies: {
            STARTTLS: () => `220 go\r\n${ehloAnswer("AUTH XOAUTH2")}\r\n235 2.7.0 welcome`,
          },
        },
      ],
      [
        "the answer to STARTTLS ahead of the question",
        {
          replies: {
            EHLO: () => `${ehloAnswer("STARTTLS")}\r\n220 go\r\n${ehloAnswer("AUTH XOAUTH2")}`,
          },
        },
      ],
    ];
    for (const [name, script] of cases) {
      it(name, async () => {
        const stub = await lab.start(script);
        const { transcript, live } = await lab.login(stub.port);
        assert.equal(problemOf(transcript), "tls");
        assert.equal(live.at(-1)?.outcome, "failed");
        assert.ok(!stub.lines.some((line) => line.includes("dXNlcj")), "a token was sent");
        assert.ok(!stub.commands.includes("AUTH"));
      });
    }
  });

  it("half an answer slipped in ahead of TLS stalls, and sends no token", async () => {
    const stub = await lab.start({ replies: { STARTTLS: () => "220 go\r\n250-AUTH XOAUTH2" } });
    const { transcript, live } = await hurried(() => lab.login(stub.port));
    assert.equal(ids(live).at(-1), "tls!");
    assert.equal(problemOf(transcript), "timeout");
    assert.ok(!stub.commands.includes("AUTH"));
  });

  describe("hostile servers", () => {
    const megabytes = "x".repeat(10 * 1024 * 1024);
    garbledSuite(lab, [
      ["a line without end as a greeting", { onConnection: flood("220 ") }, "greeting!"],
      [
        "a greeting of lines without end",
        { onConnection: flood("", Buffer.from("220-hi\r\n".repeat(8192))) },
        "greeting!",
      ],
      [
        "empty lines without end",
        { onConnection: flood("", Buffer.alloc(65_536, "\r\n")) },
        "greeting!",
      ],
      [
        "a line of 10 MB to the token",
        { replies: { AUTH: () => `535 ${megabytes}` } },
        "authenticate!",
      ],
      [
        "extensions without end",
        {
          replies: {
            EHLO: (_tag, _line, socket) =>
              flood("250-hi\r\n", Buffer.from("250-X\r\n".repeat(8192)))(socket),
          },
        },
        "capability!",
      ],
      [
        "binary to the token",
        {
          replies: {
            AUTH: (_tag, _line, socket) => void socket.write(Buffer.from([0, 255, 254, 13, 10])),
          },
        },
        "authenticate!",
      ],
      [
        "a challenge to the challenge",
        {
          replies: {
            AUTH: (_tag, _line, socket) => {
              socket.once("data", () => socket.write("334 \r\n"));
              return "334 ";
            },
          },
        },
        "authenticate!",
      ],
      ["a yes that asks for more", { replies: { MAIL: () => "354 go on" } }, "open!"],
      [
        "an answer to what was not asked",
        { replies: { AUTH: () => "235 2.7.0 yes\r\n250 2.1.0 and yes\r\n250 and again" } },
        "open!",
      ],
      [
        "binary to EHLO",
        {
          replies: {
            EHLO: (_tag, _line, socket) => void socket.write(Buffer.from([1, 200, 13, 10])),
          },
        },
        "capability!",
      ],
    ]);
  });

  describe("the network", () =>
    networkSuite(lab, ["greeting", "capability"], (then) => ({
      replies: {
        STARTTLS: (_tag, _line, socket) => {
          socket.once("data", () => then(socket));
          return "220 go";
        },
      },
    })));

  describe("silence", () => {
    silenceSuite(lab, [
      ["tls", { replies: { STARTTLS: () => "220 go" } }, false],
      ["greeting", { onConnection: listens }, true],
      ["greeting", { onConnection: (socket) => void socket.write("220 BN0.outl") }, true],
      ["greeting", { onConnection: (socket) => void socket.write("220-BN0\r\n") }, true],
      ["capability", { replies: { EHLO: silent } }, true],
      ["tls", { replies: { STARTTLS: silent } }, true],
      ["authenticate", { replies: { AUTH: silent } }, true],
      ["authenticate", { replies: { AUTH: () => "535-5.7.3 wait for" } }, true],
      ["open", { replies: { MAIL: silent } }, true],
    ]);

    it("after QUIT is no failure, and not waited for", async () => {
      const stub = await lab.start({ replies: { RSET: silent, QUIT: silent } });
      const { transcript, took } = await lab.login(stub.port);
      assert.equal(problemOf(transcript), "ok");
      assert.ok(took < 1_500);
    });
  });

  valueSuite(lab);

  for (const [name, more] of [
    ["a bracket in the sender", { address: "ada@contoso.test> SIZE=1" }],
    ["a line break in the sender", { address: "ada@contoso.test\r\nRCPT TO:<eve@evil.test" }],
    ["a bracket in the recipient", { sendTo: "ada@contoso.test>,<eve@evil.test" }],
    ["a header in the recipient", { sendTo: "ada@contoso.test\r\nBcc: eve@evil.test" }],
  ] as const) {
    it(`refuses ${name} before anything is sent`, async () => {
      const stub = await lab.start();
      assert.equal((await failureOf(lab.login(stub.port, more))).code, "input.invalid");
      assert.deepEqual(stub.lines, []);
    });
  }
});
