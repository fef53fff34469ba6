import assert from "node:assert/strict";
import { request as httpRequest, type IncomingHttpHeaders, type RequestOptions } from "node:http";
import { connect, createServer, type Socket } from "node:net";
import { LoopbackListener } from "../../src/platform/node/loopbackListener";
import { systemClock } from "../../src/platform/node/systemClock";
import { failureOf } from "./support/fakes";

const state = "the-right-state-the-right-state-the-right-s";
const form = { "content-type": "application/x-www-form-urlencoded" };
const pages = {
  success: { title: "Signed in", text: "Go back." },
  failure: { title: "Not signed in", text: "Go <back>." },
  refused: { title: "Nothing", text: "No." },
};

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

const open = (
  more: { path?: string; issuerHost?: string; host?: "localhost" | "127.0.0.1" } = {},
) =>
  LoopbackListener.open({
    address: { host: more.host ?? "localhost", path: more.path ?? "" },
    state,
    issuerHost: more.issuerHost,
    pages,
  });

const iss = (host: string): string => encodeURIComponent(`https://${host}/tid/v2.0`);

describe("LoopbackListener", function () {
  this.timeout(10_000);
  let listener: LoopbackListener;
  const never = new AbortController().signal;

  beforeEach(async () => void (listener = await open()));
  afterEach(() => listener.close());

  function send(options: RequestOptions = {}, body = ""): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = httpRequest(
        {
          host: "127.0.0.1",
          port: listener.port,
          path: "/",
          agent: false,
          ...options,
          headers: { host: `localhost:${listener.port}`, ...(options.headers as object) },
        },
        (response) => {
          let text = "";
          response.setEncoding("utf8").on("data", (part: string) => (text += part));
          response.on("end", () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
          );
        },
      );
      sent.on("error", reject).end(body);
    });
  }

  const post = (body: string, options: RequestOptions = {}): Promise<Answer> =>
    send(
      { method: "POST", ...options, headers: { ...form, ...(options.headers as object) } },
      body,
    );
  const get = (query: string): Promise<Answer> => send({ path: `/?${query}` });
  const pending = async (): Promise<void> => {
    const stop = new AbortController();
    const race = await Promise.race([
      listener.wait(stop.signal, systemClock).then(
        () => "answered",
        () => "failed",
      ),
      systemClock.delay(10).then(() => "pending"),
    ]);
    stop.abort();
    assert.equal(race, "pending");
  };

  it("takes the answer by form post, with the headers that protect it", async () => {
    const waiting = listener.wait(never, systemClock);
    const answer = await post(`code=c-1&state=${state}&client_info=ci&session_state=x`);
    assert.equal(answer.status, 200);
    assert.match(answer.text, /<h1>Signed in<\/h1>/);
    assert.deepEqual(await waiting, { code: "c-1", clientInfo: "ci" });
    assert.equal(answer.headers["cache-control"], "no-store");
    assert.equal(answer.headers["referrer-policy"], "no-referrer");
    assert.equal(answer.headers["x-content-type-options"], "nosniff");
    assert.match(
      String(answer.headers["content-security-policy"]),
      /^default-src 'none'; style-src 'sha256-/,
    );
    assert.equal(answer.headers.connection, "close");
  });

  it("takes the answer by query", async () => {
    const waiting = listener.wait(never, systemClock);
    assert.equal((await get(`code=c%2B1&state=${state}`)).status, 200);
    assert.deepEqual(await waiting, { code: "c+1", clientInfo: undefined });
  });

  it("listens on both loopback addresses", async () => {
    const waiting = listener.wait(never, systemClock);
    const answer = await send({ host: "::1", path: `/?code=c&state=${state}` }).catch(
      (error: NodeJS.ErrnoException) => error.code,
    );
    // A machine without IPv6 has no ::1 that anybody could take.
    if (answer === "EADDRNOTAVAIL")
      return assert.equal((await get(`code=c&state=${state}`)).status, 200);
    assert.deepEqual(await waiting, { code: "c", clientInfo: undefined });
  });

  it("does not share its port on ::1 with another program", async () => {
    const squatters = await Promise.all(
      Array.from({ length: 50 }, () => {
        const server = createServer();
        return new Promise<typeof server>(
          (resolve) => void server.listen(0, "::1", () => resolve(server)),
        );
      }),
    );
    const taken = new Set(squatters.map((server) => (server.address() as { port: number }).port));
    const opened = await Promise.all(Array.from({ length: 20 }, () => open()));
    for (const { port } of opened) assert.equal(taken.has(port), false);
    for (const one of opened) one.close();
    for (const server of squatters) server.close();
  });

  it("keeps to the path", async () => {
    listener.close();
    listener = await open({ path: "/callback" });
    assert.equal(listener.redirectUri, `http://localhost:${listener.port}/callback`);
    assert.equal((await get(`code=c&state=${state}`)).status, 404);
    assert.equal((await send({ path: `/callback/?code=c&state=${state}` })).status, 404);
    await pending();
    assert.equal((await send({ path: `/callback?code=c&state=${state}` })).status, 200);
  });

  const hostile: readonly (readonly [
    name: string,
    status: number,
    request: () => Promise<Answer>,
  ])[] = [
    ["wrong state", 400, () => get("code=c&state=wrong")],
    ["wrong state, posted", 400, () => post("code=c&state=wrong")],
    ["state of the right length", 400, () => get(`code=c&state=${"x".repeat(state.length)}`)],
    ["no state", 400, () => get("code=c")],
    ["empty state", 400, () => get("code=c&state=")],
    ["state twice", 400, () => get(`code=c&state=${state}&state=${state}`)],
    ["state twice, one wrong", 400, () => get(`code=c&state=wrong&state=${state}`)],
    [
      "state in the query, code in the form",
      400,
      () => post("code=c", { path: `/?state=${state}` }),
    ],
    ["code twice", 400, () => get(`code=c&code=d&state=${state}`)],
    ["neither code nor error", 400, () => get(`state=${state}`)],
    ["code and error", 400, () => get(`code=c&error=e&state=${state}`)],
    ["error with wrong state", 400, () => get("error=access_denied&state=wrong")],
    ["error without state", 400, () => get("error=access_denied")],
    ["nothing", 400, () => send()],
    ["favicon", 404, () => send({ path: "/favicon.ico" })],
    ["PUT", 405, () => send({ method: "PUT", path: `/?code=c&state=${state}` })],
    ["OPTIONS", 405, () => send({ method: "OPTIONS" })],
    ["HEAD", 405, () => send({ method: "HEAD", path: `/?code=c&state=${state}` })],
    ["JSON", 415, () => post("{}", { headers: { "content-type": "application/json" } })],
    [
      "text/plain",
      415,
      () => post(`code=c&state=${state}`, { headers: { "content-type": "text/plain" } }),
    ],
    [
      "foreign Host",
      421,
      () => send({ path: `/?code=c&state=${state}`, headers: { host: "evil.example" } }),
    ],
    [
      "foreign port in Host",
      421,
      () => send({ path: `/?code=c&state=${state}`, headers: { host: "localhost:1" } }),
    ],
    [
      "Host without port",
      421,
      () => send({ path: `/?code=c&state=${state}`, headers: { host: "localhost" } }),
    ],
    ["17 KiB", 413, () => post(`code=c&state=${state}&x=${"x".repeat(17 * 1024)}`)],
    ["20 KiB of query", 431, () => get(`code=c&state=${state}&x=${"x".repeat(20 * 1024)}`)],
  ];
  for (const [name, status, request] of hostile) {
    it(`${name} → ${status}, and the login goes on`, async () => {
      const answer = await request();
      assert.equal(answer.status, status);
      if (status !== 431) assert.equal(answer.headers["cache-control"], "no-store");
      await pending();
      assert.equal((await post(`code=c&state=${state}`)).status, 200);
    });
  }

  it("does not take in a body of 50 MiB", async () => {
    const before = process.memoryUsage().rss;
    const written = await new Promise<number>((resolve) => {
      const socket: Socket = connect(listener.port, "127.0.0.1");
      const chunk = Buffer.alloc(256 * 1024, 0x61);
      let sent = 0;
      socket.write(
        `POST / HTTP/1.1\r\nHost: localhost:${listener.port}\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n`,
      );
      const more = (): void => {
        while (sent < 50 * 1024 * 1024 && !socket.destroyed) {
          sent += chunk.length;
          if (
            !socket.write(
              Buffer.concat([
                Buffer.from(`${chunk.length.toString(16)}\r\n`),
                chunk,
                Buffer.from("\r\n"),
              ]),
            )
          )
            return;
        }
      };
      socket.on("drain", more);
      socket.on("error", () => undefined);
      socket.on("close", () => resolve(sent));
      more();
    });
    assert.ok(written < 20 * 1024 * 1024, `${written} bytes went out`);
    assert.ok(process.memoryUsage().rss - before < 60 * 1024 * 1024);
    await pending();
  });

  it("survives 1,000 hostile requests and takes the good one", async () => {
    const waiting = listener.wait(never, systemClock);
    for (let round = 0; round < 20; round++) {
      await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          Promise.resolve(hostile[(round + index) % 20]?.[2]()).catch(() => undefined),
        ),
      );
    }
    assert.equal((await post(`code=good&state=${state}`)).status, 200);
    assert.equal((await waiting).code, "good");
  });

  it("takes one answer only", async () => {
    const waiting = listener.wait(never, systemClock);
    const all = await Promise.all([1, 2, 3].map((n) => post(`code=c-${n}&state=${state}`)));
    assert.deepEqual(
      all.map(({ status }) => status).sort((one, other) => one - other),
      [200, 400, 400],
    );
    assert.match((await waiting).code, /^c-/);
  });

  it("reports an error of the page, its words escaped nowhere but shown nowhere", async () => {
    const waiting = failureOf(listener.wait(never, systemClock));
    const answer = await get(
      `error=access_denied&error_description=${encodeURIComponent("AADSTS65004: <script>x</script>")}&state=${state}`,
    );
    assert.equal(answer.status, 200);
    assert.match(answer.text, /Go &lt;back&gt;\./);
    assert.doesNotMatch(answer.text, /script/);
    const failure = await waiting;
    assert.deepEqual([failure.code, failure.facts["aadsts"]], ["oauth.refused", "65004"]);
  });

  it("compares the issuer where one is told", async () => {
    listener.close();
    listener = await open({ issuerHost: "login.microsoftonline.com" });
    assert.equal((await get(`code=c&state=${state}&iss=${iss("login.evil.example")}`)).status, 400);
    assert.equal((await get(`code=c&state=${state}&iss=nonsense`)).status, 400);
    await pending();
    assert.equal(
      (await get(`code=c&state=${state}&iss=${iss("login.microsoftonline.com")}`)).status,
      200,
    );
  });

  it("gives up after five minutes", async () => {
    const delays: number[] = [];
    const clock = {
      delay: (milliseconds: number) => {
        delays.push(milliseconds);
        return Promise.resolve();
      },
    };
    assert.equal((await failureOf(listener.wait(never, clock))).code, "oauth.timedOut");
    assert.deepEqual(delays, [300_000]);
  });

  it("leaves no listener behind when closed", async () => {
    const { port } = listener;
    listener.close();
    await assert.rejects(
      new Promise((_resolve, reject) => connect(port, "127.0.0.1").on("error", reject)),
      /ECONNREFUSED/,
    );
  });
});
