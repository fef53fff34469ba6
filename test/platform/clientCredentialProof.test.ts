import assert from "node:assert/strict";
import { inspect } from "node:util";
import { clouds, customCloud } from "../../src/core/cloud";
import type { OAuthClient } from "../../src/core/ports";
import { ClientSecretProof } from "../../src/platform/node/msal/clientCredentialProof";
import { FakeClock, failureOf } from "./support/fakes";
import {
  drop,
  empty,
  hang,
  html,
  json,
  startStubServer,
  type StubServer,
} from "./support/stubServer";

const secret = "canary~secret+value/=&é";
const client: OAuthClient = {
  cloud: clouds.global,
  clientId: "6731de76-14a6-49ae-97bc-6eba6914391e",
  authorityTenant: "bbbbbbbb-0000-0000-0000-000000000001",
  clientSecret: secret,
};

const success = json(200, { token_type: "Bearer", expires_in: 3599, access_token: "canary-token" });

const refusal = (code: number, text: string, error = "invalid_client"): unknown => ({
  error,
  error_description: `AADSTS${code}: ${text}\r\nTrace ID: 11111111-1111-1111-1111-111111111111`,
  error_codes: [code],
});

describe("proving a client secret", function () {
  this.timeout(5_000);
  let stub: StubServer;
  let hidden: string[];
  let proof: ClientSecretProof;
  let controller: AbortController;
  let hosts: string[];

  before(async () => void (stub = await startStubServer()));
  after(() => stub.close());
  beforeEach(() => {
    hidden = [];
    hosts = [];
    controller = new AbortController();
    proof = new ClientSecretProof({
      clock: new FakeClock(),
      hide: (value) => hidden.push(value),
      fetch: (input, init) => {
        hosts.push(new URL(input instanceof Request ? input.url : input).host);
        return stub.fetch(input, init);
      },
    });
  });

  it("asks for a token of the app itself and throws it away", async () => {
    stub.play(success);
    assert.deepEqual(await proof.prove(client, controller.signal), { kind: "proven" });
    const [request] = stub.requests;
    assert.deepEqual(
      [request?.method, request?.url, hosts],
      ["POST", `/${client.authorityTenant}/oauth2/v2.0/token`, ["login.microsoftonline.com"]],
    );
    assert.match(
      String(request?.headers["content-type"]),
      /^application\/x-www-form-urlencoded(?:;|$)/,
    );
    assert.deepEqual(Object.fromEntries(new URLSearchParams(request?.body)), {
      client_id: client.clientId,
      client_secret: secret,
      grant_type: "client_credentials",
      scope: "https://graph.microsoft.com/.default",
    });
    assert.deepEqual(hidden, [secret, "canary-token"]);
  });

  it("asks in the cloud of the registration", async () => {
    stub.play(success);
    await proof.prove({ ...client, cloud: clouds.china }, controller.signal);
    const own = { loginHost: "login.x.test", graphHost: "graph.x.test" };
    const cloud = customCloud({ ...clouds.global, ...own });
    await proof.prove({ ...client, cloud, authorityTenant: "a/b" }, controller.signal);
    assert.deepEqual(hosts, ["login.partner.microsoftonline.cn", "login.x.test"]);
    assert.deepEqual(
      stub.requests.map(({ body }) => new URLSearchParams(body).get("scope")),
      ["https://microsoftgraph.chinacloudapi.cn/.default", "https://graph.x.test/.default"],
    );
    assert.equal(stub.requests[1]?.url, "/a%2Fb/oauth2/v2.0/token");
  });

  const verdicts: readonly (readonly [code: number, kind: "refused" | "open"])[] = [
    [7000215, "refused"],
    [7000222, "refused"],
    [7000216, "refused"],
    [7000218, "refused"],
    [700025, "refused"],
    [700027, "refused"],
    [700030, "refused"],
    [50012, "refused"],
    [700016, "open"],
    [7000229, "open"],
    [90002, "open"],
    [53003, "open"],
    [70011, "open"],
  ];
  for (const [code, kind] of verdicts) {
    it(`AADSTS${code}: ${kind}`, async () => {
      stub.play(json(401, refusal(code, "About it.")));
      assert.deepEqual(await proof.prove(client, controller.signal), {
        kind,
        aadsts: String(code),
        text: `AADSTS${code}: About it. Trace ID: 11111111-1111-1111-1111-111111111111`,
      });
    });
  }

  it("reads a refusal whose codes are not what they should be", async () => {
    stub.play(
      json(400, { error: "invalid_client", error_description: "AADSTS7000215: x" }),
      json(400, { error: "server_says_no", error_codes: ["7000215"] }),
    );
    assert.deepEqual(await proof.prove(client, controller.signal), {
      kind: "refused",
      aadsts: "7000215",
      text: "AADSTS7000215: x",
    });
    const second = await proof.prove(client, controller.signal);
    assert.notEqual(second.kind, "proven");
  });

  it("asks nothing without a secret", async () => {
    stub.play(success);
    const { clientSecret: _secret, ...bare } = client;
    for (const asked of [bare, { ...client, clientSecret: "" }]) {
      assert.equal((await proof.prove(asked, controller.signal)).kind, "open");
    }
    assert.deepEqual([stub.requests.length, hidden], [0, []]);
  });

  const faults = [
    ["500", json(500, refusal(90033, "down", "server_error")), "oauth.unreachable"],
    ["503 with a page", html(503), "oauth.unreachable"],
    ["503 of a gateway", json(503, { error: { code: "ServiceUnavailable" } }), "oauth.unreachable"],
    ["429", json(429, refusal(50196, "loop", "invalid_grant")), "oauth.unreachable"],
    ["200 with a page", html(200), "oauth.unexpectedAnswer"],
    ["a redirection", empty(302, { location: "https://evil.example" }), "oauth.unexpectedAnswer"],
    ["200 without a token", json(200, { token_type: "Bearer" }), "oauth.unexpectedAnswer"],
    ["no JSON object", json(200, "token"), "oauth.unexpectedAnswer"],
    ["2 MiB", json(200, { access_token: "x".repeat(2 * 1024 * 1024) }), "oauth.unexpectedAnswer"],
    ["a lost answer", drop, "oauth.unreachable"],
  ] as const;
  for (const [what, answer, code] of faults) {
    it(`${what}: ${code}, and never the secret`, async () => {
      stub.play(answer);
      const failure = await failureOf(proof.prove(client, controller.signal));
      assert.equal(failure.code, code);
      assert.doesNotMatch(inspect(failure, { depth: 8 }), /canary/);
      assert.equal(stub.requests.length, 1);
    });
  }

  it("can be cancelled", async () => {
    stub.play(hang);
    setTimeout(() => controller.abort(), 30);
    assert.equal((await failureOf(proof.prove(client, controller.signal))).code, "cancelled");
    const asked = stub.requests.length;
    assert.equal((await failureOf(proof.prove(client, controller.signal))).code, "cancelled");
    assert.equal(stub.requests.length, asked);
  });
});
