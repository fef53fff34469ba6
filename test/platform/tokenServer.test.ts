import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { type Socket, connect } from "node:net";
import { basename, dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { SharedWork } from "../../src/base/sharedWork";
import { type TokenAnswer, formatAnswer, parseAnswer } from "../../src/core/tokenCommand/answer";
import type { TokenRequest } from "../../src/core/tokenCommand/request";
import { formatRequest } from "../../src/core/tokenCommand/request";
import type { AnswerRequest, TokenServing } from "../../src/core/tokenCommand/tokenPorts";
import {
  type WindowRecord,
  formatRecord,
  parseRecord,
} from "../../src/core/tokenCommand/windowRecord";
import { systemClock } from "../../src/platform/node/systemClock";
import { NodeTokenServers } from "../../src/platform/node/tokenServer";
import { run } from "../support/run";
import { makeTempFolder } from "../support/tempFolder";
import { failureOf, MemoryLog } from "./support/fakes";
import { tokenScript } from "./support/tokenProgram";

const canary = "eyJ0eXAiOiJKV1QifQ.token-canary.c2ln";
const ada: TokenRequest = { address: "ada@contoso.test", protocol: "imap" };
const granted: TokenAnswer = {
  kind: "token",
  token: { accessToken: canary, user: ada.address, expiresAt: "2026-11-21T13:00:00.000Z" },
};
const mode = (path: string): string => (statSync(path).mode & 0o7777).toString(8);

describe("the server of the token command", function () {
  this.timeout(20_000);
  let folder: string;
  let log: MemoryLog;
  const servings: TokenServing[] = [];

  before(function onlyWithModes() {
    // Windows knows no modes, and its pipes lie in no folder
    if (process.platform === "win32") this.skip();
  });
  beforeEach(() => {
    folder = join(makeTempFolder(), "token-command");
    log = new MemoryLog();
  });
  afterEach(() => {
    for (const serving of servings.splice(0)) serving.close();
  });

  async function serversIn(place: string): Promise<NodeTokenServers> {
    return new NodeTokenServers({
      folder: place,
      scriptFile: await tokenScript(),
      clock: systemClock,
      log,
    });
  }

  async function serve(answer: AnswerRequest = () => Promise.resolve(granted)) {
    const before = new Set(records());
    const serving = await (await serversIn(folder)).serve(answer);
    servings.push(serving);
    const file = records().find((name) => !before.has(name));
    assert.ok(file);
    const record = parseRecord(readFileSync(file));
    assert.ok(record);
    return { serving, file, record };
  }

  function records(): readonly string[] {
    const windows = join(folder, "windows");
    if (!existsSync(windows)) return [];
    return readdirSync(windows)
      .filter((name) => name.endsWith(".json"))
      .map((name) => join(windows, name));
  }

  describe("what lies on the disk", () => {
    it("is for its owner alone: 0700 folders, 0600 socket and record, 0700 program", async () => {
      const { serving, file, record } = await serve();
      assert.equal(mode(folder), "700");
      assert.equal(mode(dirname(file)), "700");
      assert.equal(mode(file), "600");
      assert.equal(mode(record.socket), "600");
      assert.equal(mode(serving.program), "700");
      assert.equal(Buffer.from(record.bearer, "base64url").length, 32);
      assert.equal(basename(serving.program), "entra-mail-token");
    });

    it("is gone when the window closes, but for the program", async () => {
      const { serving, record } = await serve();
      serving.close();
      assert.deepEqual(readdirSync(folder).sort(), ["entra-mail-token", "windows"]);
      assert.deepEqual(readdirSync(join(folder, "windows")), []);
      assert.equal(existsSync(record.socket), false);
    });

    it("never holds the token", async () => {
      const { record, serving } = await serve();
      assert.deepEqual(parseAnswer(await asked(record)), granted);
      for (const file of [serving.program, ...records()]) {
        assert.doesNotMatch(readFileSync(file, "utf8"), /token-canary/);
      }
      assert.doesNotMatch(log.lines.join("\n"), /token-canary/);
    });

    it("has another bearer for each window", async () => {
      const [one, other] = [await serve(), await serve()];
      assert.notEqual(one.record.bearer, other.record.bearer);
      const { socket } = one.record;
      assert.deepEqual(parseAnswer(await asked({ ...other.record, socket })), {
        kind: "refused",
        refusal: "wrongBearer",
      });
    });

    it("has its socket elsewhere, as private, where the path is too long for one", async () => {
      folder = join(makeTempFolder(), "x".repeat(90), "token-command");
      const { record, serving } = await serve();
      assert.ok(Buffer.byteLength(record.socket) < 100, record.socket);
      assert.equal(mode(dirname(record.socket)), "700");
      assert.equal(mode(record.socket), "600");
      assert.deepEqual(parseAnswer(await asked(record)), granted);
      serving.close();
      assert.equal(existsSync(dirname(record.socket)), false);
    });

    it("is closed to others where an earlier version left it open", async () => {
      mkdirSync(join(folder, "windows"), { recursive: true });
      chmodSync(folder, 0o777);
      chmodSync(join(folder, "windows"), 0o777);
      await serve();
      assert.equal(mode(folder), "700");
      assert.equal(mode(join(folder, "windows")), "700");
    });

    it("is not put behind a link", async () => {
      const elsewhere = makeTempFolder();
      symlinkSync(elsewhere, folder);
      const { facts } = await failureOf((await serversIn(folder)).serve(never));
      assert.equal(facts["problem"], "notPrivate");
      assert.deepEqual(readdirSync(elsewhere), []);
    });

    it("is not put into a folder of somebody else", async function () {
      if (process.getuid?.() !== 0) this.skip();
      mkdirSync(folder);
      chownSync(folder, 65_534, 65_534);
      chmodSync(folder, 0o777);
      const { facts } = await failureOf((await serversIn(folder)).serve(never));
      assert.deepEqual([facts["input"], facts["problem"]], ["tokenFolder", "notPrivate"]);
      assert.deepEqual(readdirSync(folder), []);
    });
  });

  describe("the program", () => {
    it("is written anew only when it has changed", async () => {
      const { serving } = await serve();
      const before = statSync(serving.program);
      await serve();
      assert.equal(statSync(serving.program).ino, before.ino);
      writeFileSync(serving.program, "#!/bin/sh\nexit 1\n");
      await serve();
      assert.match(readFileSync(serving.program, "utf8"), /^#!\/bin\/sh\n":" \/\/; /);
      chmodSync(serving.program, 0o600);
      await serve();
      assert.equal(mode(serving.program), "700");
    });
  });

  describe("attacked", () => {
    const refusals: readonly (readonly [what: string, line: (record: WindowRecord) => string])[] = [
      ["misunderstood", () => "GET / HTTP/1.1\r\n\r\n"],
      ["misunderstood", () => "\n"],
      ["misunderstood", () => "a".repeat(5_000)],
      ["misunderstood", ({ bearer }) => formatRequest({ bearer, ...ada }).replace("imap", "ftp")],
      ["misunderstood", ({ bearer }) => formatRequest({ bearer, ...ada }).repeat(2)],
      ["wrongBearer", () => formatRequest({ bearer: "x", ...ada })],
      ["wrongBearer", ({ bearer }) => formatRequest({ bearer: bearer.slice(1), ...ada })],
      ["wrongBearer", ({ bearer }) => formatRequest({ bearer: `${bearer}A`, ...ada })],
    ];
    for (const [index, [refusal, line]] of refusals.entries()) {
      it(`answers only ${refusal} (${index + 1})`, async () => {
        let calls = 0;
        const { record } = await serve(() => {
          calls += 1;
          return Promise.resolve(granted);
        });
        const said = await talk(record.socket, line(record));
        assert.deepEqual(parseAnswer(said), { kind: "refused", refusal });
        assert.equal(calls, 0);
      });
    }

    it("drops who sends no whole line within two seconds, byte by byte or not at all", async () => {
      const { record } = await serve(never);
      const started = performance.now();
      const silent = opened(record.socket);
      const slow = opened(record.socket);
      const line = formatRequest({ bearer: record.bearer, ...ada });
      const dripping = setInterval(
        () => slow.write(line[Math.floor(Math.random() * 10)] ?? "x"),
        50,
      );
      const said = await Promise.all([wholeOf(silent), wholeOf(slow)]);
      clearInterval(dripping);
      assert.deepEqual(said.map(String), ["", ""]);
      const took = performance.now() - started;
      assert.ok(took > 1_500 && took < 4_000, `${took} ms`);
    });

    it("is not held up by connections that say nothing", async () => {
      const { record } = await serve();
      const silent = Array.from({ length: 300 }, () => opened(record.socket));
      await pause(100);
      assert.deepEqual(parseAnswer(await asked(record)), granted);
      for (const socket of silent) socket.destroy();
    });

    it("stops the work when the program goes, or says more than its line", async () => {
      for (const leave of [
        (socket: Socket) => socket.destroy(),
        (socket: Socket) => void socket.write("more"),
      ]) {
        const work = new EventEmitter();
        const [started, aborted] = [once(work, "started"), once(work, "aborted")];
        const { record } = await serve((_request, signal) => {
          signal.addEventListener("abort", () => work.emit("aborted"));
          work.emit("started");
          return new Promise(() => undefined);
        });
        const socket = opened(record.socket);
        socket.write(formatRequest({ bearer: record.bearer, ...ada }));
        await started;
        leave(socket);
        await aborted;
      }
    });

    it("is told that it took too long before the program gives up", async () => {
      const { record } = await serve(never);
      const started = performance.now();
      assert.deepEqual(parseAnswer(await asked(record)), { kind: "refused", refusal: "timeout" });
      assert.ok(performance.now() - started < 5_000);
    });

    it("says nothing of a fault but that there was one", async () => {
      const { record } = await serve(() => Promise.reject(new Error("inside")));
      assert.equal(
        String(await asked(record)),
        formatAnswer({ kind: "refused", refusal: "failed" }),
      );
      assert.match(log.lines.join("\n"), /inside/);
    });

    it("keeps other users out of the folder, and of the socket itself", async function () {
      if (process.getuid?.() !== 0) this.skip();
      const { record, file, serving } = await serve();
      const tries = [
        ["cat", file],
        [serving.program, ada.address],
        [process.execPath, "-e", connectTo(record.socket)],
      ];
      for (const words of tries)
        await assert.rejects(asNobody(words), /EACCES|[Pp]ermission denied/);
      // Also with every folder on the way open: the socket is its owner's
      const outer = dirname(folder);
      for (const path of [outer, folder, dirname(file)]) chmodSync(path, 0o755);
      await assert.rejects(asNobody(["cat", file]), /Permission denied/);
      await assert.rejects(asNobody([process.execPath, "-e", connectTo(record.socket)]), /EACCES/);
    });
  });

  describe("asked by many", () => {
    it("answers a thousand calls at once by one piece of work", async () => {
      const shared = new SharedWork<TokenAnswer>();
      const work = new EventEmitter();
      let calls = 0;
      let refreshes = 0;
      const { record } = await serve((_request, signal) => {
        calls += 1;
        // The token is there when the last one has asked for it
        if (calls === 1_000) setTimeout(() => work.emit("all"), 0);
        return shared.run("ada", signal, async () => {
          refreshes += 1;
          await once(work, "all");
          return granted;
        });
      });
      const lines = await Promise.all(Array.from({ length: 1_000 }, () => asked(record)));
      const answers = lines.map((line) => parseAnswer(line)?.kind);
      assert.deepEqual(new Set(answers), new Set(["token"]));
      assert.equal(refreshes, 1);
    });
  });

  describe("several windows", () => {
    it("are each found, and what one leaves behind is removed by the next", async () => {
      const [one, other] = [await serve(), await serve()];
      assert.equal(records().length, 2);
      const dead = join(folder, "windows", "deadwindow.json");
      const socket = join(folder, "windows", "deadwindow.sock");
      writeFileSync(dead, formatRecord({ socket, bearer: "x", startedAt: 1 }), { mode: 0o600 });
      await leaveSocket(socket);
      assert.ok(existsSync(socket));
      await serve();
      assert.deepEqual([existsSync(dead), existsSync(socket)], [false, false]);
      for (const { record, file } of [one, other]) {
        assert.ok(existsSync(file));
        assert.deepEqual(parseAnswer(await asked(record)), granted);
      }
    });

    it("are all forgotten at once", async () => {
      await serve();
      await serve();
      await (await serversIn(folder)).forget();
      assert.deepEqual(records(), []);
    });
  });
});

function asked({ socket, bearer }: WindowRecord): Promise<Buffer> {
  return talk(socket, formatRequest({ bearer, ...ada }));
}

const never: AnswerRequest = () => new Promise(() => undefined);

function opened(path: string): Socket {
  return connect(path).on("error", () => undefined);
}

async function talk(path: string, line: string): Promise<Buffer> {
  const socket = opened(path);
  socket.write(line);
  return await wholeOf(socket);
}

function wholeOf(socket: Socket): Promise<Buffer> {
  const chunks: Buffer[] = [];
  socket.on("data", (chunk) => chunks.push(chunk));
  return new Promise((resolve) => {
    socket.once("close", () => resolve(Buffer.concat(chunks)));
  });
}

function connectTo(path: string): string {
  return `require("node:net").connect(${JSON.stringify(path)}).on("error", (e) => { throw e; }).on("connect", () => process.exit(0))`;
}

/** Runs a program as a user who is nobody here. */
async function asNobody(words: readonly string[]): Promise<void> {
  await run("setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", ...words]);
}

/** A socket that nobody listens on, as a killed window leaves it. */
async function leaveSocket(path: string): Promise<void> {
  const script = `require("node:net").createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, "SIGKILL"))`;
  await run(process.execPath, ["-e", script]).catch(() => undefined);
}
