import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import type { MailServerProtocol } from "../../src/core/export/exporter";
import { accountName } from "../../src/core/export/formats/accountName";
import { isFailure } from "../../src/core/failure";
import { textOf } from "../platform/support/hostileMailbox";
import { anExportInput } from "../support/exportSamples";
import { ClientHome } from "./clientHome";
import { echoingTokenCommand } from "./hostile/frame";
import { hostilePrograms } from "./hostile/hostilePrograms";
import { type LoginStand, startLoginStand } from "./hostile/loginStand";
import { needClients } from "./obstacle";

/** Together they hold what any of these formats gives a meaning to. Each start of a program takes its time. */
const hostileLocals = [
  "o'b\"$(touch canary)`touch canary` \u00fc\u4e16\u{1f600} #\u00e9",
  "-${HOME}$PATH;touch canary;#b 100%(source)s%s%%",
  "=~root!x&y|z<1>2[a]{b}(c),\\b\\\\",
] as const;

describe("mail programs of Debian, with exported files of hostile mailboxes", () => {
  let stand: LoginStand;
  let home: ClientHome;
  before(needClients());
  before(async () => {
    stand = await startLoginStand();
  });
  after(() => stand?.close());
  beforeEach(() => {
    home = new ClientHome();
    stand.take();
  });
  afterEach(() => home.close());

  /** Every path and name that goes into the file is hostile; only the servers are those of this test. */
  const inputFor = (local: string) =>
    anExportInput({
      mailbox: { address: `${local}@contoso.com`, username: `${local}.u@contoso.com` },
      registration: { name: "x\n$(touch canary)`touch canary`\u202e" },
      options: {
        servers: stand.servers,
        caFile: stand.caFile,
        tokenCommand: home.write(
          `it's $(touch canary) "bin" #;%(x)s/entra-mail-token`,
          echoingTokenCommand,
          0o700,
        ),
      },
    });

  for (const { exporter, place, protocols, run, refuses } of hostilePrograms) {
    const title = `${exporter} (${protocols.join(", ")})`;
    for (const local of hostileLocals) {
      if (refuses?.test(local) === true) {
        it(`${title}: is not written for ${local}`, () => {
          assert.throws(
            () => textOf(exporter, inputFor(local)),
            (error) => isFailure(error, "input.invalid"),
          );
        });
        continue;
      }
      it(`${title}: the program itself logs in as ${local}, with its token`, async () => {
        const input = inputFor(local);
        const { address, username } = input.mailbox;
        const file = home.write(place, textOf(exporter, input));
        const account = accountName(address);
        const ended = await run({ home, file, account, stand });
        const { logins, senders } = stand.take();
        for (const [protocol, seen] of Object.entries(logins)) {
          const login = {
            user: protocol === "smtp" ? username : address,
            words: wordsFor(address, protocol as MailServerProtocol),
          };
          const expected = protocols.some((one) => one === protocol) ? [login] : [];
          // aerc logs in twice
          assert.deepEqual(seen.slice(0, 1), expected, JSON.stringify(ended));
          for (const again of seen.slice(1)) assert.deepEqual(again, login);
        }
        assert.deepEqual(senders, protocols.includes("smtp") ? [address] : []);
        assert.ok(!existsSync(home.path("canary")), "a value was run");
      });
    }
  }

  for (const local of hostileLocals) {
    it(`fetchmail: the program itself has ${local} for its user`, async () => {
      const input = inputFor(local);
      const file = home.write(".fetchmailrc", forFetchmail6(textOf("fetchmail", input)));
      const { output } = await home.run("/usr/bin/fetchmail", ["-f", file, "--version"]);
      assert.deepEqual(
        Array.from(output.matchAll(/^Options for retrieving from (.*)$/gm), ([, line]) => line),
        [`${input.mailbox.address}@localhost:`],
      );
      assert.match(output, /Protocol is IMAP \(using service \d+\)\.\n/);
      assert.ok(output.includes(`SSL trusted certificate file: ${stand.caFile}\n`), output);
      assert.ok(!existsSync(home.path("canary")), "a value was run");
    });
  }
});

/** Debian's fetchmail does not know these words of fetchmail 7; everything else of the file is left to it. */
function forFetchmail6(text: string): string {
  const known = [
    [" auth oauthbearer\n", " auth password\n"],
    ["  passwordfd 0\n", "  password x\n"],
    ["  sslmode wrapped sslcertck\n", "  ssl sslcertck\n"],
  ] as const;
  return known.reduce((file, [word, other]) => {
    assert.ok(file.includes(word), word);
    return file.replace(word, other);
  }, text);
}

/** What the token command is called with. */
function wordsFor(address: string, protocol: MailServerProtocol): readonly string[] {
  return [
    ...(protocol === "imap" ? [] : ["--protocol", protocol]),
    ...(address.startsWith("-") ? ["--"] : []),
    address,
  ];
}
