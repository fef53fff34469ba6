import assert from "node:assert/strict";
import { servicePrincipalId } from "../../sandbox/seed";
import { ids } from "../../sandbox/seed/stableIds";
import { forgetCertificates, frame, makeKnownToExchange, tokenOf } from "./imapSupport";
import { mailboxOf, type MailScene, mailScene } from "./mailScene";

const ada = "ada@contoso.test";
const grace = "grace@contoso.test";
const support = "support@contoso.test";
const server = "[SANDBOX.PROD.OUTLOOK.TEST]";
const accepted = "235 2.7.0 Authentication successful";
const unsuccessful = `535 5.7.3 Authentication unsuccessful ${server}`;
const disabled = (scope: string): string =>
  `535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the ${scope}. Visit https://aka.ms/smtp_auth_disabled for more information. ${server}`;

const secure = ["EHLO client.test", "STARTTLS", "EHLO client.test"];
const auth = (kind: string, as = ada, mailbox = as): string =>
  `AUTH XOAUTH2 ${frame(mailbox, tokenOf(kind, as))}`;
/** A message from one address to another; `header` = who the header says it is from. */
const message = (from: string, to: string, header = from): string[] => [
  `MAIL FROM:<${from}>`,
  `RCPT TO:<${to}>`,
  "DATA",
  `From: ${header}\r\nSubject: =?utf-8?B?R3LDvMOfZQ==?=\r\n\r\nHello.\r\n..\r\n.`,
];

/** What EHLO answers; the fifth extension changes with TLS. */
const announced = (fifth: string): string[] => [
  "250-SANDBOX.PROD.OUTLOOK.TEST Hello [127.0.0.1]",
  "250-SIZE 157286400",
  "250-PIPELINING",
  "250-DSN",
  "250-ENHANCEDSTATUSCODES",
  `250-${fifth}`,
  "250-8BITMIME",
  "250-BINARYMIME",
  "250-CHUNKING",
  "250 SMTPUTF8",
];

describe("the sandbox's SMTP", () => {
  let on: MailScene;

  beforeEach(async () => {
    on = await mailScene();
  });
  afterEach(() => on.close());
  after(forgetCertificates);

  /** What the server says after the second EHLO. */
  async function say(...lines: string[]): Promise<string[]> {
    const answers = await on.smtp(...secure, ...lines);
    return answers.slice(answers.lastIndexOf("250 SMTPUTF8") + 1);
  }

  it("greets and announces itself as Exchange Online does, before TLS and in it", async () => {
    const [greeting, ...rest] = await on.smtp(...secure, "QUIT");
    const at = /^220 SANDBOX\.PROD\.OUTLOOK\.TEST Microsoft ESMTP MAIL Service ready at .+ \+0000$/;
    assert.match(greeting ?? "", at);
    assert.deepEqual(rest, [
      ...announced("STARTTLS"),
      "220 2.0.0 SMTP server ready",
      ...announced("AUTH LOGIN XOAUTH2"),
      "221 2.0.0 Service closing transmission channel",
    ]);
  });

  it("takes the response with AUTH and after a prompt", async () => {
    assert.deepEqual(await say(auth("good"), "MAIL FROM:<ada@contoso.test>", "RSET"), [
      accepted,
      "250 2.1.0 Sender OK",
      "250 2.0.0 Resetting",
    ]);
    assert.deepEqual(await say("AUTH XOAUTH2", frame(ada, tokenOf("good"))), ["334 ", accepted]);
  });

  const early: readonly (readonly [string, readonly string[], string])[] = [
    ["AUTH before TLS", ["EHLO x", auth("good")], "504 5.7.4 Unrecognized authentication type"],
    [
      "MAIL before TLS",
      ["EHLO x", "MAIL FROM:<a@b>"],
      "451 5.7.3 STARTTLS is required to send mail",
    ],
    [
      "MAIL before AUTH",
      [...secure, "MAIL FROM:<a@b>"],
      "530 5.7.57 Client not authenticated to send mail.",
    ],
    [
      "a mechanism it does not offer",
      [...secure, "AUTH PLAIN AGEAYg=="],
      "504 5.7.4 Unrecognized authentication type",
    ],
    [
      "a password",
      [...secure, "AUTH LOGIN", "YQ==", "Yg=="],
      "535 5.7.139 Authentication unsuccessful, basic authentication is disabled.",
    ],
  ];
  for (const [what, lines, answer] of early) {
    it(`refuses ${what}`, async () => {
      assert.equal((await on.smtp(...lines)).at(-1), `${answer} ${server}`);
    });
  }

  const refusals: readonly (readonly [string, string, string, RegExp])[] = [
    ["a Graph token", auth("graph"), unsuccessful, /another service/],
    ["a token without the SMTP scope", auth("noScope"), unsuccessful, /no SMTP AUTH permission/],
    ["an expired token", auth("expired"), unsuccessful, /expired/],
    ["a made-up token", auth("nonsense"), unsuccessful, /not a token/],
    ["another user's token", auth("good", ada, grace), unsuccessful, /without rights/],
    [
      "a delegate as the shared mailbox",
      auth("good", ada, support),
      unsuccessful,
      /without rights/,
    ],
    ["a token without roles", auth("noRole"), unsuccessful, /no SMTP AUTH permission/],
    ["a service that Exchange does not know", auth("daemon"), unsuccessful, /service principal/],
    [
      "a mailbox with SMTP AUTH off",
      auth("good", "eve@contoso.test"),
      disabled("Mailbox"),
      /off for this mailbox/,
    ],
    [
      "a tenant with SMTP AUTH off",
      auth("good", "alan@fabrikam.test"),
      disabled("Tenant"),
      /off for this tenant/,
    ],
    ["something that is no frame", "AUTH XOAUTH2 aGVsbG8=", unsuccessful, /not an XOAUTH2 frame/],
  ];
  for (const [what, line, answer, reason] of refusals) {
    it(`refuses ${what}`, async () => {
      assert.deepEqual(await say(line), [answer]);
      assert.match(on.log.join("\n"), reason);
      assert.doesNotMatch(on.log.join("\n"), /xxxx/);
    });
  }

  it("lets the mailbox's own setting win over the tenant's", async () => {
    mailboxOf(on, "alan@fabrikam.test").smtpAuthDisabled = false;
    assert.deepEqual(await say(auth("good", "alan@fabrikam.test")), [accepted]);
  });

  it("delivers to the sandbox's mailboxes and keeps a copy with the sender", async () => {
    const [, , , , last = ""] = await say(auth("good"), ...message(ada, grace));
    assert.match(
      last,
      /^250 2\.0\.0 OK <\S+@contoso\.test> \[Hostname=SANDBOX\.PROD\.OUTLOOK\.TEST\]$/,
    );
    const arrived = mailboxOf(on, grace).messages.at(-1);
    assert.deepEqual([arrived?.subject, arrived?.text], ["Grüße", "Hello.\r\n.\r\n"]);
    assert.equal(mailboxOf(on, ada).sent.length, 1);
  });

  it("takes a message in chunks", async () => {
    const text = "From: ada@contoso.test\r\n\r\nIn chunks.\r\n";
    const answers = await say(
      auth("good"),
      `MAIL FROM:<${ada}> BODY=BINARYMIME`,
      `RCPT TO:<${grace}>`,
      `BDAT 10\r\n${text.slice(0, 10)}BDAT ${text.length - 10} LAST\r\n${text.slice(10, -2)}`,
    );
    assert.equal(answers[3], "250 2.0.0 CHUNK received OK, 10 octets");
    assert.equal(mailboxOf(on, grace).messages.at(-1)?.text, "In chunks.\r\n");
  });

  it("tells of a recipient that has no mailbox and sends nothing out", async () => {
    await say(auth("good"), ...message(ada, "someone@example.com"));
    assert.match(on.log.join("\n"), /no mailbox someone@example\.com/);
  });

  const denied =
    /^554 5\.2\.252 SendAsDenied; ada@contoso\.test not allowed to send as (\S+); STOREDRV/;
  const senders: readonly (readonly [string, string[], RegExp])[] = [
    ["the shared mailbox it may send as", message(support, grace), /^250 2\.0\.0 OK/],
    [
      "the shared mailbox in the header alone",
      message(ada, grace, `Help <${support}>`),
      /^250 2\.0\.0 OK/,
    ],
    ["a shared mailbox it may only open", message("info@contoso.test", grace), denied],
    ["another user", message(grace, ada), denied],
    ["another user in the header alone", message(ada, ada, `"Grace, H." <${grace}>`), denied],
    ["a foreign address", message("ceo@example.com", grace), denied],
  ];
  for (const [what, lines, answer] of senders) {
    it(`decides with the message about ${what} as sender`, async () => {
      const answers = await say(auth("good"), ...lines);
      assert.equal(answers[1], "250 2.1.0 Sender OK");
      assert.match(answers.at(-1) ?? "", answer);
    });
  }

  const words: readonly (readonly [string, RegExp])[] = [
    ["5.2.0", /^554 5\.2\.0 STOREDRV\.Submission\.Exception:SendAsDeniedException/],
    ["5.7.60", /^550 5\.7\.60 SMTP; Client does not have permissions to send as this sender \[/],
  ];
  for (const [senderRefusal, answer] of words) {
    it(`refuses a foreign sender in the words of ${senderRefusal}, at MAIL FROM when told to`, async () => {
      Object.assign(on.world.settings, { senderRefusal });
      assert.match((await say(auth("good"), ...message(grace, ada))).at(-1) ?? "", answer);
      on.world.settings.senderRefusedAtMailFrom = true;
      assert.match((await say(auth("good"), `MAIL FROM:<${grace}>`)).at(-1) ?? "", answer);
    });
  }

  it("lets a service in and takes its message only with full access", async () => {
    makeKnownToExchange(on.world);
    const lines = [auth("daemon", ada, grace), ...message(grace, ada)];
    const [first, ...rest] = await say(...lines);
    assert.equal(first, accepted);
    assert.match(
      rest.at(-1) ?? "",
      /^430 4\.2\.0 STOREDRV; mailbox logon failure; .*Cannot open mailbox/,
    );
    const principal = servicePrincipalId(ids.contoso, ids.managementClient);
    mailboxOf(on, grace).delegateIds.add(principal);
    assert.match((await say(...lines)).at(-1) ?? "", /^250 2\.0\.0 OK/);
  });

  it("shows a JSON challenge first when told to", async () => {
    on.world.settings.mailChallenge = true;
    const [challenge = "", last] = await say(auth("graph"), "");
    assert.match(Buffer.from(challenge.slice(4), "base64").toString("utf8"), /"status":"401"/);
    assert.equal(last, unsuccessful);
  });

  it("answers what it was told to, as often as told", async () => {
    const reply = "451 4.7.500 Server busy. Please try again later from [127.0.0.1].";
    on.world.mailFaults.push(
      { protocol: "smtp", command: "SIGNIN", mailbox: ada, reply, times: 1 },
      { protocol: "smtp", command: "MESSAGE", mailbox: ada, reply, times: 1 },
      { protocol: "smtp", command: "MAIL", reply: "421 4.3.2 Enough", hangUp: true, times: 1 },
    );
    const busy = await say(auth("good"), auth("good"), "MAIL FROM:<a@b>", "NOOP");
    assert.deepEqual(busy, [reply, accepted, "421 4.3.2 Enough"]);
    assert.equal((await say(auth("good"), ...message(ada, grace))).at(-1), reply);
    assert.deepEqual(on.world.mailFaults, []);
  });

  it("forgets what was sent in plain behind STARTTLS", async () => {
    const answers = await on.smtp("EHLO x", "STARTTLS\r\nEHLO injected", "QUIT");
    assert.ok(!answers.some((line) => line.includes("AUTH")));
  });

  it("survives nonsense", async () => {
    const lines = await on.smtp("XYZZY", "MAIL FROM:<a@b>", "EHLO", "EHLO x", "RCPT TO:<a@b>");
    assert.deepEqual(
      lines.filter((line) => line.startsWith("5")),
      [
        `500 5.3.3 Unrecognized command 'XYZZY' ${server}`,
        "503 5.5.2 Send hello first",
        "501 5.5.4 Invalid domain name",
        "503 5.5.2 Need mail command",
      ],
    );
    const signedIn = await say(
      auth("good"),
      auth("good"),
      "MAIL FROM:ada",
      `MAIL FROM:<${ada}> SIZE=99999999999`,
      `MAIL FROM:<${ada}>`,
      `MAIL FROM:<${ada}>`,
      "RCPT TO:<nobody>",
      "DATA",
    );
    assert.deepEqual(signedIn.slice(1), [
      "503 5.5.2 Already authenticated",
      "501 5.1.7 Invalid address",
      "552 5.3.4 Message size exceeds fixed maximum message size",
      "250 2.1.0 Sender OK",
      "503 5.5.2 Sender already specified",
      "501 5.1.3 Invalid address",
      "503 5.5.2 Need rcpt command",
    ]);
    assert.equal((await on.smtp("x".repeat(70_000))).at(-1), "500 5.5.2 Command too long");
    const tries = await say(auth("graph"), auth("graph"), auth("graph"), "NOOP");
    assert.match(tries.at(-1) ?? "", /^421 4\.7\.0 Too many errors/);
  });
});
