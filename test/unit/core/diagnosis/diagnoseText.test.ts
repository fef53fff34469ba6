import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { renderMessage } from "../../../../src/base/message";
import { clouds } from "../../../../src/core/cloud";
import { diagnose } from "../../../../src/core/diagnosis/diagnose";
import type { FindingAction } from "../../../../src/core/diagnosis/finding";
import {
  diagnoseText,
  type FindingInText,
  type TextDiagnosis,
} from "../../../../src/core/diagnosis/pasted/diagnoseText";
import { causesOf } from "../../../../src/core/diagnosis/pasted/causes";
import { hypothesesFor, suppose } from "../../../../src/core/diagnosis/pasted/hypotheses";
import { errorHelp, oauthHelp, whatToTry } from "../../../../src/core/diagnosis/pasted/textActions";
import type { Symptom } from "../../../../src/core/diagnosis/symptom";
import { aadstsEntries } from "../../../../src/core/oauth/aadsts";
import { oauthErrors } from "../../../../src/core/oauth/aadsts/oauthErrors";
import { commandIds } from "../../../../src/ui/commandIds";
import { refusals } from "../../../fixtures/mail/refusals";
import { pastedRows, undecidedRows } from "../../../fixtures/pasted/catalogue";
import { aLoginCase, aToken } from "../../../support/builders";
import { hostileRuns, hostileText } from "../../../support/hostileText";

function read(text: string, redactKnown = (known: string) => known): TextDiagnosis {
  return diagnoseText(text, {
    cloud: clouds.global,
    now: new Date("2026-11-28T12:00:00Z"),
    redactKnown,
  });
}

function only(text: string): FindingInText {
  const { findings } = read(text);
  const [found] = findings;
  assert.ok(found);
  assert.deepEqual(ids(text), [found.finding.id]);
  return found;
}

const ids = (text: string): readonly string[] =>
  read(text).findings.map(({ finding }) => finding.id);

/** What an action runs, opens or copies. */
function subject(action: FindingAction | undefined): string {
  if (action === undefined) return "none";
  if (action.kind === "runCommand") return action.command;
  if (action.kind === "openLink") return action.url;
  return action.kind === "copyText" ? action.text : action.kind;
}

const causesIn = (text: string): readonly string[] => only(text).causes.map(({ id }) => id);

const sentence = ({ finding }: FindingInText): string =>
  `${renderMessage(finding.title)} ${renderMessage(finding.explanation)}`;

describe("a pasted error", () => {
  for (const { row, text, finding, words, action } of pastedRows) {
    it(`row ${row}: ${text.slice(0, 70).replaceAll(/\s+/g, " ")} → ${finding}`, () => {
      const found = only(text);
      assert.equal(found.finding.id, finding);
      assert.match(sentence(found), words);
      assert.equal(subject(found.finding.actions[0]), action);
      assert.doesNotMatch(sentence(found), /!|\{\d\}|undefined/);
    });
  }

  for (const { row, name, protocol, answer, problem, finding } of refusals) {
    const expected =
      problem === "smtpAuthOff" ? finding : (undecidedRows[problem] ?? "not in the table");
    it(`row ${row}: the answer to ${name} → ${expected}`, () => {
      const found = only(protocol === "imap" ? `A12 ${answer}` : answer);
      assert.equal(found.finding.id, expected);
      assert.doesNotMatch(sentence(found), /!|\{\d\}|undefined/);
      const quoted = answer.split("\r\n", 1)[0] ?? "";
      assert.ok(
        found.finding.evidence.some(({ text }) => text === quoted),
        JSON.stringify(found.finding.evidence),
      );
    });
  }

  it("rows 1 to 60 are all here", () => {
    const rows = new Set([...pastedRows, ...refusals].map(({ row }) => row));
    const missing = Array.from({ length: 60 }, (_, at) => at + 1).filter((row) => !rows.has(row));
    assert.deepEqual(missing, []);
  });
});

describe("words that several causes share", () => {
  it("give the causes in order, and the test that decides", () => {
    const found = only("A1 NO AUTHENTICATE failed.");
    assert.deepEqual(
      found.causes.map(({ id }) => id),
      [
        "wrongAudience",
        "missingScope",
        "otherUser",
        "protocolClosed",
        "protocolClosedPersonal",
        "missingAppPermission",
        "appNotKnown",
      ],
    );
    assert.deepEqual(found.finding.actions.map(subject), [
      "entraMail.testImapLogin",
      "entraMail.signInMailbox",
    ]);
    const closed = found.causes.find(({ id }) => id === "protocolClosed");
    assert.equal(
      subject(closed?.actions[0]),
      "Set-CASMailbox -Identity 'ADDRESS' -ImapEnabled $true",
    );
  });

  it("are others for SMTP, Graph and a mailbox that does not open", () => {
    assert.deepEqual(causesIn("535 5.7.3 Authentication unsuccessful"), [
      "wrongAudience",
      "missingScope",
      "smtpSharedLogin",
      "smtpRefused",
      "missingAppPermission",
      "appNotKnown",
    ]);
    assert.deepEqual(causesIn("A2 BAD User is authenticated but not connected."), [
      "otherUser",
      "protocolClosed",
      "protocolClosedPersonal",
      "missingScope",
      "appNoMailboxPermission",
    ]);
    assert.deepEqual(
      causesIn('{"error":{"code":"ErrorAccessDenied","message":"Access is denied."}}'),
      ["missingScope", "graphSharedDenied", "missingAppPermission", "graphDenied"],
    );
  });

  it("have words for whatever a rule finds when one of them is supposed to be true", () => {
    const { account, ...login } = aLoginCase();
    const address = "ada@contoso.test";
    for (const protocol of ["imap", "pop", "smtp", "graph"] as const) {
      for (const problem of ["authenticateRefused", "notConnected", "mailboxDenied"] as const) {
        const symptom: Symptom = {
          ...login,
          account: { ...account, username: address },
          address,
          problem,
          stage: "authenticate",
          transcript: { ...login.transcript, protocol, user: address },
        };
        const supposed = hypothesesFor(symptom).flatMap((id) => diagnose(suppose(symptom, id)));
        const causes = new Set(causesOf(symptom, false).map(({ id }) => id));
        assert.deepEqual(
          supposed.map(({ id }) => id).filter((id) => !causes.has(id)),
          [],
          `${protocol} ${problem}`,
        );
      }
    }
  });

  it("are fewer where the text names a personal mailbox", () => {
    assert.deepEqual(causesIn("login as ada@outlook.com\nA1 NO AUTHENTICATE failed."), [
      "wrongAudience",
      "missingScope",
      "otherUser",
      "protocolClosedPersonal",
    ]);
  });

  it("are decided by a token that stands in the text, which is not shown", () => {
    const token = aToken({ aud: "https://graph.microsoft.com", scp: "Mail.Read", upn: "a@b.test" });
    const text = `sending ${token}\nA1 NO AUTHENTICATE failed.`;
    assert.equal(only(text).finding.id, "wrongAudience");
    assert.equal(read(text).holdsSecret, true);
    assert.ok(!JSON.stringify(read(text)).includes(token.slice(0, 20)));
  });

  it("are those of an app or of a person where a token tells which", () => {
    const app = '{"aud":"https://outlook.office365.com","roles":["IMAP.AccessAsApp"]}';
    assert.match(sentence(only(`${app}\nA1 NO AUTHENTICATE failed.`)), /Exchange does not know it/);
  });

  it("leave nothing decided by a token whose end has passed since", () => {
    const claims = '{"aud":"https://outlook.office.com","scp":"IMAP.AccessAsUser.All","exp":1000}';
    assert.deepEqual(causesIn(`${claims}\nA1 NO AUTHENTICATE failed.`), [
      "otherUser",
      "protocolClosed",
      "protocolClosedPersonal",
    ]);
  });
});

describe("the ways in which programs print one refusal", () => {
  const rows: readonly (readonly [text: string, finding: string])[] = [
    ["imaplib.IMAP4.error: b'AUTHENTICATE failed.'", "undecided.authenticateRefused"],
    ["< 2 NO AUTHENTICATE failed.", "undecided.authenticateRefused"],
    ["NO AUTHENTICATE failed.", "undecided.authenticateRefused"],
    ['{"msg":"S: A5 NO AUTHENTICATE failed.","level":50}', "undecided.authenticateRefused"],
    [
      "(535, b'5.7.3 Authentication unsuccessful [AM0PR01CA0001.eurprd01.prod.exchangelabs.com]')",
      "undecided.authenticateRefused",
    ],
    ["MailKit: 535: 5.7.3 Authentication unsuccessful", "undecided.authenticateRefused"],
    [
      "Error: Invalid login: 535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox.",
      "smtpOffForMailbox",
    ],
    ["SMTP session failed: 535", "undecided.authenticateRefused"],
    ["msmtp: authentication failed (method XOAUTH2)", "undecided.authenticateRefused"],
    ["XOAUTH2 authentication failed.", "undecided.authenticateRefused"],
    ["-ERR Logon failure", "undecided.authenticateRefused"],
    ["Mailer: ErrorSendAsDenied, SendAsDeniedException", "sendAsDenied"],
    ["421 4.3.2 Service not available", "serverBusy"],
    ["connect ECONNREFUSED 52.97.1.1:993 while opening imap outlook.office365.com", "hostRefused"],
    ["getaddrinfo ENOTFOUND imap.contoso.com", "hostNotFound"],
    ["InvalidAuthenticationToken", "undecided.authenticateRefused"],
    [
      '{"error":{"code":"MailboxNotEnabledForRESTAPI","message":"REST API is not yet supported."}}',
      "noMailbox",
    ],
    [
      '{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation."}}',
      "graph.forbidden",
    ],
    [
      String.raw`{"body":"{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS50173: x\"}"}`,
      "AADSTS50173",
    ],
    ["{'error': 'invalid_scope', 'error_description': 'x'}", "oauth.invalid_scope"],
    ["https://login.microsoftonline.com/error?code=700016", "AADSTS700016"],
    ['{"error_codes":[7000222]}', "AADSTS7000222"],
  ];
  for (const [text, finding] of rows) {
    it(`${text.slice(0, 80)} → ${finding}`, () => assert.equal(only(text).finding.id, finding));
  }

  it("shows the challenge of SASL XOAUTH2 in clear, beside the refusal that follows it", () => {
    const challenge = '{"status":"400","schemes":"Bearer","scope":"https://outlook.office.com/"}';
    const line = Buffer.from(challenge).toString("base64");
    const alone = only(`334 ${line}`);
    assert.equal(subject(alone.finding.actions[0]), "entraMail.testSmtpLogin");
    const both = only(`+ ${line}\nA1 NO AUTHENTICATE failed.`);
    for (const { finding } of [alone, both]) {
      assert.ok(finding.evidence.some(({ text }) => text === challenge));
    }
  });

  it("names the mailboxes that a refused sender is about", () => {
    const found = only(
      "554 5.2.252 SendAsDenied; ada@contoso.test not allowed to send as support@contoso.test; STOREDRV",
    );
    assert.equal(
      subject(found.finding.actions[0]),
      "Add-RecipientPermission -Identity 'support@contoso.test' -Trustee 'ada@contoso.test' -AccessRights SendAs",
    );
    const unnamed = only(
      "550 5.7.60 SMTP; Client does not have permissions to send as this sender",
    );
    assert.match(sentence(unnamed), /^This mailbox may not send as the address in From\./);
    assert.match(sentence(unnamed), /in place of USER.*in place of ADDRESS\.$/);
  });

  it("uses the one address that a text names in the command for Exchange", () => {
    const found = only(
      "user ada@contoso.test\n535 5.7.139 SmtpClientAuthentication is disabled for the Mailbox.",
    );
    assert.equal(
      subject(found.finding.actions[0]),
      "Set-CASMailbox -Identity 'ada@contoso.test' -SmtpClientAuthenticationDisabled $false",
    );
    assert.match(sentence(found), /^SMTP AUTH is disabled for ada@contoso\.test\./);
  });

  it("takes an address for PowerShell as text, whatever is in it", () => {
    const found = only("554 5.2.252 SendAsDenied; a'$(x)@b.test not allowed to send as c'd@e.test");
    assert.match(
      subject(found.finding.actions[0]),
      /-Identity 'c''d@e\.test' -Trustee 'a''\$\(x\)@b\.test'/,
    );
  });
});

describe("a log with several errors", () => {
  const log = [
    "12:00:01 A1 NO AUTHENTICATE failed.",
    "12:00:02 retry",
    'token endpoint: {"error":"invalid_grant","error_description":"AADSTS700082: expired"}',
    "12:00:03 A2 NO AUTHENTICATE failed.",
    "* BYE Connection closed.",
  ].join("\n");

  it("is told in the order in which a login comes about, with the lines", () => {
    assert.deepEqual(
      read(log).findings.map(({ finding, lines }) => [finding.id, lines]),
      [
        ["AADSTS700082", [3]],
        ["undecided.authenticateRefused", [1, 4]],
      ],
    );
  });

  it("holds no errors where programs merely say goodbye", () => {
    const text =
      "* BYE Microsoft Exchange Server IMAP4 server signing off.\n* OK done\n250 2.1.0 Sender OK";
    assert.deepEqual(ids(text), ["notRecognised"]);
  });
});

describe("what is not known", () => {
  it("is said to be so, with what was recognised and what can be tried", () => {
    const found = only("HTTP/1.1 418 I'm a teapot");
    assert.equal(found.finding.id, "notRecognised");
    assert.deepEqual(
      found.finding.evidence.map(({ text }) => text),
      ["418"],
    );
    assert.deepEqual(found.finding.actions.slice(0, 2), whatToTry);
  });

  it("has the link to look its number up", () => {
    const { finding } = only('{"error":"never_heard","error_description":"AADSTS99999: new"}');
    assert.equal(finding.id, "oauth.unknown");
    assert.equal(subject(finding.actions[0]), "https://login.microsoftonline.com/error?code=99999");
    const quoted = finding.evidence.map(({ text }) => text);
    assert.deepEqual(quoted, ["AADSTS99999: new", "never_heard", "99999"]);
  });

  for (const error of ["never_heard", "__proto__", "constructor", "toString"]) {
    it(`is explained without a number, too: ${error}`, () => {
      const { finding } = only(JSON.stringify({ error, error_description: "so it is" }));
      assert.equal(finding.id, "oauth.unknown");
      assert.deepEqual(finding.actions, whatToTry);
    });
  }

  it("of a mail server is quoted, and not taken for a refused sign-in", () => {
    for (const text of [
      "A3 BAD Command Argument Error. 11",
      "550 5.1.1 User unknown",
      "-ERR Protocol error. 14",
    ]) {
      assert.equal(only(text).finding.id, "answerNotKnown", text);
    }
  });

  it("is not what an ordinary line with the word error says", () => {
    assert.deepEqual(ids('error: build failed\n{"error":"disk full"}\nerror=ENOENT'), [
      "notRecognised",
    ]);
  });
});

describe("what must not come back", () => {
  const refresh = `0.AXoA${"Secret7".repeat(12)}.AgABAwEAAADnfolhJpSnRYB1SVj`;
  const secrets: readonly string[] = [
    aToken({ aud: "x", scp: "y" }),
    refresh,
    "abC8Q~SecretSecretSecretSecretSecretSecret",
    Buffer.from("user=ada@contoso.test\u0001auth=Bearer SecretSecretSecret\u0001\u0001").toString(
      "base64",
    ),
  ];
  const places: readonly ((secret: string) => string)[] = [
    (secret) => `AADSTS700082: The refresh token ${secret} has expired`,
    (secret) => `A1 NO AUTHENTICATE failed. ${secret}`,
    (secret) => `535 5.7.3 Authentication unsuccessful ${"x".repeat(560)} ${secret}`,
    (secret) =>
      `{"error":"invalid_grant","refresh_token":"${secret}","error_description":"AADSTS70000: ${secret}"}`,
    (secret) => `getaddrinfo ENOTFOUND imap.contoso.com ${secret}`,
    (secret) => `{"error":{"code":"ErrorNew","message":"${secret}"}}`,
    (secret) => `correlation_id ${secret}\nHTTP 500`,
    (secret) => secret,
  ];
  for (const secret of secrets) {
    it(`a credential like ${secret.slice(0, 8)}…, which is said to be there`, () => {
      for (const place of places) {
        const found = read(place(secret));
        const shown = JSON.stringify(found);
        assert.equal(found.holdsSecret, true, place(""));
        for (let at = 0; at + 12 <= secret.length; at += 12) {
          const part = secret.slice(at, at + 12);
          assert.ok(!shown.includes(part), `${place("…")}: ${part}`);
        }
      }
    });
  }

  it("a secret that this editor knows, whatever its shape", () => {
    const found = read("AADSTS7000215: Invalid client secret: plain-words", (text) =>
      text.replaceAll("plain-words", "•••"),
    );
    assert.equal(found.holdsSecret, true);
    assert.ok(!JSON.stringify(found).includes("plain-words"));
  });

  it("is not claimed of texts without a credential", () => {
    for (const { row, text } of pastedRows) {
      assert.equal(read(text).holdsSecret, text.includes("access_token"), `row ${row}`);
    }
  });
});

describe("hostile texts", () => {
  /** Generous for machines that do other work; what is not linear takes minutes. */
  const limit = 10_000;
  const timed = (text: string): TextDiagnosis => {
    const start = performance.now();
    const found = read(text);
    const took = performance.now() - start;
    assert.ok(took < limit, `${Math.round(took)} ms`);
    return found;
  };

  it("of ten megabytes are read from their end, and said to be cut", () => {
    const found = timed(`${"a line of a log\n".repeat(700_000)}A1 NO AUTHENTICATE failed.`);
    assert.equal(found.cut, true);
    assert.equal(found.findings[0]?.finding.id, "undecided.authenticateRefused");
  });

  for (const piece of [
    "AADSTS50011 invalid_grant ",
    "a1 NO AUTHENTICATE failed.\n",
    "-eyJ",
    "eyJ",
    '{"error":{"code":"ErrorAccessDenied","message":"',
    "error=x error_description=y ",
    "a@a.",
    "\\\\",
    "AUTH XOAUTH2 ",
    "535 5.7.3 x\\n",
    "<",
    "\u0000\uffff\ud800",
    "(",
  ]) {
    it(`take no long time: ${JSON.stringify(piece)} ten megabytes long`, () => {
      assert.ok(timed(piece.repeat(Math.ceil(10_000_000 / piece.length))).findings.length > 0);
    });
  }

  it("never throw, and always say something", () => {
    const frames = [
      "",
      "AADSTS50011: ",
      "A1 NO ",
      "535 5.7.3 ",
      '{"error":"',
      '{"error":{"code":"',
      "-ERR ",
    ];
    fc.assert(
      fc.property(fc.constantFrom(...frames), hostileText, (frame, text) => {
        const { findings } = read(frame + text);
        assert.ok(findings.length > 0);
        for (const one of findings) assert.doesNotMatch(sentence(one), /\{\d\}/);
      }),
      hostileRuns,
    );
  });
});

describe("what can be done about a pasted error", () => {
  const palette = JSON.parse(
    readFileSync(join(__dirname, "../../../../package.nls.json"), "utf8"),
  ) as Readonly<Record<string, string>>;
  const actions = [
    ...oauthHelp.flatMap(([, list]) => list),
    ...Object.values(errorHelp).flat(),
    ...whatToTry,
  ];

  it("are commands of this extension under the names of the palette", () => {
    for (const action of actions) {
      const command = subject(action);
      assert.ok(
        commandIds.some((id) => id === command),
        command,
      );
      assert.equal(action.title.text, palette[`command.${command.slice(10)}.title`]);
    }
  });

  it("is told of numbers and errors that are on record, each once", () => {
    const codes = oauthHelp.flatMap(([list]) => list);
    const known = new Set(aadstsEntries.flatMap((entry) => entry.codes));
    assert.deepEqual(
      codes.filter((code, at) => !known.has(code) || codes.indexOf(code) !== at),
      [],
    );
    const names = Object.keys(errorHelp).filter((name) => !name.startsWith("graph."));
    assert.deepEqual(
      names.filter((name) => !Object.hasOwn(oauthErrors, name)),
      [],
    );
  });

  it("has the name of the palette in every report", () => {
    const texts = [...pastedRows.map(({ text }) => text), ...refusals.map(({ answer }) => answer)];
    const named = texts.flatMap((text) =>
      read(text).findings.flatMap(({ finding, causes }) =>
        [...finding.actions, ...causes.flatMap((cause) => cause.actions)].flatMap((action) =>
          action.kind === "runCommand" ? [[action.command, action.title.text] as const] : [],
        ),
      ),
    );
    assert.deepEqual(
      named.filter(([command, title]) => title !== palette[`command.${command.slice(10)}.title`]),
      [],
    );
  });

  it("never is to test again, to sign in again or to look into the log of this extension", () => {
    for (const { text } of [...pastedRows, ...refusals.map(({ answer }) => ({ text: answer }))]) {
      const kinds = read(text).findings.flatMap(({ finding, causes }) =>
        [...finding.actions, ...causes.flatMap((cause) => cause.actions)].map(({ kind }) => kind),
      );
      assert.deepEqual(
        kinds.filter((kind) => ["testAgain", "signInMailbox", "showLog"].includes(kind)),
        [],
      );
    }
  });
});
