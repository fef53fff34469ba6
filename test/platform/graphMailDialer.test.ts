import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { clouds } from "../../src/core/cloud";
import type { Stage, Transcript } from "../../src/core/mail/probe";
import { readGraphReply } from "../../src/core/mail/graphReply";
import type { LoginTarget } from "../../src/core/ports";
import { GraphLicences, GraphMailDialer } from "../../src/platform/node/graphMailDialer";
import { tlsMaterial, type TlsMaterial } from "../sandbox/tls";
import { mapHosts, unmapHosts } from "../support/hostMap.cjs";
import { trustAuthority } from "../support/trustAuthority";
import { failureOf } from "./support/fakes";

const accessToken = `canary-${"t0ken".repeat(300)}`;
const user = "ada@contoso.test";

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const json =
  (status: number, body: unknown): Handler =>
  (_request, response) => {
    response.writeHead(status, { "content-type": "application/json; odata.metadata=minimal" });
    response.end(JSON.stringify(body));
  };
const refusal = (status: number, code: string, text = "No."): Handler =>
  json(status, { error: { code, message: text } });
const inbox = json(200, { displayName: "Inbox", totalItemCount: 1204 });

const stagesOf = ({ stages }: Transcript): string =>
  stages.map(({ id, outcome }) => (outcome === "ok" ? id : `${id}!`)).join(" ");

const problemOf = (transcript: Transcript): string => {
  const reading = readGraphReply(transcript);
  return reading.ok ? "" : reading.problem;
};

describe("GraphMailDialer", function () {
  this.timeout(10_000);
  const folder = mkdtempSync(join(tmpdir(), "graph-mail-dialer-"));
  const dialer = new GraphMailDialer();
  const servers: Server[] = [];
  let keys: TlsMaterial;
  let otherName: TlsMaterial;
  let endTrust: (() => void) | undefined;

  before(async () => {
    keys = await tlsMaterial(join(folder, "good"), [
      "localhost",
      "127.0.0.1",
      "graph.microsoft.com",
    ]);
    otherName = await tlsMaterial(join(folder, "other"), ["another.test"]);
    endTrust = trustAuthority(keys.caFile);
  });
  afterEach(async () => {
    await Promise.all(
      servers.splice(0).map((server) => {
        server.closeAllConnections();
        return new Promise((resolve) => server.close(resolve));
      }),
    );
  });
  after(() => {
    endTrust?.();
    rmSync(folder, { recursive: true, force: true });
  });

  async function serve(
    handler: Handler,
    with_: TlsMaterial = keys,
  ): Promise<{ readonly port: number; readonly seen: string[]; readonly tokens: Set<unknown> }> {
    const seen: string[] = [];
    const tokens = new Set<unknown>();
    const server = createServer({ cert: with_.cert, key: with_.key }, (request, response) => {
      seen.push(`${request.method} ${request.url}`);
      tokens.add(request.headers.authorization);
      handler(request, response);
    });
    servers.push(server);
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    return { port: (server.address() as AddressInfo).port, seen, tokens };
  }

  async function login(port: number, more: Partial<LoginTarget> = {}): Promise<Transcript> {
    const live: Stage[] = [];
    const target = { host: "127.0.0.1", port, user, address: user, accessToken, ...more };
    const transcript = await dialer.login(target, new AbortController().signal, (stage) =>
      live.push(stage),
    );
    assert.deepEqual(transcript.stages, live);
    assert.doesNotMatch(inspect(transcript, { depth: 8 }), /canary|Y2FuYXJ5/);
    return transcript;
  }

  it("reads one's own Inbox folder with one request", async () => {
    const { port, seen, tokens } = await serve(inbox);
    const transcript = await login(port);
    assert.deepEqual(readGraphReply(transcript), { ok: true });
    assert.equal(transcript.messages, 1204);
    assert.equal(stagesOf(transcript), "lookup connect tls authenticate open");
    assert.deepEqual(seen, ["GET /v1.0/me/mailFolders/inbox?$select=displayName,totalItemCount"]);
    assert.deepEqual([...tokens], [`Bearer ${accessToken}`]);
    assert.match(transcript.tls?.protocol ?? "", /^TLS 1\.[23]$/);
  });

  it("names the mailbox of somebody else, and any mailbox of an app without a user", async () => {
    const { port, seen } = await serve(inbox);
    await login(port, { address: "it support+1@contoso.test" });
    await login(port, { user: "" });
    const rest = "/mailFolders/inbox?$select=displayName,totalItemCount";
    assert.deepEqual(seen, [
      `GET /v1.0/users/it%20support%2B1%40contoso.test${rest}`,
      `GET /v1.0/users/ada%40contoso.test${rest}`,
    ]);
  });

  it("sends a message to oneself when asked to", async () => {
    const bodies: string[] = [];
    const { port, seen } = await serve((request, response) => {
      if (request.method === "GET") return inbox(request, response);
      request.on("data", (chunk: Buffer) => bodies.push(chunk.toString()));
      request.on("end", () => response.writeHead(202).end());
    });
    const transcript = await login(port, { sendTo: user });
    assert.deepEqual(readGraphReply(transcript), { ok: true });
    assert.match(stagesOf(transcript), /open lookup connect tls send$/);
    assert.equal(seen[1], "POST /v1.0/me/sendMail");
    const sent = JSON.parse(bodies.join("")) as { message: { toRecipients: unknown } };
    assert.deepEqual(sent.message.toRecipients, [{ emailAddress: { address: user } }]);
  });

  it("says that the mailbox opened and the message was refused", async () => {
    const { port } = await serve((request, response) =>
      request.method === "GET"
        ? inbox(request, response)
        : refusal(403, "ErrorAccessDenied")(request, response),
    );
    const transcript = await login(port, { sendTo: user });
    assert.equal(problemOf(transcript), "sendRefused");
    assert.equal(transcript.send?.text, "ErrorAccessDenied: No.");
  });

  const refusals: readonly (readonly [string, Handler, string, string])[] = [
    [
      "401 of an Outlook token",
      refusal(401, "InvalidAuthenticationToken", "Invalid audience."),
      "authenticateRefused",
      "lookup connect tls authenticate!",
    ],
    [
      "401 of a token that is no JWT",
      refusal(401, "InvalidAuthenticationToken", "CompactToken parsing failed"),
      "authenticateRefused",
      "lookup connect tls authenticate!",
    ],
    [
      "401 without a word",
      (_request, response) => void response.writeHead(401).end(),
      "authenticateRefused",
      "lookup connect tls authenticate!",
    ],
    [
      "403 without permission",
      refusal(403, "ErrorAccessDenied", "Access is denied."),
      "mailboxDenied",
      "lookup connect tls authenticate open!",
    ],
    [
      "403 of an access policy",
      refusal(403, "ErrorAccessDenied", "Access to OData is disabled."),
      "mailboxDenied",
      "lookup connect tls authenticate open!",
    ],
    [
      "404 without a mailbox",
      refusal(
        404,
        "MailboxNotEnabledForRESTAPI",
        "The mailbox is either inactive, soft-deleted, or is hosted on-premise.",
      ),
      "noMailbox",
      "lookup connect tls authenticate open!",
    ],
    [
      "404 of an unknown user",
      refusal(404, "ErrorInvalidUser"),
      "noMailbox",
      "lookup connect tls authenticate open!",
    ],
    ["429", refusal(429, "ApplicationThrottled"), "busy", "lookup connect tls authenticate open!"],
    [
      "503 of a gateway's page",
      (_request, response) =>
        void response.writeHead(503, { "content-type": "text/html" }).end("<html>"),
      "busy",
      "lookup connect tls authenticate open!",
    ],
    [
      "500 in words not known here",
      refusal(500, "ErrorInternalServerError"),
      "openRefused",
      "lookup connect tls authenticate open!",
    ],
    [
      "a sign-in page of the network",
      (_request, response) =>
        void response.writeHead(200, { "content-type": "text/html" }).end("<html>"),
      "notMail",
      "lookup connect tls authenticate!",
    ],
    [
      "a redirection, which is not followed",
      (_request, response) =>
        void response.writeHead(302, { location: "https://example.test/" }).end(),
      "notMail",
      "lookup connect tls authenticate!",
    ],
    [
      "JSON cut off",
      (_request, response) =>
        void response.writeHead(200, { "content-type": "application/json" }).end('{"displayName":'),
      "notMail",
      "lookup connect tls authenticate!",
    ],
    [
      "10 MB",
      (_request, response) =>
        void response
          .writeHead(200, { "content-type": "application/json" })
          .end(`"${"a".repeat(10_000_000)}"`),
      "notMail",
      "lookup connect tls authenticate!",
    ],
    [
      "a connection cut off",
      (request) => void request.socket.destroy(),
      "closed",
      "lookup connect tls authenticate!",
    ],
  ];
  for (const [name, handler, problem, stages] of refusals) {
    it(`reads ${name}`, async () => {
      const { port, seen } = await serve(handler);
      const transcript = await login(port);
      assert.equal(problemOf(transcript), problem);
      assert.equal(stagesOf(transcript), stages);
      assert.equal(seen.length, 1);
    });
  }

  it("sends nothing to a server whose certificate is for another name, and tells which", async () => {
    const { port, seen } = await serve(inbox, otherName);
    const transcript = await login(port);
    assert.equal(problemOf(transcript), "tls");
    assert.equal(stagesOf(transcript), "lookup connect tls!");
    assert.deepEqual(seen, []);
  });

  it("tells a closed port", async () => {
    const { port } = await serve(inbox);
    const [server] = servers.splice(0);
    await new Promise((resolve) => server?.close(resolve));
    const transcript = await login(port);
    assert.equal(problemOf(transcript), "refused");
    assert.equal(stagesOf(transcript), "lookup connect!");
  });

  it("is left within a second when cancelled", async () => {
    const { port } = await serve(() => undefined);
    const controller = new AbortController();
    const target = { host: "127.0.0.1", port, user, address: user, accessToken };
    const started = Date.now();
    setTimeout(() => controller.abort(), 100);
    const failure = await failureOf(dialer.login(target, controller.signal, () => undefined));
    assert.equal(failure.code, "cancelled");
    assert.ok(Date.now() - started < 1_000);
  });

  it("refuses an address that would break out of the request", async () => {
    const { port, seen } = await serve(inbox);
    const failure = await failureOf(login(port, { address: "ada@contoso.test\r\nx: y" }));
    assert.equal(failure.code, "input.invalid");
    assert.deepEqual(seen, []);
  });

  it("reads the plans of who signed in", async () => {
    const plan = { servicePlanName: "EXCHANGE_S_ENTERPRISE", provisioningStatus: "Success" };
    const answers: readonly (readonly [Handler, string])[] = [
      [json(200, { value: [{ servicePlans: [plan] }] }), "mailbox"],
      [json(200, { value: [] }), "none"],
      [refusal(403, "Authorization_RequestDenied"), "unknown"],
    ];
    for (const [handler, reading] of answers) {
      const { port, seen } = await serve(handler);
      mapHosts({ "graph.microsoft.com:443": `127.0.0.1:${port}` });
      try {
        const never = new AbortController().signal;
        const licences = new GraphLicences();
        assert.equal(await licences.read(clouds.global, accessToken, never), reading);
      } finally {
        unmapHosts(["graph.microsoft.com:443"]);
      }
      assert.deepEqual(seen, ["GET /v1.0/me/licenseDetails?$select=servicePlans"]);
    }
  });
});
