import assert from "node:assert/strict";
import {
  forgetCertificates,
  frame,
  makeKnownToExchange,
  type Scene,
  scene,
  tokenOf,
} from "./imapSupport";

const ada = "ada@contoso.test";
const login = (kind: string, as = ada, mailbox = as): string =>
  `a1 AUTHENTICATE XOAUTH2 ${frame(mailbox, tokenOf(kind, as))}`;

describe("the sandbox's IMAP", () => {
  let on: Scene;

  beforeEach(async () => {
    on = await scene();
  });
  afterEach(() => on.close());
  after(forgetCertificates);

  it("greets and announces itself as Exchange Online does", async () => {
    const [greeting, ...rest] = await on.say("a1 CAPABILITY", "a2 LOGOUT");
    assert.match(
      greeting ?? "",
      /^\* OK The Microsoft Exchange IMAP4 service is ready\. \[\S+=*\]$/,
    );
    assert.deepEqual(rest, [
      "* CAPABILITY IMAP4 IMAP4rev1 AUTH=XOAUTH2 LOGINDISABLED SASL-IR UIDPLUS MOVE ID UNSELECT CHILDREN IDLE NAMESPACE LITERAL+",
      "a1 OK CAPABILITY completed.",
      "* BYE Microsoft Exchange Server IMAP4 server signing off.",
      "a2 OK LOGOUT completed.",
    ]);
  });

  it("opens the inbox of the token's user", async () => {
    const lines = await on.say(login("good"), "a2 NAMESPACE", "a3 EXAMINE INBOX", "a4 LOGOUT");
    assert.deepEqual(lines.slice(1, -2), [
      "a1 OK AUTHENTICATE completed.",
      '* NAMESPACE (("" "/")) NIL NIL',
      "a2 OK NAMESPACE completed.",
      "* 1204 EXISTS",
      "* 0 RECENT",
      String.raw`* FLAGS (\Seen \Answered \Flagged \Deleted \Draft $MDNSent)`,
      "* OK [PERMANENTFLAGS ()] Permanent flags",
      "* OK [UNSEEN 1] Is the first unseen message",
      "* OK [UIDVALIDITY 14] UIDVALIDITY value",
      "* OK [UIDNEXT 1205] The next unique identifier value",
      "a3 OK [READ-ONLY] EXAMINE completed.",
    ]);
  });

  it("takes the response after a prompt, too", async () => {
    const response = frame(ada, tokenOf("good"));
    const lines = await on.say("a1 AUTHENTICATE XOAUTH2", response);
    assert.deepEqual(lines.slice(1), ["+ ", "a1 OK AUTHENTICATE completed."]);
  });

  const refused: readonly (readonly [string, string, RegExp])[] = [
    ["a Graph token", login("graph"), /another service/],
    ["a token without the IMAP scope", login("noScope"), /no IMAP permission/],
    ["an expired token", login("expired"), /expired/],
    ["a made-up token", login("nonsense"), /not a token/],
    ["an unknown mailbox", login("good", ada, "nobody@contoso.test"), /no such mailbox/],
    ["a mailbox with IMAP off", login("good", "eve@contoso.test"), /IMAP is off/],
    ["something that is no frame", "a1 AUTHENTICATE XOAUTH2 aGVsbG8=", /not an XOAUTH2 frame/],
    [
      "a frame with a line break in the user",
      `a1 AUTHENTICATE XOAUTH2 ${frame("ada\r\n@contoso.test", tokenOf("good"))}`,
      /not an XOAUTH2 frame/,
    ],
  ];
  for (const [what, line, reason] of refused) {
    it(`refuses ${what}`, async () => {
      const lines = await on.say(line);
      assert.equal(lines.at(-1), "a1 NO AUTHENTICATE failed.");
      assert.match(on.log.join("\n"), reason);
      assert.doesNotMatch(on.log.join("\n"), /xxxx/);
    });
  }

  it("lets another user's token in and opens nothing for it", async () => {
    const grace = "grace@contoso.test";
    const lines = await on.say(
      login("good", ada, grace),
      "a2 CAPABILITY",
      "a3 SELECT INBOX",
      "a4 NAMESPACE",
    );
    assert.deepEqual(lines.filter((line) => !line.startsWith("* CAPABILITY")).slice(1), [
      "a1 OK AUTHENTICATE completed.",
      "a2 OK CAPABILITY completed.",
      "a3 BAD User is authenticated but not connected.",
      "a4 BAD User is authenticated but not connected.",
      "* BYE Connection closed. 14",
    ]);
  });

  it("can show a closed mailbox the other way reported", async () => {
    const other = await scene({ imapOff: "notConnected" });
    const lines = await other.say(login("good", "eve@contoso.test"), "a2 SELECT INBOX");
    await other.close();
    assert.deepEqual(lines.slice(1), [
      "a1 OK AUTHENTICATE completed.",
      "a2 BAD User is authenticated but not connected.",
    ]);
  });

  it("opens a shared mailbox for its delegate, and only by its own address", async () => {
    const shared = "support@contoso.test";
    const lines = await on.say(login("good", ada, shared), "a2 STATUS INBOX (MESSAGES)");
    assert.equal(lines.at(-2)?.trim(), "* STATUS INBOX (MESSAGES 7)");
    const stranger = await on.say(
      login("good", "grace@contoso.test", shared),
      "a2 NOOP",
      'a3 LIST "" *',
    );
    assert.equal(stranger.at(-1), "a3 BAD User is authenticated but not connected.");
  });

  it("knows a service only by the object id of its enterprise application", async () => {
    const [registration] = on.world.applications.values();
    for (const objectId of [undefined, registration?.resource.id]) {
      if (objectId !== undefined) {
        makeKnownToExchange(on.world, objectId);
      }
      const lines = await on.say(login("daemon"));
      assert.equal(lines.at(-1), "a1 NO AUTHENTICATE failed.");
      assert.match(on.log.join("\n"), /Exchange knows no service principal/);
    }
  });

  it("does not let a service in without rights to the mailbox", async () => {
    makeKnownToExchange(on.world);
    const lines = await on.say(login("daemon"), "a2 SELECT INBOX");
    assert.equal(lines.at(-1), "a2 BAD User is authenticated but not connected.");
  });

  it("refuses passwords and hangs up on those who keep trying", async () => {
    const attempt = "LOGIN ada@contoso.test secret";
    const lines = await on.say(`a1 ${attempt}`, `a2 ${attempt}`, `a3 ${attempt}`);
    assert.deepEqual(lines.slice(1), [
      "a1 NO LOGIN failed.",
      "a2 NO LOGIN failed.",
      "a3 NO LOGIN failed.",
      "* BYE Connection is closed. 13",
    ]);
  });

  it("survives nonsense", async () => {
    const lines = await on.say(
      "a1 XYZZY",
      "a2 FETCH 1 FLAGS",
      "a3 NOOP (((",
      'a4 LOGIN "unfinished',
      `a5 ${"(".repeat(9_000)}`,
      login("good"),
      "b1 FETCH 1 FLAGS",
      "b2 SELECT INBOX",
      "b3 FETCH none FLAGS",
      "b4 FETCH 1 NOSUCHITEM",
      "b5 UID FETCH 4294967295:1 (BODY[)",
      "b6 SELECT Nowhere",
      "b7 STATUS INBOX (SIZE)",
      "b8 MOVE 1 Archive",
    );
    assert.deepEqual(
      lines.filter((line) => /^[ab]\d /.test(line)).map((line) => line.slice(0, 6)),
      [
        "a1 BAD",
        "a2 BAD",
        "a3 BAD",
        "a4 BAD",
        "a5 BAD",
        "a1 OK ",
        "b1 BAD",
        "b2 OK ",
        "b3 BAD",
        "b4 BAD",
        "b5 BAD",
        "b6 NO ",
        "b7 BAD",
        "b8 NO ",
      ],
    );
    assert.deepEqual(on.log, ["SANDBOX HAS NO IMAP MOVE"]);
  });

  it("ends the conversation when a line has no end", async () => {
    const lines = await on.say(`a1 LOGIN ${"x".repeat(40_000)}`);
    assert.equal(lines.at(-1), "* BYE Connection is closed. 12");
    const literal = await on.say("a1 LOGIN {999999999}");
    assert.equal(literal.at(-1), "* BYE Connection is closed. 12");
  });

  it("reads literals", async () => {
    const lines = await on.say(login("good"), "a2 SELECT {5}", "INBOX", "a3 EXAMINE {5+}\r\ninbox");
    assert.deepEqual(
      lines.filter((line) => /^(?:\+|a\d) /.test(line)),
      [
        "a1 OK AUTHENTICATE completed.",
        "+ Ready for additional command text.",
        "a2 OK [READ-WRITE] SELECT completed.",
        "a3 OK [READ-ONLY] EXAMINE completed.",
      ],
    );
  });

  it("fetches, flags, searches and idles", async () => {
    const lines = await on.say(
      login("good", "grace@contoso.test"),
      "a2 SELECT INBOX",
      "a3 UID FETCH 2 (FLAGS BODY.PEEK[HEADER.FIELDS (SUBJECT)])",
      String.raw`a4 STORE 2 +FLAGS (\Flagged)`,
      "a5 FETCH 2 BODY[TEXT]<0.4>",
      "a6 SEARCH UNSEEN",
      "a7 UID SEARCH UID 2:*",
      "a8 IDLE",
      "DONE",
      "a9 CLOSE",
      "b1 FETCH 1 FLAGS",
    );
    const from = lines.findIndex((line) => line.startsWith("a2 OK"));
    assert.deepEqual(lines.slice(from + 1), [
      "* 2 FETCH (UID 2 FLAGS () BODY[HEADER.FIELDS (SUBJECT)] {34}",
      "Subject: Invoice 2026-2 is due",
      "",
      ")",
      "a3 OK FETCH completed.",
      String.raw`* 2 FETCH (FLAGS (\Flagged))`,
      "a4 OK STORE completed.",
      "* 2 FETCH (BODY[TEXT]<0> {4}",
      "This)",
      "a5 OK FETCH completed.",
      "* SEARCH 1 3",
      "a6 OK SEARCH completed.",
      "* SEARCH 2 3",
      "a7 OK SEARCH completed.",
      "+ IDLE accepted, awaiting DONE command.",
      "a8 OK IDLE completed.",
      "a9 OK CLOSE completed.",
      "b1 BAD Command received in Invalid state.",
    ]);
  });
});
