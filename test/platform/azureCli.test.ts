import assert from "node:assert/strict";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import { isCancelled } from "../../src/base/errors";
import { clouds } from "../../src/core/cloud";
import { AzureCli } from "../../src/platform/node/azureCli";
import { readCliRefusal } from "../../src/platform/node/azureCliErrors";
import { commandLine, findAzureCli } from "../../src/platform/node/azureCliProcess";
import { aToken } from "../support/builders";
import { failureOf } from "./support/fakes";
import { type ScriptedProgram, scriptedProgram } from "./support/scriptedProgram";

const never = new AbortController().signal;
const tenant = "11111111-1111-4111-8111-111111111111";
const graphToken = aToken({
  aud: "https://graph.microsoft.com/",
  scp: "Application.ReadWrite.All",
  exp: 1_795_000_000,
});

const print = (value: unknown): string =>
  `process.stdout.write(${JSON.stringify(JSON.stringify(value))});`;
const refuse = (text: string, code = 1): string =>
  `process.stderr.write(${JSON.stringify(text)}); process.exitCode = ${code};`;

describe("the Azure CLI", () => {
  let az: ScriptedProgram;
  let cli: AzureCli;

  beforeEach(() => {
    az = scriptedProgram("az");
    cli = new AzureCli({ platform: process.platform, env: az.env });
  });
  afterEach(() => az.remove());

  const token = (
    signal = never,
    directory: string | undefined = tenant,
  ): ReturnType<AzureCli["token"]> => cli.token(clouds.global, directory, signal);

  it("is asked for a token for Microsoft Graph, in the chosen directory", async () => {
    az.play(print({ accessToken: graphToken, expires_on: 1_795_000_100, tokenType: "Bearer" }));
    assert.deepEqual(await token(), {
      accessToken: graphToken,
      expiresAt: new Date(1_795_000_100_000).toISOString(),
    });
    assert.deepEqual(az.runs(), [
      [
        "account",
        "get-access-token",
        "--resource-type",
        "ms-graph",
        "--tenant",
        tenant,
        "--output",
        "json",
      ],
    ]);
  });

  it("decides about the directory itself where none was chosen, or only the name of all", async () => {
    az.play(print({ accessToken: graphToken }));
    const { expiresAt } = await cli.token(clouds.global, undefined, never);
    await token(never, "organizations");
    assert.equal(expiresAt, new Date(1_795_000_000_000).toISOString());
    assert.ok(az.runs().every((args) => !args.includes("--tenant")));
  });

  for (const directory of [
    "a b",
    "x;touch y",
    "$(id)",
    '"',
    "-x",
    "x\ny",
    "x&calc",
    "%PATH%",
    "",
  ]) {
    it(`is not started with the directory ${JSON.stringify(directory)}`, async () => {
      az.play(print({ accessToken: graphToken }));
      assert.equal((await failureOf(token(never, directory))).code, "input.invalid");
      assert.deepEqual(az.runs(), []);
    });
  }

  it("is not there", async () => {
    const nowhere = new AzureCli({ platform: "linux", env: { PATH: "/nonexistent:relative:" } });
    assert.equal(await nowhere.installed(), false);
    const { code, facts } = await failureOf(nowhere.token(clouds.global, undefined, never));
    assert.equal(code, "signIn.methodUnavailable");
    assert.equal(facts["problem"], "cliMissing");
  });

  it("gives a token of another cloud", async () => {
    az.play(print({ accessToken: aToken({ aud: "https://graph.microsoft.us/" }) }));
    const { facts } = await failureOf(token());
    assert.equal(facts["problem"], "cliOtherCloud");
    assert.equal(facts["cloud"], "AzureCloud");
    assert.equal(facts["detail"], "graph.microsoft.us");
  });

  const strange = [
    ["no JSON", `process.stdout.write("Bearer ${graphToken}");`],
    ["no token", print({ tokenType: "Bearer" })],
    ["an empty token", print({ accessToken: "" })],
    ["a list", print([graphToken])],
    ["nothing", ""],
    [
      "more than a mebibyte",
      `process.stdout.write("x".repeat(1100000)); setTimeout(() => 0, 60000);`,
    ],
  ] as const;
  for (const [name, script] of strange) {
    it(`answers ${name}, and the token is in no error`, async () => {
      az.play(script);
      const failure = await failureOf(token());
      assert.equal(failure.facts["problem"], "cliFailed");
      assert.ok(!inspect(failure, { depth: 9 }).includes(graphToken.slice(0, 20)));
    });
  }

  it("is stopped with all it started when the person cancels", async () => {
    const sign = join(az.folder, "alive");
    az.play(
      `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(
        `setTimeout(() => require("node:fs").writeFileSync(${JSON.stringify(sign)}, ""), 1500)`,
      )}]); require("node:fs").writeFileSync(${JSON.stringify(join(az.folder, "started"))}, ""); setTimeout(() => 0, 60000);`,
    );
    const controller = new AbortController();
    const work = token(controller.signal);
    while (!existsSync(join(az.folder, "started")))
      await new Promise((done) => setTimeout(done, 20));
    controller.abort();
    await assert.rejects(work, isCancelled);
    await new Promise((done) => setTimeout(done, 2000));
    assert.equal(existsSync(sign), false);
  }).timeout(20_000);

  it("lists the directories of this cloud, each once", async () => {
    const other = "22222222-2222-4222-8222-222222222222";
    az.play(
      print([
        {
          tenantId: tenant,
          tenantDisplayName: "Contoso",
          tenantDefaultDomain: "contoso.com",
          cloudName: "AzureCloud",
        },
        { tenantId: tenant, tenantDisplayName: "Contoso", environmentName: "AzureCloud" },
        { tenantId: other, cloudName: "AzureUSGovernment" },
        { tenantId: "no id" },
        null,
      ]),
    );
    assert.deepEqual(await cli.directories(clouds.global, never), [
      { tenantId: tenant, displayName: "Contoso", defaultDomain: undefined },
    ]);
    assert.deepEqual(az.runs(), [["account", "list", "--output", "json"]]);
  });
});

describe("what the Azure CLI says when it has no token", () => {
  const rows: readonly (readonly [stderr: string, code: string, problem: string | undefined])[] = [
    ["ERROR: Please run 'az login' to setup account.", "signIn.methodUnavailable", "cliSignedOut"],
    [
      "ERROR: AADSTS50076: Due to a configuration change … you must use multi-factor authentication.\nInteractive authentication is needed. Please run:\naz login",
      "signIn.methodUnavailable",
      "cliSignedOut",
    ],
    [
      "ERROR: AADSTS700082: The refresh token has expired due to inactivity.\nInteractive authentication is needed. Please run:\naz login --scope x/.default",
      "signIn.methodUnavailable",
      "cliSignedOut",
    ],
    [
      "ERROR: AADSTS53003: Access has been blocked by Conditional Access policies.\nInteractive authentication is needed. Please run:\naz login",
      "oauth.refused",
      undefined,
    ],
    ["ERROR: AADSTS90002: Tenant 'x' not found.", "oauth.refused", undefined],
    ["az: 'account' is not in the 'az' command group.", "signIn.methodUnavailable", "cliFailed"],
    ["", "signIn.methodUnavailable", "cliFailed"],
  ];
  for (const [stderr, code, problem] of rows) {
    it(`${stderr.slice(0, 50) || "nothing"}: ${problem ?? code}`, () => {
      const failure = readCliRefusal({ exitCode: 1, stdout: "", stderr }, tenant);
      assert.equal(failure.code, code);
      assert.equal(failure.facts["problem"], problem);
      if (problem === "cliSignedOut") assert.equal(failure.facts["tenant"], tenant);
      if (code === "oauth.refused") assert.match(String(failure.facts["aadsts"]), /^\d+$/);
    });
  }

  it("is read from the program", async () => {
    const az = scriptedProgram("az");
    try {
      az.play(refuse("ERROR: Please run 'az login' to setup account.\n"));
      const cli = new AzureCli({ platform: process.platform, env: az.env });
      const { facts } = await failureOf(cli.token(clouds.global, tenant, never));
      assert.equal(facts["problem"], "cliSignedOut");
    } finally {
      az.remove();
    }
  });
});

describe("starting the Azure CLI", () => {
  const windows = { platform: "win32", env: { SystemRoot: "C:\\Windows" } } as const;
  const args = ["account", "list", "--output", "json"];

  it("goes through the command interpreter where it is a .cmd file, and through none elsewhere", () => {
    assert.deepEqual(commandLine("C:\\Program Files\\Azure\\az.cmd", args, windows), {
      file: "C:\\Windows\\System32\\cmd.exe",
      args: ["/d", "/s", "/c", '""C:\\Program Files\\Azure\\az.cmd" account list --output json"'],
      options: { windowsVerbatimArguments: true },
    });
    assert.deepEqual(commandLine("/usr/bin/az", args, { platform: "linux", env: {} }), {
      file: "/usr/bin/az",
      args,
      options: {},
    });
  });

  for (const bad of ["a&calc", "a b", "%PATH%", 'a"b', "a^b", "a|b", "a\nb", ""]) {
    it(`refuses the argument ${JSON.stringify(bad)}`, () => {
      assert.equal(commandLine("C:\\az.cmd", ["--tenant", bad], windows), undefined);
    });
  }

  it("refuses a path that the command interpreter would read in its own way", () => {
    for (const path of ['C:\\a"b\\az.cmd', "C:\\%TEMP%\\az.cmd", "C:\\a!b\\az.cmd"]) {
      assert.equal(commandLine(path, args, windows), undefined, path);
    }
  });

  it("finds no folder that goes by the name, and nothing in a relative one", async () => {
    const az = scriptedProgram("other");
    try {
      mkdirSync(join(az.folder, "az"));
      const machine = { platform: "linux", env: { PATH: `${az.folder}:.` } } as const;
      assert.equal(await findAzureCli(machine), undefined);
      writeFileSync(join(az.folder, "az", "az"), "", { mode: 0o755 });
      const inside = join(az.folder, "az");
      const found = await findAzureCli({ platform: "linux", env: { PATH: inside } });
      assert.equal(found, join(inside, "az"));
    } finally {
      az.remove();
    }
  });
});
