import assert from "node:assert/strict";
import { clouds } from "../../src/core/cloud";
import type { GraphCall } from "../../src/core/ports";
import { GraphConnection, type GraphDeps } from "../../src/platform/node/graph/graphConnection";
import { GraphApplications } from "../../src/platform/node/graphApplications";
import { FakeClock, failureOf, FakeGraphTokens, MemoryLog } from "./support/fakes";
import {
  drop,
  empty,
  hang,
  html,
  json,
  type SeenRequest,
  startStubServer,
  type StubAnswer,
  type StubServer,
} from "./support/stubServer";

const application = {
  id: "11111111-1111-1111-1111-111111111111",
  appId: "22222222-2222-2222-2222-222222222222",
  displayName: "aerc-ada",
  createdDateTime: "2026-01-02T03:04:05Z",
  signInAudience: "AzureADandPersonalMicrosoftAccount",
  passwordCredentials: [
    {
      keyId: "33333333-3333-3333-3333-333333333333",
      displayName: null,
      hint: "abc",
      endDateTime: "2026-12-03T14:00:00Z",
      secretText: null,
    },
  ],
  keyCredentials: [],
  web: { redirectUris: [] },
  spa: { redirectUris: [] },
  publicClient: { redirectUris: ["http://localhost"] },
  isFallbackPublicClient: true,
  requiredResourceAccess: [
    {
      resourceAppId: "00000003-0000-0000-c000-000000000000",
      resourceAccess: [{ id: "652390e4-393a-48de-9484-05f9b1212954", type: "Scope" }],
    },
  ],
  api: { requestedAccessTokenVersion: 2 },
  tags: ["entra-mail:1"],
};

const draft = {
  displayName: "aerc-ada",
  signInAudience: "AzureADandPersonalMicrosoftAccount",
  isFallbackPublicClient: true,
  api: { requestedAccessTokenVersion: 2 },
  requiredResourceAccess: [],
  tags: ["entra-mail:1"],
} as const;

const errorBody = (code: string): unknown => ({
  error: { code, message: `About ${code}.`, innerError: { "request-id": "r-1" } },
});

const garbage: StubAnswer = (response) => {
  response.writeHead(200, { "content-type": "application/json" }).end('{"id": tru');
};
const notHttp: StubAnswer = (_response, socket) => void socket.end("this is not HTTP\r\n\r\n");

const huge: StubAnswer = (response) => {
  response.writeHead(200, { "content-type": "application/json" });
  const chunk = Buffer.alloc(1024 * 1024, 0x20);
  for (let i = 0; i < 10; i++) response.write(chunk);
  response.end("{}");
};

const announcedHuge: StubAnswer = (response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "60000000" });
  response.write("{");
};

const truncated: StubAnswer = (response, socket) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
  response.write('{"id":');
  setTimeout(() => socket.destroy(), 10);
};

const all = { view: "all" } as const;

function connect(deps: GraphDeps): GraphApplications {
  return new GraphApplications(new GraphConnection(deps));
}

/** What decides how Graph answers a query. */
function queryOf({ url, headers }: SeenRequest): unknown[] {
  const { searchParams } = new URL(url, "https://x");
  return [searchParams.get("$filter"), searchParams.get("$count"), headers["consistencylevel"]];
}

describe("GraphApplications", function () {
  this.timeout(5_000);
  let stub: StubServer;
  let tokens: FakeGraphTokens;
  let clock: FakeClock;
  let log: MemoryLog;
  let directory: GraphApplications;
  let waited: number[];
  let controller: AbortController;
  let call: GraphCall;

  before(async () => void (stub = await startStubServer()));
  after(() => stub.close());

  beforeEach(() => {
    tokens = new FakeGraphTokens();
    clock = new FakeClock();
    log = new MemoryLog();
    waited = [];
    controller = new AbortController();
    call = {
      interaction: "silent",
      signal: controller.signal,
      onWait: (seconds) => waited.push(seconds),
    };
    directory = connect({
      tokens,
      settings: { cloud: clouds.global },
      log,
      clock,
      fetch: stub.fetch,
    });
  });

  it("lists the first page in one lean request", async () => {
    stub.play(
      json(200, {
        "@odata.count": 101,
        "@odata.nextLink": "https://graph.microsoft.com/v1.0/applications?$skiptoken=x",
        value: [application],
      }),
    );
    const page = await directory.listPage(all, undefined, call);
    assert.equal(page.total, 101);
    assert.equal(page.next, "https://graph.microsoft.com/v1.0/applications?$skiptoken=x");
    assert.deepEqual(page.items[0], {
      objectId: application.id,
      appId: application.appId,
      displayName: "aerc-ada",
      createdDateTime: "2026-01-02T03:04:05Z",
      signInAudience: "AzureADandPersonalMicrosoftAccount",
      clientSecrets: [
        {
          keyId: "33333333-3333-3333-3333-333333333333",
          displayName: "",
          hint: "abc",
          endDateTime: "2026-12-03T14:00:00Z",
        },
      ],
      certificates: [],
    });
    assert.equal(stub.requests.length, 1);
    const [request] = stub.requests;
    assert.equal(
      request?.url,
      "/v1.0/applications?$select=id,appId,displayName,createdDateTime,signInAudience,passwordCredentials,keyCredentials&$top=100&$count=true&$orderby=displayName",
    );
    assert.equal(request.headers["consistencylevel"], "eventual");
    assert.equal(request.headers.authorization, "Bearer graph-access-token-canary");
    assert.match(String(request.headers["client-request-id"]), /^[0-9a-f-]{36}$/);
    assert.deepEqual(tokens.asked, [
      {
        interaction: "silent",
        access: "read",
        wwwAuthenticate: undefined,
        signal: controller.signal,
      },
    ]);
  });

  it("follows a page link unchanged, with the header that each page wants", async () => {
    stub.play(json(200, { value: [] }));
    const link =
      "https://graph.microsoft.com/v1.0/applications?$select=id,appId&$top=100&$skiptoken=RFNwdAIAAQ%3d%3d";
    const page = await directory.listPage(all, link, call);
    assert.deepEqual(page, { items: [], total: undefined, next: undefined });
    assert.equal(`https://graph.microsoft.com${stub.requests[0]?.url ?? ""}`, link);
    assert.equal(stub.requests[0]?.headers["consistencylevel"], "eventual");
  });

  for (const link of [
    "https://evil.example/v1.0/applications?$skiptoken=x",
    "http://graph.microsoft.com/v1.0/applications",
    "https://graph.microsoft.com.evil.example/v1.0/applications",
    "https://graph.microsoft.com:8443/v1.0/applications",
    "//evil.example/applications",
  ]) {
    it(`refuses the page link ${link}`, async () => {
      stub.play(json(200, { value: [], "@odata.nextLink": link }));
      assert.equal(
        (await failureOf(directory.listPage(all, undefined, call))).code,
        "graph.unexpectedAnswer",
      );
      stub.play(json(200, { value: [] }));
      assert.equal(
        (await failureOf(directory.listPage(all, link, call))).code,
        "graph.unexpectedAnswer",
      );
      assert.equal(stub.requests.length, 0);
    });
  }

  it("refuses a page that links to itself", async () => {
    const link = "https://graph.microsoft.com/v1.0/applications?$skiptoken=x";
    stub.play(json(200, { value: [], "@odata.nextLink": link }));
    const failure = await failureOf(directory.listPage(all, link, call));
    assert.equal(failure.code, "graph.unexpectedAnswer");
    assert.equal(failure.facts["property"], "@odata.nextLink");
  });

  it("reads a whole registration", async () => {
    const certificate = {
      keyId: "44444444-4444-4444-4444-444444444444",
      displayName: "CN=aerc",
      customKeyIdentifier: Buffer.from("ab01cdef23456789ab01cdef23456789ab01cdef", "hex").toString(
        "base64",
      ),
      endDateTime: "2027-12-03T14:00:00Z",
      key: null,
    };
    const implicitGrantSettings = { enableAccessTokenIssuance: false, enableIdTokenIssuance: true };
    stub.play(
      json(200, {
        ...application,
        keyCredentials: [certificate],
        notes: "Ticket 7\nask Ada",
        identifierUris: ["api://a", "urn:b"],
        appRoles: [{ value: "Mail.Do" }],
        web: { redirectUris: [], implicitGrantSettings },
      }),
    );
    const registration = await directory.get(application.id, call);
    assert.deepEqual(registration.redirectUris, {
      web: [],
      spa: [],
      publicClient: ["http://localhost"],
    });
    assert.equal(registration.requestedAccessTokenVersion, 2);
    assert.equal(registration.isFallbackPublicClient, true);
    assert.deepEqual(registration.tags, ["entra-mail:1"]);
    assert.deepEqual(registration.implicitGrant, { accessTokens: false, idTokens: true });
    assert.equal(registration.notes, "Ticket 7\nask Ada");
    assert.deepEqual(registration.identifierUris, ["api://a", "urn:b"]);
    assert.equal(registration.appRoleCount, 1);
    assert.deepEqual(registration.certificates, [
      {
        keyId: "44444444-4444-4444-4444-444444444444",
        displayName: "CN=aerc",
        thumbprint: "AB01CDEF23456789AB01CDEF23456789AB01CDEF",
        endDateTime: "2027-12-03T14:00:00Z",
      },
    ]);
    assert.match(stub.requests[0]?.url ?? "", /\/v1\.0\/applications\/1{8}[^?]+\?\$select=id,/);
  });

  it("takes null for what is not set", async () => {
    stub.play(
      json(200, {
        ...application,
        signInAudience: null,
        isFallbackPublicClient: null,
        api: null,
        createdDateTime: null,
        web: null,
      }),
    );
    const registration = await directory.get(application.id, call);
    assert.equal(registration.signInAudience, "AzureADMyOrg");
    assert.equal(registration.isFallbackPublicClient, false);
    assert.equal(registration.requestedAccessTokenVersion, undefined);
    assert.equal(registration.createdDateTime, undefined);
    assert.deepEqual(registration.implicitGrant, { accessTokens: false, idTokens: false });
    assert.equal(registration.notes, "");
    assert.deepEqual(registration.identifierUris, []);
    assert.equal(registration.appRoleCount, 0);
  });

  const wrongShapes: readonly (readonly [property: string, body: unknown])[] = [
    ["id", { ...application, id: 7 }],
    ["displayName", { ...application, displayName: { text: "x" } }],
    ["signInAudience", { ...application, signInAudience: "Everybody" }],
    ["passwordCredentials", { ...application, passwordCredentials: "none" }],
    [
      "passwordCredentials[0].endDateTime",
      { ...application, passwordCredentials: [{ keyId: "k", endDateTime: 1 }] },
    ],
    ["web", { ...application, web: [] }],
    ["notes", { ...application, notes: ["x"] }],
    ["identifierUris", { ...application, identifierUris: "api://a" }],
    [
      "web.implicitGrantSettings.enableIdTokenIssuance",
      { ...application, web: { implicitGrantSettings: { enableIdTokenIssuance: "yes" } } },
    ],
    [
      "keyCredentials[0].customKeyIdentifier",
      { ...application, keyCredentials: [{ keyId: "k", customKeyIdentifier: 7 }] },
    ],
    ["tags[0]", { ...application, tags: [null] }],
    ["(answer)", [application]],
    ["(answer)", "text"],
  ];
  for (const [property, body] of wrongShapes) {
    it(`names the property of the wrong type: ${property} in ${JSON.stringify(body).slice(0, 12)}`, async () => {
      stub.play(json(200, body));
      const failure = await failureOf(directory.get(application.id, call));
      assert.equal(failure.code, "graph.unexpectedAnswer");
      assert.equal(failure.facts["property"], property);
    });
  }

  it("creates with one POST and returns the secret that came with it", async () => {
    stub.play(
      json(201, {
        ...application,
        passwordCredentials: [
          { ...application.passwordCredentials[0], secretText: "canary-secret-value" },
        ],
      }),
    );
    const created = await directory.create(draft, call);
    assert.equal(created.newSecret?.secretText, "canary-secret-value");
    assert.equal(JSON.stringify(created.registration).includes("canary-secret-value"), false);
    assert.deepEqual(JSON.parse(stub.requests[0]?.body ?? ""), draft);
    assert.equal(stub.requests[0]?.method, "POST");
    assert.equal(stub.requests[0]?.headers["content-type"], "application/json");
    assert.equal(tokens.asked[0]?.access, "write");
    stub.play(json(201, application));
    assert.equal((await directory.create(draft, call)).newSecret, undefined);
  });

  describe("finding by tag", () => {
    const filter = "tags/any(t:t eq 'o''brien & co')";

    it("asks the objects themselves, with the filter encoded", async () => {
      stub.play(json(200, { value: [application] }));
      assert.equal((await directory.findByTag("o'brien & co", call)).length, 1);
      assert.deepEqual(stub.requests.map(queryOf), [[filter, null, undefined]]);
    });

    it("asks the index where the plain query is not supported", async () => {
      stub.play(
        json(400, errorBody("Request_UnsupportedQuery")),
        json(200, { value: [application] }),
      );
      assert.equal((await directory.findByTag("o'brien & co", call)).length, 1);
      assert.deepEqual(stub.requests.map(queryOf), [
        [filter, null, undefined],
        [filter, "true", "eventual"],
      ]);
    });

    for (const [status, code, failure] of [
      [400, "Request_BadRequest", "graph.badRequest"],
      [422, "Request_UnsupportedQuery", "graph.badRequest"],
      [403, "Authorization_RequestDenied", "graph.forbidden"],
    ] as const) {
      it(`does not ask again after ${status} ${code}`, async () => {
        stub.play(json(status, errorBody(code)));
        assert.equal((await failureOf(directory.findByTag("x", call))).code, failure);
        assert.equal(stub.requests.length, 1);
      });
    }
  });

  it("adds and removes secrets and deletes", async () => {
    stub.play(
      json(200, { ...application.passwordCredentials[0], secretText: "canary-secret-value" }),
      empty(204),
      empty(204),
    );
    const password = { displayName: "laptop", endDateTime: "2027-01-01T00:00:00Z" };
    const added = await directory.addPassword("a/b", password, call);
    assert.equal(added.secretText, "canary-secret-value");
    await directory.removePassword("o", "k", call);
    await directory.delete("o", call);
    assert.deepEqual(
      stub.requests.map(({ method, url, body }) => [method, url, body]),
      [
        [
          "POST",
          "/v1.0/applications/a%2Fb/addPassword",
          JSON.stringify({ passwordCredential: password }),
        ],
        ["POST", "/v1.0/applications/o/removePassword", '{"keyId":"k"}'],
        ["DELETE", "/v1.0/applications/o", ""],
      ],
    );
  });

  it("uses the host of the cloud that is set", async () => {
    const asked: string[] = [];
    const china = connect({
      tokens,
      settings: { cloud: clouds.china },
      log,
      clock,
      fetch: (input, init) => {
        asked.push(new URL(input instanceof Request ? input.url : input).host);
        return stub.fetch(input, init);
      },
    });
    stub.play(json(200, { value: [] }));
    await china.listPage(all, undefined, call);
    assert.deepEqual(asked, ["microsoftgraph.chinacloudapi.cn"]);
  });

  describe("reads under throttling", () => {
    const future = new Date("2026-11-21T12:00:07Z").toUTCString();
    const cases: readonly (readonly [name: string, header: string | undefined, waits: number[]])[] =
      [
        ["seconds", "3", [3, 3]],
        ["a date", future, [7, 1]],
        ["a date in the past", new Date(0).toUTCString(), [1, 1]],
        ["nothing", undefined, [1, 2]],
        ["zero", "0", [1, 1]],
        ["garbage", "soon", [1, 2]],
        ["an hour", "3600", []],
      ];
    for (const status of [429, 503]) {
      for (const [name, header, waits] of cases) {
        it(`${status} with ${name}: ${waits.length + 1} requests at most`, async () => {
          stub.play(
            json(
              status,
              errorBody("TooMany"),
              header === undefined ? {} : { "retry-after": header },
            ),
          );
          const failure = await failureOf(directory.listPage(all, undefined, call));
          assert.equal(failure.code, status === 429 ? "graph.throttled" : "graph.unavailable");
          assert.deepEqual(waited, waits);
          assert.deepEqual(clock.waits, waits);
          assert.equal(stub.requests.length, waits.length + 1);
          if (name === "an hour") assert.equal(failure.facts["retryAfterSeconds"], 3600);
        });
      }
    }

    it("succeeds when the server recovers", async () => {
      stub.play(
        json(429, errorBody("x"), { "retry-after": "1" }),
        html(503),
        json(200, { value: [] }),
      );
      assert.deepEqual((await directory.listPage(all, undefined, call)).items, []);
      assert.equal(stub.requests.length, 3);
    });

    it("stops waiting at once when cancelled", async () => {
      stub.play(json(429, errorBody("x"), { "retry-after": "50" }));
      const slow = connect({
        tokens,
        settings: { cloud: clouds.global },
        log,
        clock: { now: clock.now, delay: (await import("../../src/base/async")).delay },
        fetch: stub.fetch,
      });
      const started = Date.now();
      setTimeout(() => controller.abort(), 50);
      assert.equal((await failureOf(slow.listPage(all, undefined, call))).code, "cancelled");
      assert.ok(Date.now() - started < 300);
      assert.equal(stub.requests.length, 1);
    });
  });

  describe("faults", () => {
    const redirect = empty(302, { location: "https://portal.example/login" });

    const table: readonly (readonly [
      name: string,
      answer: StubAnswer,
      read: string,
      readRequests: number,
      write: string,
    ])[] = [
      ["500", json(500, errorBody("x")), "graph.unavailable", 1, "graph.outcomeUnknown"],
      ["502", html(502), "graph.unavailable", 3, "graph.outcomeUnknown"],
      ["503", json(503, errorBody("x")), "graph.unavailable", 3, "graph.outcomeUnknown"],
      ["504", json(504, errorBody("x")), "graph.unavailable", 3, "graph.outcomeUnknown"],
      ["511 with a page", html(511), "graph.unavailable", 1, "graph.outcomeUnknown"],
      ["reset after sending", drop, "graph.unreachable", 3, "graph.outcomeUnknown"],
      ["not HTTP", notHttp, "graph.unreachable", 1, "graph.outcomeUnknown"],
      ["200 with a page", html(200), "graph.unexpectedAnswer", 1, "graph.outcomeUnknown"],
      ["403 with a page", html(403), "graph.unexpectedAnswer", 1, "graph.unexpectedAnswer"],
      ["redirection", redirect, "graph.unexpectedAnswer", 1, "graph.outcomeUnknown"],
      ["garbage", garbage, "graph.unexpectedAnswer", 1, "graph.outcomeUnknown"],
      ["10 MiB", huge, "graph.unexpectedAnswer", 1, "graph.outcomeUnknown"],
      ["60 MB announced", announcedHuge, "graph.unexpectedAnswer", 1, "graph.outcomeUnknown"],
      ["body cut off", truncated, "graph.unreachable", 3, "graph.outcomeUnknown"],
      ["empty 200", empty(200), "graph.unexpectedAnswer", 1, "graph.outcomeUnknown"],
      [
        "400",
        json(400, errorBody("Request_BadRequest")),
        "graph.badRequest",
        1,
        "graph.badRequest",
      ],
      [
        "401",
        json(401, errorBody("InvalidAuthenticationToken")),
        "graph.unauthenticated",
        1,
        "graph.unauthenticated",
      ],
      [
        "403",
        json(403, errorBody("Authorization_RequestDenied")),
        "graph.forbidden",
        1,
        "graph.forbidden",
      ],
      [
        "404",
        json(404, errorBody("Request_ResourceNotFound")),
        "graph.notFound",
        1,
        "graph.notFound",
      ],
      ["409", json(409, errorBody("x")), "graph.conflict", 1, "graph.conflict"],
    ];
    for (const [name, answer, readCode, readRequests, writeCode] of table) {
      it(`GET: ${name} → ${readCode} after ${readRequests}`, async () => {
        stub.play(answer);
        assert.equal((await failureOf(directory.get("o", call))).code, readCode);
        assert.equal(stub.requests.length, readRequests);
      });
      it(`POST: ${name} → ${writeCode} after 1`, async () => {
        stub.play(answer);
        assert.equal((await failureOf(directory.create(draft, call))).code, writeCode);
        assert.equal(stub.requests.length, 1);
      });
      it(`PATCH: ${name} → ${writeCode} after 1`, async () => {
        stub.play(answer);
        const change = directory.update("o", { displayName: "x" }, call);
        assert.equal((await failureOf(change)).code, writeCode);
        assert.deepEqual(
          stub.requests.map(({ method }) => method),
          ["PATCH"],
        );
      });
    }

    it("keeps Graph's words and ids as facts", async () => {
      stub.play(json(403, errorBody("Authorization_RequestDenied"), { "request-id": "r-2" }));
      const { facts } = await failureOf(directory.get("o", call));
      const { clientRequestId, ...rest } = facts;
      assert.match(String(clientRequestId), /^[0-9a-f-]{36}$/);
      assert.deepEqual(rest, {
        operation: "get application",
        status: 403,
        graphCode: "Authorization_RequestDenied",
        graphMessage: "About Authorization_RequestDenied.",
        requestId: "r-2",
      });
    });

    it("a POST waits out 429 and is sent again, twice at most", async () => {
      stub.play(json(429, errorBody("x"), { "retry-after": "2" }), json(201, application));
      assert.equal((await directory.create(draft, call)).registration.displayName, "aerc-ada");
      assert.deepEqual(waited, [2]);
      stub.play(json(429, errorBody("x"), { "retry-after": "2" }));
      assert.equal((await failureOf(directory.create(draft, call))).code, "graph.throttled");
      assert.equal(stub.requests.length, 3);
    });

    it("DELETE may be done again by the caller, so nothing about it is unknown", async () => {
      stub.play(json(503, errorBody("x")));
      assert.equal((await failureOf(directory.delete("o", call))).code, "graph.unavailable");
      stub.play(drop);
      assert.equal((await failureOf(directory.delete("o", call))).code, "graph.unreachable");
      assert.equal(stub.requests.length, 1);
    });

    it("an answer to a POST that cannot be read leaves the outcome open", async () => {
      stub.play(json(201, { ...application, appId: undefined }));
      assert.equal((await failureOf(directory.create(draft, call))).code, "graph.outcomeUnknown");
      stub.play(json(200, { keyId: "k", endDateTime: "2027-01-01T00:00:00Z" }));
      const failure = await failureOf(
        directory.addPassword("o", { displayName: "x", endDateTime: "" }, call),
      );
      assert.equal(failure.code, "graph.outcomeUnknown");
    });

    for (const [code, syscall, outcome] of [
      ["ECONNREFUSED", "connect", "never sent"],
      ["EHOSTUNREACH", "connect", "never sent"],
      ["ENETDOWN", "connect", "never sent"],
      ["ETIMEDOUT", "connect", "never sent"],
      ["ENOTFOUND", "getaddrinfo", "never sent"],
      ["UND_ERR_CONNECT_TIMEOUT", undefined, "never sent"],
      ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", undefined, "never sent"],
      ["CERT_HAS_EXPIRED", undefined, "never sent"],
      ["ERR_TLS_CERT_ALTNAME_INVALID", undefined, "never sent"],
      ["ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION", undefined, "never sent"],
      ["EHOSTUNREACH", "read", "unknown"],
      ["ETIMEDOUT", "read", "unknown"],
      ["ENETDOWN", "write", "unknown"],
      ["EPROTO", "read", "unknown"],
      ["EPROTO", "write", "unknown"],
      ["EHOSTUNREACH", undefined, "unknown"],
      ["ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC", undefined, "unknown"],
      ["ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED", undefined, "unknown"],
    ] as const) {
      it(`${code} at ${syscall ?? "no system call"}: the outcome of a POST: ${outcome}`, async () => {
        const cause = Object.assign(new Error(code), { code, syscall });
        const offline = connect({
          tokens,
          settings: { cloud: clouds.global },
          log,
          clock,
          fetch: () => Promise.reject(new TypeError("fetch failed", { cause })),
        });
        const written = await failureOf(offline.create(draft, call));
        assert.equal(
          written.code,
          outcome === "unknown" ? "graph.outcomeUnknown" : "graph.unreachable",
        );
        const read = await failureOf(offline.get("o", call));
        assert.equal(read.code, "graph.unreachable");
        assert.deepEqual([written.facts["reason"], read.facts["reason"]], [code, code]);
      });
    }

    for (const [name, outcome] of [
      ["CONNECTION_REFUSED", "graph.unreachable"],
      ["NAME_NOT_RESOLVED", "graph.unreachable"],
      ["CERT_AUTHORITY_INVALID", "graph.unreachable"],
      ["ADDRESS_UNREACHABLE", "graph.outcomeUnknown"],
      ["INTERNET_DISCONNECTED", "graph.outcomeUnknown"],
      ["CONNECTION_RESET", "graph.outcomeUnknown"],
      ["SSL_PROTOCOL_ERROR", "graph.outcomeUnknown"],
    ] as const) {
      it(`net::ERR_${name} of the editor's own network: POST → ${outcome}`, async () => {
        const behindEditor = connect({
          tokens,
          settings: { cloud: clouds.global },
          log,
          clock,
          fetch: () => Promise.reject(new Error(`net::ERR_${name}`)),
        });
        assert.equal((await failureOf(behindEditor.create(draft, call))).code, outcome);
      });
    }

    it("gives up after 30 s without an answer", async function () {
      this.timeout(5_000);
      stub.play(hang);
      const { setTimeout: realSetTimeout } = globalThis;
      // Runs the request's limit a hundred times faster than the clock.
      globalThis.setTimeout = ((work: () => void, milliseconds?: number) =>
        realSetTimeout(
          work,
          (milliseconds ?? 0) >= 30_000 ? 300 : milliseconds,
        )) as typeof setTimeout;
      try {
        const failure = await failureOf(directory.get("o", call));
        assert.equal(failure.code, "graph.unreachable");
        assert.equal(failure.facts["reason"], "TIMEOUT");
        assert.equal((await failureOf(directory.create(draft, call))).code, "graph.outcomeUnknown");
      } finally {
        globalThis.setTimeout = realSetTimeout;
      }
    });

    it("cancels a hanging read within 200 ms, and does not call a sent write cancelled", async () => {
      stub.play(hang);
      setTimeout(() => controller.abort(), 30);
      const started = Date.now();
      assert.equal((await failureOf(directory.get("o", call))).code, "cancelled");
      assert.ok(Date.now() - started < 230);
      const second = new AbortController();
      setTimeout(() => second.abort(), 30);
      const failure = await failureOf(directory.create(draft, { ...call, signal: second.signal }));
      assert.equal(failure.code, "graph.outcomeUnknown");
      assert.equal(failure.facts["reason"], "cancelled");
    });

    it("sends nothing when cancelled before", async () => {
      stub.play(json(200, application));
      controller.abort();
      assert.equal((await failureOf(directory.create(draft, call))).code, "cancelled");
      assert.equal(stub.requests.length, 0);
    });
  });

  describe("authentication", () => {
    const challenge =
      'Bearer realm="", error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ=="';

    it("says that nobody is signed in", async () => {
      tokens.accessToken = undefined;
      stub.play(json(200, { value: [] }));
      assert.equal(
        (await failureOf(directory.listPage(all, undefined, call))).code,
        "signIn.required",
      );
      assert.equal(stub.requests.length, 0);
    });

    it("answers a claims challenge once, also for a write", async () => {
      stub.play(
        json(401, errorBody("x"), { "www-authenticate": challenge }),
        json(201, application),
      );
      await directory.create(draft, call);
      assert.deepEqual(
        stub.requests.map(({ headers }) => headers.authorization),
        ["Bearer graph-access-token-canary", "Bearer graph-access-token-canary-with-claims"],
      );
      assert.equal(tokens.asked[1]?.wwwAuthenticate, challenge);
      stub.play(json(401, errorBody("x"), { "www-authenticate": challenge }));
      const failure = await failureOf(directory.get("o", call));
      assert.equal(failure.code, "graph.unauthenticated");
      assert.equal(failure.facts["wwwAuthenticate"], challenge);
      assert.equal(stub.requests.length, 2);
    });

    it("sends four requests at most when challenge and throttling come together", async () => {
      const challenged = json(401, errorBody("x"), { "www-authenticate": challenge });
      const throttled = json(429, errorBody("x"), { "retry-after": "1" });
      for (const answers of [
        [challenged, throttled],
        [throttled, challenged, throttled],
        [throttled, throttled, challenged, throttled],
      ]) {
        stub.play(...answers);
        assert.equal((await failureOf(directory.create(draft, call))).code, "graph.throttled");
        assert.equal(stub.requests.length, 4);
      }
    });

    it("keeps the token out of failures and log", async () => {
      const everything: string[] = [];
      for (const answer of [
        json(403, errorBody("x")),
        html(200),
        drop,
        json(500, errorBody("x")),
      ]) {
        stub.play(answer);
        const failure = await failureOf(directory.create(draft, call));
        const { inspect } = await import("node:util");
        everything.push(inspect(failure, { depth: 8 }));
      }
      assert.doesNotMatch([...everything, ...log.lines].join("\n"), /canary/);
    });
  });

  it("sends writes one after another", async () => {
    let open = 0;
    let most = 0;
    stub.play((response, socket, seen) => {
      most = Math.max(most, ++open);
      setTimeout(() => {
        open--;
        json(201, application)(response, socket, seen);
      }, 20);
    });
    await Promise.all([
      directory.create(draft, call),
      directory.create(draft, call),
      directory.create(draft, call),
    ]);
    assert.equal(most, 1);
    assert.equal(stub.requests.length, 3);
  });
});
