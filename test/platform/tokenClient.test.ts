import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { type Server, createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { SharedWork } from "../../src/base/sharedWork";
import type { TokenAnswer } from "../../src/core/tokenCommand/answer";
import type { AnswerRequest, TokenServing } from "../../src/core/tokenCommand/tokenPorts";
import { formatRecord } from "../../src/core/tokenCommand/windowRecord";
import { systemClock } from "../../src/platform/node/systemClock";
import { NodeTokenServers } from "../../src/platform/node/tokenServer";
import {
  keepProgram,
  programText,
  windowsText,
} from "../../src/platform/node/tokenServer/programFile";
import { makeTempFolder } from "../support/tempFolder";
import { MemoryLog } from "./support/fakes";
import { type Ended, runProgram, tokenScript } from "./support/tokenProgram";

const ada = "ada@contoso.test";
const canary = "eyJ0eXAiOiJKV1QifQ.token-canary.c2ln";
const answerWith =
  (accessToken: string): AnswerRequest =>
  ({ address }) =>
    Promise.resolve({ kind: "token", token: { accessToken, user: address } });
const storeSilent: AnswerRequest = () =>
  Promise.resolve({ kind: "refused", refusal: "storeSilent" });
const notListed: AnswerRequest = () => Promise.resolve({ kind: "refused", refusal: "notListed" });
const never: AnswerRequest = () => new Promise(() => undefined);

describe("the program entra-mail-token", function () {
  this.timeout(20_000);
  let folder: string;
  let clock: { time: number; now: () => Date };
  const closers: (() => unknown)[] = [];

  before(function onlyWithModes() {
    // Windows knows no modes, and its pipes lie in no folder
    if (process.platform === "win32") this.skip();
  });
  beforeEach(() => {
    folder = join(makeTempFolder(), "token-command");
    clock = { time: 1_000_000, now: () => new Date((clock.time += 1_000)) };
  });
  afterEach(() => {
    for (const close of closers.splice(0)) close();
  });

  async function serve(answer: AnswerRequest, node?: string): Promise<TokenServing> {
    const serving = await new NodeTokenServers({
      folder,
      scriptFile: await tokenScript(),
      clock,
      log: new MemoryLog(),
      ...(node !== undefined && { node }),
    }).serve(answer);
    closers.push(() => serving.close());
    return serving;
  }

  /** A window that does not behave: what it does with a connection is given. */
  async function window(behave: (server: Server) => void): Promise<void> {
    const socket = join(folder, "windows", `another-window-${closers.length}.sock`);
    const server = createServer();
    behave(server);
    await new Promise<void>((resolve) => server.listen(socket, () => resolve()));
    chmodSync(socket, 0o600);
    closers.push(() => server.close());
    leaveRecord(socket);
  }

  function leaveRecord(socket: string): void {
    const file = join(folder, "windows", `another-window-${closers.length}.json`);
    const record = { socket, bearer: "x", startedAt: clock.now().getTime() };
    writeFileSync(file, formatRecord(record), { mode: 0o600 });
  }

  it("prints the token, a line end, and nothing else", async () => {
    const { program } = await serve(answerWith(canary));
    const { exit, stdout, stderr, milliseconds } = await runProgram(program, [ada]);
    assert.deepEqual({ exit, stdout, stderr }, { exit: 0, stdout: `${canary}\n`, stderr: "" });
    assert.ok(milliseconds < 5_000);
  });

  it("passes on what it is asked for, word for word", async () => {
    const asked: unknown[] = [];
    const { program } = await serve((request) => {
      asked.push(request);
      return answerWith(canary)(request, new AbortController().signal);
    });
    const odd = `o'neil "$(touch x)" %PATH%;#@contoso.test`;
    const { stdout } = await runProgram(program, [
      "--protocol",
      "smtp",
      "--format=json",
      "--",
      odd,
    ]);
    assert.deepEqual(asked, [{ address: odd, protocol: "smtp" }]);
    assert.equal((JSON.parse(stdout) as { user: string }).user, odd);
  });

  it("is found by a link, from any folder, below a package of ES modules, with switches of a shell", async () => {
    writeFileSync(join(folder, "../package.json"), '{"type":"module"}');
    const { program } = await serve(answerWith(canary));
    const link = join(makeTempFolder(), "token");
    symlinkSync(program, link);
    const { stdout, stderr } = await runProgram(link, [ada], {
      NODE_OPTIONS: "--require=/nowhere.js --trace-warnings",
      NODE_EXTRA_CA_CERTS: "/nowhere.pem",
    });
    assert.deepEqual([stdout, stderr], [`${canary}\n`, ""]);
  });

  it("takes the Node in PATH where the editor has moved, and says so where there is none", async () => {
    const { program } = await serve(answerWith(canary), "/no where/it's $(code)");
    assert.equal((await runProgram(program, [ada])).stdout, `${canary}\n`);
    const { exit, stdout, stderr } = await runProgram("/bin/sh", [program, ada], {
      PATH: "/nowhere",
    });
    assert.deepEqual([exit, stdout], [75, ""]);
    assert.match(stderr, /^entra-mail-token: No editor serves tokens\.[^\n]*\n$/);
  });

  it("is a shell script and JavaScript wherever the editor lies", () => {
    const text = programText('/Applications/It\'s // "Code"/*.app', "run();");
    assert.deepEqual(text.split("\n").length, 4);
    assert.match(
      text,
      /^#!\/bin\/sh\n":" \/\/; unset NODE_OPTIONS NODE_EXTRA_CA_CERTS; node='\/Applications\/It'\\''s/,
    );
    assert.throws(() => programText("/a\nb", ""), { code: "input.invalid" });
    assert.match(
      windowsText("C:\\100%\\Code.exe"),
      /^"C:\\100%%\\Code\.exe" "%~dp0entra-mail-token" %\*\r$/m,
    );
  });

  it("ends at once without an editor: 75 and one line, within a second", async () => {
    mkdirSync(folder);
    const program = await keepProgram(folder, process.execPath, await tokenScript());
    const { exit, stdout, stderr } = await quickest(program);
    assert.deepEqual([exit, stdout], [75, ""]);
    assert.match(stderr, /^entra-mail-token: No editor serves tokens\.[^\n]*\n$/);
  });

  it("ends at once when the editor has gone, also where it left its socket and record", async () => {
    const serving = await serve(answerWith(canary));
    serving.close();
    leaveRecord(join(folder, "windows", "gone.sock"));
    const { exit, stdout } = await quickest(serving.program);
    assert.deepEqual([exit, stdout], [75, ""]);
  });

  it("ends with 64 for a call that is none, without asking anybody", async () => {
    let calls = 0;
    const { program } = await serve(() => {
      calls += 1;
      return Promise.resolve({ kind: "refused", refusal: "failed" });
    });
    const { exit, stdout, stderr } = await runProgram(program, [ada, "--protocol", "nntp"]);
    assert.deepEqual([exit, stdout, calls], [64, "", 0]);
    assert.match(stderr, /^entra-mail-token: --protocol nntp is not known; usage: [^\n]+\n$/);
  });

  for (const [refusal, code] of [
    ["notListed", 77],
    ["signInAgain", 77],
    ["tooMany", 75],
    ["unreachable", 75],
    ["storeSilent", 75],
  ] as const) {
    it(`ends with ${code} when the editor says ${refusal}`, async () => {
      const { program } = await serve(() => Promise.resolve({ kind: "refused", refusal }));
      const { exit, stdout, stderr } = await runProgram(program, [ada]);
      assert.deepEqual([exit, stdout], [code, ""]);
      assert.match(stderr, /^entra-mail-token: [^\n]+\n$/);
    });
  }

  it("ends with 75 after five seconds when no window answers", async () => {
    const { program } = await serve(never);
    await window((server) => server.on("connection", () => undefined));
    const { exit, stdout, milliseconds } = await runProgram(program, [ada]);
    assert.deepEqual([exit, stdout], [75, ""]);
    assert.ok(milliseconds > 4_000 && milliseconds < 6_000, `${milliseconds} ms`);
  });

  it("ends with 75 at once when the window is reloaded while it waits", async () => {
    const started = new Promise<void>((resolve) => {
      void serve(() => {
        resolve();
        return new Promise(() => undefined);
      });
    });
    await until(() => closers.length > 0);
    const running = runProgram(join(folder, "entra-mail-token"), [ada]);
    await started;
    const before = performance.now();
    for (const close of closers.splice(0)) close();
    const { exit, stdout, stderr } = await running;
    assert.deepEqual([exit, stdout], [75, ""]);
    assert.match(stderr, /closed or reloaded/);
    assert.ok(performance.now() - before < 1_000);
  });

  it("waits on its standard input for nothing", async () => {
    const { program } = await serve(answerWith(canary));
    const child = spawn(program, [ada], { stdio: ["pipe", "ignore", "ignore"] });
    const exit = await new Promise((resolve) => child.once("close", resolve));
    assert.equal(exit, 0);
  });

  it("shows the bearer and the token in no argument and no environment", async function () {
    if (process.platform !== "linux") this.skip();
    const waiting = new Promise<void>((resolve) => {
      void serve(() => {
        resolve();
        return new Promise(() => undefined);
      });
    });
    await until(() => closers.length > 0);
    const child = spawn(join(folder, "entra-mail-token"), [ada]);
    await waiting;
    const of = (name: string): string => readFileSync(`/proc/${child.pid}/${name}`, "utf8");
    assert.deepEqual(of("cmdline").split("\0").slice(1, -1), [
      join(folder, "entra-mail-token"),
      ada,
    ]);
    assert.doesNotMatch(of("environ"), /bearer|token-canary/i);
    child.kill();
    await new Promise((resolve) => child.once("close", resolve));
  });

  describe("with several windows", () => {
    it("asks the newest", async () => {
      await serve(answerWith("old"));
      const { program } = await serve(answerWith("new"));
      assert.equal((await runProgram(program, [ada])).stdout, "new\n");
    });

    it("goes on to the next when one is dead, closes, babbles, does not know or is about to go", async () => {
      const { program } = await serve(answerWith(canary));
      await serve(notListed);
      await serve(storeSilent);
      await window((server) => server.on("connection", (socket) => socket.destroy()));
      await window((server) => server.on("connection", (socket) => socket.end("220 ready\r\n")));
      await window((server) => server.on("connection", (socket) => socket.end('{"v":1,"token":"')));
      leaveRecord(join(folder, "windows", "gone.sock"));
      writeFileSync(join(folder, "windows", "half-written.json"), "{", { mode: 0o600 });
      const { exit, stdout } = await runProgram(program, [ada]);
      assert.deepEqual([exit, stdout], [0, `${canary}\n`]);
    });

    it("asks the next as well when one does not answer soon", async () => {
      const { program } = await serve(answerWith(canary));
      await window((server) => server.on("connection", () => undefined));
      const { stdout, milliseconds } = await runProgram(program, [ada]);
      assert.equal(stdout, `${canary}\n`);
      assert.ok(milliseconds > 1_400 && milliseconds < 4_000, `${milliseconds} ms`);
    });

    it("says what the windows say when none has a token", async () => {
      const { program } = await serve(notListed);
      await window((server) => server.on("connection", (socket) => socket.destroy()));
      const { exit, stderr } = await runProgram(program, [ada]);
      assert.equal(exit, 77);
      assert.match(stderr, /IMAP of ada@contoso\.test is not served/);
    });

    it("are asked by many programs at once for one refresh", async () => {
      const shared = new SharedWork<TokenAnswer>();
      let refreshes = 0;
      let kept: TokenAnswer | undefined;
      const refresh: AnswerRequest = async (request, signal) => {
        kept ??= await shared.run("ada", signal, async () => {
          refreshes += 1;
          await pause(1_000);
          return answerWith(canary)(request, signal);
        });
        return kept;
      };
      await serve(refresh);
      const { program } = await serve(refresh);
      const ends = await Promise.all(Array.from({ length: 20 }, () => runProgram(program, [ada])));
      // A machine that cannot start twenty programs within 5 seconds makes some of them give up
      const seen = new Set(ends.map(({ exit, stdout }) => `${exit} ${stdout.trim()}`));
      seen.delete("75 ");
      assert.deepEqual(seen, new Set([`0 ${canary}`]));
      assert.equal(refreshes, 1);
    });
  });

  describe("in a place that is not safe", () => {
    it("uses no folder that others can write to", async () => {
      const { program } = await serve(answerWith(canary));
      chmodSync(join(folder, "windows"), 0o770);
      await unsafe(program);
    });

    it("uses no folder behind a link", async () => {
      const { program } = await serve(answerWith(canary));
      const other = makeTempFolder();
      const copy = join(other, "entra-mail-token");
      writeFileSync(copy, readFileSync(program), { mode: 0o700 });
      symlinkSync(join(folder, "windows"), join(other, "windows"));
      await unsafe(copy);
    });

    it("uses no socket in a folder that others can enter", async () => {
      const { program } = await serve(never);
      for (const close of closers.splice(0)) close();
      const open = makeTempFolder({ readable: true });
      leaveRecord(join(open, "s"));
      await unsafe(program);
    });

    it("reads no record that others can read", async () => {
      const { program } = await serve(answerWith(canary));
      for (const close of closers.splice(0)) close();
      const socket = join(folder, "windows", "shared.sock");
      const file = join(folder, "windows", "shared00.json");
      writeFileSync(file, formatRecord({ socket, bearer: "x", startedAt: 1 }), { mode: 0o644 });
      assert.equal((await runProgram(program, [ada])).exit, 75);
    });
  });
});

/** The program uses nothing it finds there, and says so. */
async function unsafe(program: string): Promise<void> {
  const { exit, stdout, stderr } = await runProgram(program, [ada]);
  assert.deepEqual([exit, stdout], [77, ""]);
  assert.match(
    stderr,
    /^entra-mail-token: The folder beside this program is not yours alone[^\n]+\n$/,
  );
}

/** A busy machine may need long to start a program: one of three calls has to end within a second. */
async function quickest(program: string): Promise<Ended> {
  let ended = await runProgram(program, [ada]);
  for (let more = 2; more > 0 && ended.milliseconds >= 1_000; more -= 1) {
    ended = await runProgram(program, [ada]);
  }
  assert.ok(ended.milliseconds < 1_000, `${ended.milliseconds} ms`);
  return ended;
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await systemClock.delay(10);
}
