import assert from "node:assert/strict";
import { once } from "node:events";
import { connect as connectPlain, createServer } from "node:net";
import { connect } from "node:tls";
import { type DelayingProxy, startDelayingProxy } from "../../support/delayingProxy";
import { listen } from "../../support/dovecot/listen";
import { startEmbeddedMail } from "../../support/embeddedMail";

const roundTripMs = 60;

/** Says each line once the answer to the one before has come. */
async function converse(
  port: number,
  ca: string,
  lines: readonly string[],
): Promise<readonly string[]> {
  const socket = connect({ port, host: "127.0.0.1", servername: "localhost", ca });
  socket.setEncoding("latin1");
  const answers: string[] = [];
  for (const line of ["", ...lines]) {
    if (line !== "") socket.write(`${line}\r\n`);
    const [answer] = (await once(socket, "data")) as [string];
    answers.push(answer.trim());
  }
  socket.destroy();
  return answers;
}

describe("the delaying proxy", () => {
  let proxy: DelayingProxy | undefined;
  afterEach(() => proxy?.close());

  it("counts the waits of a POP login and makes each take its time", async () => {
    const mail = await startEmbeddedMail();
    const user = "ada@contoso.test";
    const frame = `user=${user}\u0001auth=Bearer ${mail.issue(user)}\u0001\u0001`;
    const blob = Buffer.from(frame).toString("base64");
    proxy = await startDelayingProxy({ target: `127.0.0.1:${mail.ports.pop}`, roundTripMs });
    const begin = performance.now();
    const answers = await converse(proxy.port, mail.ca, ["AUTH XOAUTH2", blob, "STAT"]);
    const took = performance.now() - begin;
    await mail.close();
    assert.match(answers.at(-1) ?? "", /^\+OK 1204 /);
    // Connection, TLS 1.3, greeting behind the handshake's end, AUTH, response, STAT.
    const [traffic, ...others] = proxy.traffic();
    assert.deepEqual([traffic?.roundTrips, others.length], [6, 0]);
    assert.ok(took >= 6 * roundTripMs, `${took} ms`);
    assert.ok((traffic?.bytesSent ?? 0) > blob.length);
  });

  it("counts one wait for what was sent in one go, and keeps the order", async () => {
    const echo = createServer((socket) => socket.pipe(socket));
    const target = `127.0.0.1:${await listen(echo)}`;
    proxy = await startDelayingProxy({ target, roundTripMs });
    const socket = connectPlain(proxy.port, "127.0.0.1");
    const sent = Array.from({ length: 50 }, (_, index) => `line ${index}\n`);
    for (const line of sent) socket.write(line);
    let text = "";
    while (text.length < sent.join("").length) {
      const [chunk] = (await once(socket, "data")) as [Buffer];
      text += chunk.toString();
    }
    assert.equal(text, sent.join(""));
    assert.equal(proxy.traffic()[0]?.roundTrips, 2);
    socket.destroy();
    await proxy.close();
    echo.close();
  });
});
