import assert from "node:assert/strict";
import { parseCommandLine } from "../../../../src/core/tokenCommand/commandLine";
import { outcomeOf, usageOutcome } from "../../../../src/core/tokenCommand/outcome";
import { type RefusalId, exitCodes, refusals } from "../../../../src/core/tokenCommand/refusals";

const ada = "ada@contoso.test";
const call = { address: ada, protocol: "imap", format: "token" } as const;

describe("the command line of entra-mail-token", () => {
  for (const [words, expected] of [
    [[ada], call],
    [[ada, "--protocol", "smtp"], { ...call, protocol: "smtp" }],
    [["--protocol=pop", ada], { ...call, protocol: "pop" }],
    [
      ["--format", "xoauth2", "--protocol", "smtp", ada],
      { ...call, protocol: "smtp", format: "xoauth2" },
    ],
    [
      ["--format=json", "--protocol=graph", "--", "-x@contoso.test"],
      { address: "-x@contoso.test", protocol: "graph", format: "json" },
    ],
  ] as const) {
    it(`understands: ${words.join(" ")}`, () => {
      assert.deepEqual(parseCommandLine(words), { kind: "call", call: expected });
    });
  }

  for (const [words, problem] of [
    [[], "the address is missing"],
    [[ada, "eve@contoso.test"], "more than one address"],
    [[""], "the address cannot be one"],
    [["a\nb"], "the address cannot be one"],
    [["a".repeat(321)], "the address cannot be one"],
    [[ada, "--protocol"], "--protocol  is not known"],
    [[ada, "--protocol", "nntp"], "--protocol nntp is not known"],
    [[ada, "--protocol=toString"], "--protocol toString is not known"],
    [[ada, "--format", "yaml"], "--format yaml is not known"],
    [[ada, "--format=token", "--format=json"], "--format stands there twice"],
    [[ada, "--bearer=x"], "--bearer=x is not known"],
    [[ada, "-p", "imap"], "-p is not known"],
    [[ada, "--constructor=x"], "--constructor=x is not known"],
    [[ada, "--protocol=graph", "--format=xoauth2"], "Graph knows no xoauth2"],
    [[ada, `--${"x\r\n".repeat(200)}`], "--x x x"],
  ] as const) {
    it(`refuses on one line: ${problem}`, () => {
      const parsed = parseCommandLine(words);
      assert.ok(parsed.kind === "usage");
      const { stdout, stderr, exit } = usageOutcome(parsed);
      assert.deepEqual([stdout, exit], ["", 64]);
      assert.ok(stderr.startsWith(`entra-mail-token: ${problem}`), stderr);
      assert.match(stderr, /^[^\p{Cc}]{1,400}usage: entra-mail-token ADDRESS [^\p{Cc}]*\n$/u);
    });
  }

  it("prints no help where a token is expected", () => {
    const parsed = parseCommandLine(["--help"]);
    assert.ok(parsed.kind === "usage");
    assert.deepEqual(usageOutcome(parsed), {
      stdout: "",
      stderr:
        "entra-mail-token: usage: entra-mail-token ADDRESS [--protocol imap|smtp|pop|graph] [--format token|xoauth2|json]\n",
      exit: 64,
    });
  });
});

describe("how a call ends", () => {
  const token = { accessToken: "eyJ.a.b", user: ada, expiresAt: "2026-11-21T13:00:00.000Z" };
  const granted = { kind: "token", token } as const;

  it("with the token and nothing else", () => {
    assert.deepEqual(outcomeOf(call, granted), { stdout: "eyJ.a.b\n", stderr: "", exit: 0 });
  });

  it("with the first line of XOAUTH2, on one line", () => {
    const { stdout } = outcomeOf({ ...call, format: "xoauth2" }, granted);
    assert.match(stdout, /^[\w+/]+=*\n$/);
    assert.equal(
      Buffer.from(stdout, "base64").toString(),
      `user=${ada}\u0001auth=Bearer eyJ.a.b\u0001\u0001`,
    );
  });

  it("with JSON on one line", () => {
    const { stdout } = outcomeOf({ ...call, format: "json" }, granted);
    assert.match(stdout, /^[^\n]+\n$/);
    assert.deepEqual(JSON.parse(stdout), {
      address: ada,
      protocol: "imap",
      user: ada,
      access_token: "eyJ.a.b",
      expires_at: "2026-11-21T13:00:00.000Z",
    });
  });

  it("without a token that would break out of its frame", () => {
    for (const format of ["token", "xoauth2"] as const) {
      const broken = { ...granted, token: { ...token, accessToken: "a\u0001b" } };
      const { stdout, exit } = outcomeOf({ ...call, format }, broken);
      assert.deepEqual([stdout, exit], ["", 75]);
    }
  });

  it("with one line and the code that says who can do something about it", () => {
    const codes = Object.keys(refusals).map((id) => {
      const { stdout, stderr, exit } = outcomeOf(call, {
        kind: "refused",
        refusal: id as RefusalId,
      });
      assert.equal(stdout, "");
      assert.match(stderr, /^entra-mail-token: [^\n{}]+\.\n$/, id);
      return [id, exit];
    });
    assert.deepEqual(Object.fromEntries(codes), {
      noEditor: 75,
      timeout: 75,
      closed: 75,
      misunderstood: 75,
      tooMany: 75,
      unreachable: 75,
      storeSilent: 75,
      failed: 75,
      unsafeFolder: 77,
      wrongBearer: 77,
      notListed: 77,
      signInAgain: 77,
      notPermitted: 77,
    });
    assert.deepEqual(exitCodes, { ok: 0, usage: 64, temporary: 75, denied: 77 });
  });

  it("names the mailbox as it was asked for, and fills no place twice", () => {
    const odd = { ...call, address: "{protocol}@contoso.test" };
    const { stderr } = outcomeOf(odd, { kind: "refused", refusal: "notListed" });
    assert.match(stderr, /^entra-mail-token: IMAP of \{protocol\}@contoso\.test is not served\./);
  });
});
