import assert from "node:assert/strict";
import { servicePrincipalId } from "../../sandbox/seed";
import { ids } from "../../sandbox/seed/stableIds";
import { forgetCertificates, frame, makeKnownToExchange, tokenOf } from "./imapSupport";
import { mailboxOf, type MailScene, mailScene } from "./mailScene";

const ada = "ada@contoso.test";
const eve = "eve@contoso.test";
const grace = "grace@contoso.test";
const refused = "-ERR Authentication failure: unknown user name or bad password.";
const authenticated = "+OK User successfully authenticated.";

/** The two lines of a sign-in. */
const login = (kind: string, as = ada, mailbox = as): [string, string] => [
  "AUTH XOAUTH2",
  frame(mailbox, tokenOf(kind, as)),
];

describe("the sandbox's POP", () => {
  let on: MailScene;

  beforeEach(async () => {
    on = await mailScene();
  });
  afterEach(() => on.close());
  after(forgetCertificates);

  it("greets and announces itself as Exchange Online does", async () => {
    const [greeting, ...rest] = await on.pop("CAPA", "QUIT");
    assert.match(greeting ?? "", /^\+OK The Microsoft Exchange POP3 service is ready\. \[\S+\]$/);
    assert.deepEqual(rest, [
      "+OK",
      "TOP",
      "UIDL",
      "SASL PLAIN XOAUTH2",
      "USER",
      ".",
      "+OK Microsoft Exchange Server POP3 server signing off.",
    ]);
  });

  it("opens the maildrop of the token's user in two lines", async () => {
    const lines = await on.pop(...login("good", grace), "STAT", "UIDL 2", "LIST", "RETR 2", "QUIT");
    const [, prompt, answer, stat, uid, listed, first, second, third, dot, ok, ...message] = lines;
    assert.deepEqual(
      [prompt, answer, uid, dot, ok],
      ["+ ", authenticated, "+OK 2 2.grace@contoso.test", ".", "+OK"],
    );
    const sizes = [first, second, third].map((line) => Number(line?.split(" ")[1]));
    const total = sizes.reduce((sum, size) => sum + size, 0);
    assert.deepEqual([stat, listed], [`+OK 3 ${total}`, `+OK 3 ${total}`]);
    assert.equal(message.slice(0, message.indexOf(".")).join("\r\n").length + 2, sizes[1]);
  });

  it("hangs up on a response in one line with AUTH", async () => {
    const lines = await on.pop(`AUTH XOAUTH2 ${frame(ada, tokenOf("good"))}`, "STAT");
    assert.deepEqual(lines.slice(1), ["-ERR Protocol error. Connection is closed. 10"]);
  });

  const refusals: readonly (readonly [string, [string, string], RegExp])[] = [
    ["a Graph token", login("graph"), /another service/],
    ["a token without the POP scope", login("noScope"), /no POP permission/],
    ["an expired token", login("expired"), /expired/],
    ["a made-up token", login("nonsense"), /not a token/],
    ["an unknown mailbox", login("good", ada, "nobody@contoso.test"), /no such mailbox/],
    ["a mailbox with POP off", login("good", eve), /POP is off/],
    ["another user's token", login("good", ada, grace), /without rights/],
    ["a token without roles", login("noRole"), /no POP permission/],
    ["a service that Exchange does not know", login("daemon"), /no service principal/],
    ["something that is no frame", ["AUTH XOAUTH2", "aGVsbG8="], /not an XOAUTH2 frame/],
  ];
  for (const [what, lines, reason] of refusals) {
    it(`refuses ${what}`, async () => {
      const answers = await on.pop(...lines, "STAT");
      assert.deepEqual(answers.slice(1), [
        "+ ",
        refused,
        "-ERR Command is not valid in this state.",
      ]);
      assert.match(on.log.join("\n"), reason);
      assert.doesNotMatch(on.log.join("\n"), /xxxx/);
    });
  }

  it("opens a shared mailbox for its delegate, and any for a service with full access", async () => {
    const shared = await on.pop(...login("good", ada, "support@contoso.test"), "STAT");
    assert.match(shared.at(-1) ?? "", /^\+OK 7 /);
    makeKnownToExchange(on.world);
    const principal = servicePrincipalId(ids.contoso, ids.managementClient);
    mailboxOf(on, grace).delegateIds.add(principal);
    const service = await on.pop(...login("daemon", ada, grace), "STAT");
    assert.match(service.at(-1) ?? "", /^\+OK 3 /);
  });

  it("has nothing to open without a licence", async () => {
    mailboxOf(on, ada).licensed = false;
    assert.equal((await on.pop(...login("good"))).at(-1), refused);
    assert.match(on.log.join("\n"), /no Exchange Online licence/);
  });

  it("refuses passwords and hangs up on those who keep trying", async () => {
    const attempt = ["USER ada@contoso.test", "PASS secret"];
    const lines = await on.pop(...attempt, ...attempt, ...attempt, "CAPA");
    const answer = "-ERR Logon failure: unknown user name or bad password.";
    assert.deepEqual(lines.slice(1), ["+OK", answer, "+OK", answer, "+OK", answer]);
  });

  it("shows a JSON challenge first when told to", async () => {
    on.world.settings.mailChallenge = true;
    const lines = await on.pop(...login("graph"), "", "QUIT");
    const [, challenge = ""] = lines.slice(1);
    const shown = Buffer.from(challenge.slice(2), "base64").toString("utf8");
    assert.deepEqual(JSON.parse(shown), {
      status: "401",
      schemes: "bearer",
      scope: "POP.AccessAsUser.All",
    });
    assert.equal(lines[3], refused);
  });

  it("reads, doubles dots, and deletes with QUIT only", async () => {
    const { messages } = mailboxOf(on, grace);
    messages.push({
      id: "dots",
      subject: "Dots",
      from: ada,
      receivedAt: 0,
      rawHeader: "Subject: Dots\r\n\r\n",
      text: ".one\r\ntwo\r\n",
    });
    const sizes = (await on.pop(...login("good", grace), "LIST")).slice(4, -1);
    const total = (...numbers: number[]): number =>
      numbers.reduce((sum, number) => sum + Number(sizes[number - 1]?.split(" ")[1]), 0);
    const lines = await on.pop(
      ...login("good", grace),
      "RETR 4",
      "TOP 4 1",
      "DELE 1",
      "DELE 1",
      "STAT",
      "RSET",
      "DELE 4",
      "UIDL",
    );
    const expected = `+OK|Subject: Dots||..one|two|.
+OK|Subject: Dots||..one|.
+OK|-ERR Message is not found.|+OK 3 ${total(2, 3, 4)}|+OK|+OK
+OK 3 ${total(1, 2, 3)}|1 1.grace@contoso.test|2 2.grace@contoso.test|3 3.grace@contoso.test|.`;
    assert.deepEqual(lines.slice(3), expected.split(/[|\n]/));
    assert.equal(messages.length, 4);
    await on.pop(...login("good", grace), "DELE 4", "QUIT");
    assert.equal(messages.length, 3);
    assert.equal(mailboxOf(on, grace).removals, 1);
  });

  it("survives nonsense", async () => {
    const lines = await on.pop(
      "XYZZY",
      "STAT",
      "AUTH CRAM-MD5",
      "PASS x",
      "TOP",
      ...login("good", grace),
      "RETR 0",
      "RETR 99999999999999",
      "RETR -1",
      "TOP 1 x",
      "AUTH XOAUTH2",
    );
    assert.ok(lines.slice(8).every((line) => line.startsWith("-ERR ")));
    assert.equal(lines[7], authenticated);
    const long = await on.pop("x".repeat(40_000));
    assert.equal(long.at(-1), "-ERR Protocol error. Connection is closed. 10");
    assert.deepEqual(on.log, []);
  });

  it("answers what it was told to, as often as told", async () => {
    const reply = "-ERR Server Unavailable. 21";
    on.world.mailFaults.push(
      { protocol: "pop", command: "SIGNIN", mailbox: ada, reply, times: 1 },
      { protocol: "pop", command: "STAT", reply, hangUp: true, times: 1 },
    );
    const told = await on.pop(...login("good"), ...login("good"), "STAT", "STAT");
    assert.deepEqual(told.slice(1), ["+ ", reply, "+ ", authenticated, reply]);
    assert.deepEqual(on.world.mailFaults, []);
  });
});
