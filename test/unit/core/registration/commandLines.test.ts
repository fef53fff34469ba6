import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { renderMessage } from "../../../../src/base/message";
import { clouds } from "../../../../src/core/cloud";
import { isFailure } from "../../../../src/core/failure";
import { asciiJson } from "../../../../src/core/registration/commandLines/asciiJson";
import { azCommands } from "../../../../src/core/registration/commandLines/azCommands";
import { commandText } from "../../../../src/core/registration/commandLines/commandBlock";
import { m365Command } from "../../../../src/core/registration/commandLines/m365Command";
import {
  portalListLink,
  portalSteps,
} from "../../../../src/core/registration/commandLines/portalSteps";
import { shQuote } from "../../../../src/core/registration/commandLines/shQuote";
import type { Plan } from "../../../../src/core/registration/plan";
import { planRegistration } from "../../../../src/core/registration/planner";
import { presetOf } from "../../../../src/core/registration/presetRegistry";
import { answersOf, type RegisterAnswers } from "../../../../src/core/registration/registerAnswers";
import { countingIds } from "../../../support/fakes/fakeSignIn";
import { seededRandom } from "../../../support/random";

const now = new Date("2026-11-21T12:00:00Z");

function aPlan(id: string, other: Partial<RegisterAnswers> = {}): Plan {
  const preset = presetOf(id);
  assert.ok(preset);
  const uris = preset.asksRedirectUri
    ? { redirectUris: ["https://jira.test/callback?a=1&b=2"] }
    : {};
  return planRegistration({ ...answersOf(preset), ...uris, ...other }, now, countingIds("uuid"));
}

/** Names that mean something to a shell, to cmd.exe, to PowerShell or to an option parser. */
const hostile = [
  "",
  " ",
  "plain",
  "it's",
  "''",
  "'; touch pwned; '",
  'say "hello"',
  "$(touch pwned)",
  "`touch pwned`",
  "${HOME}",
  "%PATH%",
  "!history",
  "a;b&c|d<e>f",
  "-rf",
  "--name=other",
  "~",
  "~root",
  "=ls",
  "*",
  "{a,b}",
  "#comment",
  "back\\slash\\",
  "‘typographic’ ‚quotes‛ “too”",
  "Grüße 日本語 😀",
  "\\u0027",
  "$'\\n'",
] as const;

const shells = ["sh", "bash"] as const;

/** What the shell makes of the words. */
function readBack(shell: string, words: readonly string[]): readonly string[] {
  const script = `printf '%s\\0' ${words.join(" ")}`;
  return execFileSync(shell, ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1);
}

describe("quoting for sh", () => {
  for (const shell of shells) {
    it(`${shell} reads back exactly what was quoted`, () => {
      assert.deepEqual(readBack(shell, hostile.map(shQuote)), hostile);
    });

    it(`${shell} reads back random texts of dangerous characters`, () => {
      const random = seededRandom(20261121);
      const alphabet = Array.from("'\"$(){}[]`\\!#&|;<>*?~=%-^ aü‘’“😀");
      const texts = Array.from({ length: 300 }, () =>
        Array.from(
          { length: Math.floor(random() * 20) },
          () => alphabet[Math.floor(random() * alphabet.length)] ?? "",
        ).join(""),
      );
      assert.deepEqual(readBack(shell, texts.map(shQuote)), texts);
    });
  }

  for (const text of [
    "a\nb",
    "a\rb",
    "a\0b",
    "a\u001bb",
    "a\u2028b",
    "a\u202eb",
    "a\u200bb",
    "\ud800",
  ]) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      assert.throws(
        () => shQuote(text),
        (error: unknown) => isFailure(error, "input.invalid"),
      );
    });
  }
});

describe("JSON for command lines", () => {
  it("is ASCII without a quote, and means the same", () => {
    for (const text of [...hostile, "a\nb", "\u2028"]) {
      const json = asciiJson({ [text]: [text] });
      assert.match(json, /^[ -&(-~]*$/);
      assert.deepEqual(JSON.parse(json), { [text]: [text] });
    }
  });
});

/** Runs lines with a stand-in for `az` that keeps its arguments, and answers as the real one would. */
function runInSh(shell: string, script: string): { calls: string[][]; output: string } {
  const folder = mkdtempSync(join(tmpdir(), "entra-mail-lines-"));
  try {
    const log = join(folder, "calls");
    writeFileSync(
      join(folder, "script"),
      `az() {
  { printf '%s\\0' "$@"; printf '\\n\\0'; } >> ${shQuote(log)}
  case "$*" in
    *'[id,appId]'*) printf 'object-1\\r\\nclient-1\\r\\n' ;;
    *secretText*) echo the-secret ;;
    *'ad sp create'*) echo enterprise-1 ;;
  esac
}
${script}`,
    );
    const output = execFileSync(shell, [join(folder, "script")], { cwd: folder, encoding: "utf8" });
    const calls = readFileSync(log, "utf8")
      .split("\n\0")
      .slice(0, -1)
      .map((call) => call.split("\0").slice(0, -1));
    return { calls, output };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const optionOf = (call: readonly string[], name: string): string =>
  call[call.indexOf(name) + 1] ?? "";

describe("the commands of the Azure CLI for sh", () => {
  for (const shell of shells) {
    it(`send the very requests of the plan, whatever the name is (${shell})`, () => {
      for (const name of hostile) {
        if (name.trim() === "") continue;
        const plan = aPlan("jiraIncomingImap", {
          displayName: name,
          secret: { displayName: name, lifetimeDays: 90 },
        });
        const { calls, output } = runInSh(
          shell,
          commandText(azCommands(plan, "sh", clouds.global)),
        );
        const [create = [], wait = [], addPassword = []] = calls;
        const sent = JSON.parse(optionOf(create, "--body")) as Record<string, unknown>;
        assert.equal(sent["displayName"], name.trim());
        assert.equal(optionOf(create, "--url"), "https://graph.microsoft.com/v1.0/applications");
        assert.equal(
          optionOf(wait, "--url"),
          "https://graph.microsoft.com/v1.0/applications/object-1",
        );
        assert.equal(
          optionOf(addPassword, "--url"),
          "https://graph.microsoft.com/v1.0/applications/object-1/addPassword",
        );
        assert.deepEqual(JSON.parse(optionOf(addPassword, "--body")), {
          passwordCredential: { displayName: name.trim(), endDateTime: "2027-02-19T12:00:00Z" },
        });
        assert.equal(output, "the-secret\nApplication (client) ID: client-1\n");
      }
    });
  }

  it("create what the plan creates, but for the tag and the secret, which are ours", () => {
    const plan = aPlan("aemForms");
    const [create = []] = runInSh("sh", commandText(azCommands(plan, "sh", clouds.global))).calls;
    const [step] = plan.steps;
    assert.ok(step?.kind === "createApplication");
    const { tags: _tags, passwordCredentials: _secrets, ...draft } = step.draft;
    assert.deepEqual(JSON.parse(optionOf(create, "--body")), draft);
  });

  it("make the enterprise application and the certificate of a service", () => {
    const certificate = {
      displayName: "mail-service",
      der: "MIIB+/=",
      thumbprint: "0A",
      startDateTime: "2026-11-21T12:00:00Z",
      endDateTime: "2027-11-21T12:00:00Z",
    };
    const plan = aPlan("serviceWithoutUser", {
      credential: "certificate",
      secret: undefined,
      certificate,
    });
    const { calls, output } = runInSh("sh", commandText(azCommands(plan, "sh", clouds.usGov)));
    const [, , patch = [], servicePrincipal = []] = calls;
    assert.deepEqual(
      [optionOf(patch, "--method"), optionOf(patch, "--url")],
      ["PATCH", "https://graph.microsoft.us/v1.0/applications/object-1"],
    );
    assert.deepEqual(JSON.parse(optionOf(patch, "--body")), {
      keyCredentials: [
        {
          type: "AsymmetricX509Cert",
          usage: "Verify",
          key: "MIIB+/=",
          displayName: "mail-service",
          startDateTime: certificate.startDateTime,
          endDateTime: certificate.endDateTime,
        },
      ],
    });
    assert.deepEqual(servicePrincipal.slice(0, 5), ["ad", "sp", "create", "--id", "client-1"]);
    assert.equal(output, "enterprise-1\nApplication (client) ID: client-1\n");
  });

  it("are not written for a plan that registers nothing, or for a host that is none", () => {
    const plan = aPlan("workMailClient");
    assert.deepEqual(azCommands({ ...plan, steps: [] }, "sh", clouds.global), []);
    assert.deepEqual(azCommands(plan, "sh", { graphHost: "x$(touch pwned)" }), []);
  });
});

/**
 * The value of a PowerShell expression of single-quoted strings and `[char]0x…` joined by ` + `; undefined for anything
 * else. PowerShell is not at hand where these tests run: this reads the documented grammar (about_Quoting_Rules:
 * within single quotes only a doubled quote is not literal).
 */
function readPowerShell(expression: string): string | undefined {
  const inner = /^\((.*)\)$/s.exec(expression)?.[1] ?? expression;
  if (
    !/^(?:'(?:[^'‘’‚‛]|'')*'|\[char\]0x[0-9A-F]{4})(?: \+ (?:'(?:[^'‘’‚‛]|'')*'|\[char\]0x[0-9A-F]{4}))*$/.test(
      inner,
    )
  ) {
    return undefined;
  }
  return Array.from(inner.matchAll(/'((?:[^']|'')*)'|\[char\]0x([0-9A-F]{4})/g), ([, text, unit]) =>
    unit === undefined
      ? (text ?? "").replaceAll("''", "'")
      : String.fromCharCode(Number.parseInt(unit, 16)),
  ).join("");
}

describe("the commands of the Azure CLI for PowerShell", () => {
  it("put every body into a file, as a single-quoted text that is the body", () => {
    for (const name of hostile) {
      if (name.trim() === "") continue;
      const plan = aPlan("jiraIncomingImap", { displayName: name });
      const lines = azCommands(plan, "powershell", clouds.global).flatMap((block) => block.lines);
      const bodies = lines.flatMap((line) => {
        const [, value] =
          /^Set-Content -LiteralPath \$body\.FullName -Encoding ascii -Value (.*)$/s.exec(line) ??
          [];
        return value === undefined ? [] : [readPowerShell(value)];
      });
      assert.equal(bodies.length, 2);
      const [created = ""] = bodies;
      assert.equal((JSON.parse(created) as Record<string, unknown>)["displayName"], name.trim());
      // What cmd.exe reads a second time holds nothing that it knows
      const calls = lines.filter((line) => /^(?:\$app = )?az /.test(line));
      assert.ok(calls.length > 0 && calls.every((line) => !/[%&<>^!]/.test(line)));
    }
  });

  it("read as a script", () => {
    const plan = aPlan("serviceWithoutUser");
    assert.deepEqual(
      azCommands(plan, "powershell", clouds.global).flatMap(({ lines }) =>
        lines.map((line) => line.replace(/-Value .*/, "-Value …")),
      ),
      [
        "$body = New-TemporaryFile",
        "Set-Content -LiteralPath $body.FullName -Encoding ascii -Value …",
        `$app = az rest --method POST --url 'https://graph.microsoft.com/v1.0/applications' --headers Content-Type=application/json --body "@$($body.FullName)" | ConvertFrom-Json`,
        'foreach ($i in 1..10) { az rest --method GET --url "https://graph.microsoft.com/v1.0/applications/$($app.id)" --output none; if ($LASTEXITCODE -eq 0) { break }; Start-Sleep -Seconds 3 }',
        "Set-Content -LiteralPath $body.FullName -Encoding ascii -Value …",
        `az rest --method POST --url "https://graph.microsoft.com/v1.0/applications/$($app.id)/addPassword" --headers Content-Type=application/json --body "@$($body.FullName)" --query secretText --output tsv`,
        "az ad sp create --id $app.appId --query id --output tsv",
        "Remove-Item -LiteralPath $body.FullName",
        'Write-Output "Application (client) ID: $($app.appId)"',
      ],
    );
  });
});

function lineOf(plan: Plan, shell: "sh" | "powershell" = "sh"): string {
  const made = m365Command(plan, shell, clouds.global);
  assert.ok(made?.kind === "command");
  return made.block.lines.join("\n");
}

describe("the command of CLI for Microsoft 365", () => {
  it("names platform, permissions and secret by its own options", () => {
    assert.equal(
      lineOf(aPlan("jiraIncomingImap")),
      "m365 entra app add --name=jira-inbound --platform=web --redirectUris='https://jira.test/callback?a=1&b=2' --apisDelegated=https://graph.microsoft.com/IMAP.AccessAsUser.All,https://graph.microsoft.com/offline_access,https://graph.microsoft.com/openid,https://graph.microsoft.com/User.Read --withSecret",
    );
    assert.match(
      lineOf(aPlan("serviceWithoutUser")),
      /--apisApplication=https:\/\/outlook\.office365\.com\/IMAP\.AccessAsApp,/,
    );
  });

  it("gets the name as one word that is no option", () => {
    for (const displayName of hostile) {
      if (displayName.trim() === "") continue;
      const line = lineOf(aPlan("workMailClient", { displayName }));
      const words = readBack("sh", [line.replace("m365 entra app add ", "")]);
      assert.equal(words[0], `--name=${displayName.trim()}`);
    }
  });

  it("is a text of PowerShell that yields the same, or is not offered", () => {
    for (const displayName of hostile) {
      if (displayName.trim() === "") continue;
      const made = m365Command(
        aPlan("workMailClient", { displayName }),
        "powershell",
        clouds.global,
      );
      assert.ok(made);
      if (made.kind === "impossible") assert.match(displayName, /["\\%&|<>^!]/);
      else {
        const [line = ""] = made.block.lines;
        const [, name = ""] = /^m365 entra app add (.*) '--platform=/s.exec(line) ?? [];
        assert.equal(readPowerShell(name), `--name=${displayName.trim()}`);
      }
    }
  });

  const impossible: readonly (readonly [string, Plan, keyof typeof clouds])[] = [
    ["personal accounts", aPlan("personalMailClient"), "global"],
    [
      "one implicit box",
      aPlan("aemForms", {
        audience: "AzureADMyOrg",
        implicitGrant: { accessTokens: true, idTokens: false },
      }),
      "global",
    ],
    ["another cloud", aPlan("workMailClient"), "usGov"],
    [
      "an invisible character",
      aPlan("jiraIncomingImap", { redirectUris: ["https://jira.test/a\u200bb"] }),
      "global",
    ],
  ];
  for (const [what, plan, cloud] of impossible) {
    it(`says why it cannot: ${what}`, () => {
      const made = m365Command(plan, "sh", clouds[cloud]);
      assert.ok(made?.kind === "impossible");
      assert.ok(renderMessage(made.why).includes("use az"));
    });
  }
});

describe("the steps by hand", () => {
  it("name every value to be entered", () => {
    const steps = portalSteps(aPlan("aemForms"), () => "20 May 2027").map((step) =>
      renderMessage(step),
    );
    assert.deepEqual(steps, [
      "Open App registrations and choose New registration.",
      "Name: aem-forms",
      "Supported account types: Accounts in any organizational directory and personal Microsoft accounts",
      "Redirect URI: platform Web, https://login.microsoftonline.com/common/oauth2/nativeclient",
      "Choose Register. The Overview shows the Application (client) ID.",
      "Authentication > Implicit grant and hybrid flows: tick Access tokens.",
      "Authentication > Implicit grant and hybrid flows: tick ID tokens.",
      "API permissions > Add a permission > Microsoft Graph > Delegated permissions: IMAP.AccessAsUser.All, POP.AccessAsUser.All, SMTP.Send, Mail.Read, offline_access, User.Read",
      "Certificates & secrets > New client secret: description aem-forms, end 20 May 2027. Copy the Value at once, not the Secret ID; it is shown only this time.",
    ]);
  });

  it("lead an app without a user to consent and to the right object id", () => {
    const steps = portalSteps(aPlan("serviceWithoutUser"), String).map((step) =>
      renderMessage(step),
    );
    assert.ok(
      steps.some(
        (step) =>
          step.includes("Office 365 Exchange Online") &&
          step.includes("Application permissions: IMAP.AccessAsApp"),
      ),
    );
    assert.match(steps.at(-1) ?? "", /Grant admin consent.*enterprise application/);
  });

  it("open the portal of the cloud, where it is known", () => {
    assert.equal(
      portalListLink(clouds.global),
      "https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade",
    );
    assert.match(portalListLink(clouds.usGov) ?? "", /^https:\/\/entra\.microsoft\.us\//);
    assert.equal(portalListLink({}), undefined);
  });
});
