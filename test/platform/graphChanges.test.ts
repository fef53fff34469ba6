import assert from "node:assert/strict";
import { readThumbprint } from "../../src/platform/node/graph/thumbprint";
import { failureOf } from "./support/fakes";
import { faultOf, useGraphLab } from "./support/graphLab";
import { drop, empty, json } from "./support/stubServer";

const application = {
  id: "11111111-1111-1111-1111-111111111111",
  appId: "22222222-2222-2222-2222-222222222222",
  displayName: "aerc-ada",
  signInAudience: "AzureADMyOrg",
};
const { id } = application;
const error = (code: string): unknown => ({ error: { code, message: `About ${code}.` } });
const notFound = json(404, error("Request_ResourceNotFound"));
const challenge = 'Bearer error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ=="';

const listed = (...keyCredentials: readonly object[]) => json(200, { keyCredentials });

describe("changing registrations", () => {
  const lab = useGraphLab();

  it("sends a change as it is, once", async () => {
    const { stub, graph, call, tokens, seen } = lab();
    const patch = {
      signInAudience: "AzureADandPersonalMicrosoftAccount",
      api: { requestedAccessTokenVersion: 2 },
      web: { redirectUris: ["https://jira.test/a\"b'c"] },
      notes: null,
    };
    stub.play(empty(204));
    await graph.applications.update(id, patch, call);
    assert.deepEqual(seen(), [["PATCH", `/applications/${id}`, patch]]);
    assert.deepEqual(stub.requests.map(faultOf), [undefined]);
    assert.equal(tokens.asked[0]?.access, "write");
  });

  it("does not send a change again that may have arrived, and waits where Graph asks for it", async () => {
    const { stub, graph, call, clock } = lab();
    stub.play(drop);
    const lost = await failureOf(graph.applications.update(id, { notes: "x" }, call));
    assert.deepEqual([lost.code, stub.requests.length], ["graph.outcomeUnknown", 1]);
    stub.play(json(429, error("TooManyRequests"), { "retry-after": "5" }), empty(204));
    await graph.applications.update(id, { notes: "x" }, call);
    assert.deepEqual([clock.waits, stub.requests.length], [[5], 2]);
  });

  it("answers a claims challenge to a change", async () => {
    const { stub, graph, call, tokens } = lab();
    stub.play(json(401, error("x"), { "www-authenticate": challenge }), empty(204));
    await graph.applications.update(id, { notes: "x" }, call);
    assert.equal(tokens.asked[1]?.wwwAuthenticate, challenge);
    assert.equal(stub.requests.length, 2);
  });

  it("a change that is cancelled on its way is not called cancelled", async () => {
    const { stub, graph, call, controller } = lab();
    stub.play(() => controller.abort());
    const failure = await failureOf(graph.applications.update(id, { notes: "x" }, call));
    assert.deepEqual(
      [failure.code, failure.facts["reason"]],
      ["graph.outcomeUnknown", "cancelled"],
    );
  });

  it("changes wait for each other, whatever they are about", async () => {
    const { stub, graph, call } = lab();
    let open = 0;
    let most = 0;
    stub.play((response) => {
      most = Math.max(most, ++open);
      setTimeout(() => (open--, response.writeHead(204).end()), 20);
    });
    await Promise.all([
      graph.applications.update(id, { notes: "x" }, call),
      graph.consent.deleteDelegatedGrant("g", call),
      graph.people.removeOwner(id, "p", call),
      graph.applications.deletePermanently(id, call),
    ]);
    assert.deepEqual([most, stub.requests.length], [1, 4]);
  });

  it("reads the manifest without control information and without values", async () => {
    const { stub, graph, call, seen } = lab();
    stub.play(
      json(200, {
        "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#applications/$entity",
        "@odata.id": "x",
        ...application,
        "owners@odata.context": "x",
        description: null,
        web: { "@odata.type": "#x", redirectUris: ["https://jira.test"], homePageUrl: null },
        passwordCredentials: [{ keyId: "k", hint: "abc", secretText: "secret-canary" }],
        keyCredentials: [{ keyId: "c", key: "key-canary", "@odata.type": "x" }],
        appRoles: [],
      }),
    );
    assert.deepEqual(await graph.applications.manifest(id, call), {
      ...application,
      description: null,
      web: { redirectUris: ["https://jira.test"], homePageUrl: null },
      passwordCredentials: [{ keyId: "k", hint: "abc" }],
      keyCredentials: [{ keyId: "c" }],
      appRoles: [],
    });
    assert.deepEqual(seen(), [["GET", `/applications/${id}`]]);
    assert.deepEqual(stub.requests.map(faultOf), [undefined]);
    for (const [wrong, property] of [
      [["list"], "(answer)"],
      [{ ...application, keyCredentials: ["x"] }, "keyCredentials[0]"],
      [{ ...application, passwordCredentials: {} }, "passwordCredentials"],
    ] as const) {
      stub.play(json(200, wrong));
      const failure = await failureOf(graph.applications.manifest(id, call));
      assert.equal(failure.facts["property"], property);
    }
  });

  it("reads certificates with their keys and sends the whole list back", async () => {
    const { stub, graph, call, seen } = lab();
    const kept = {
      keyId: "44444444-4444-4444-4444-444444444444",
      type: "AsymmetricX509Cert",
      usage: "Verify",
      key: "TUlJ",
      displayName: "CN=aerc",
      customKeyIdentifier: null,
      startDateTime: "2026-01-02T03:04:05Z",
      endDateTime: "2027-01-02T03:04:05Z",
    };
    stub.play(json(200, { keyCredentials: [{ "@odata.type": "x", ...kept }] }), empty(204));
    const found = await graph.applications.keyCredentials(id, call);
    assert.deepEqual(found, [kept]);
    const { keyId: _given, customKeyIdentifier: _own, ...added } = kept;
    await graph.applications.setKeyCredentials(id, [...found, added], call);
    assert.deepEqual(seen(), [
      ["GET", `/applications/${id}?$select=keyCredentials`],
      ["PATCH", `/applications/${id}`, { keyCredentials: [kept, added] }],
    ]);
    assert.deepEqual(stub.requests.map(faultOf), [undefined, undefined]);
    stub.play(json(200, { keyCredentials: null }));
    assert.deepEqual(await graph.applications.keyCredentials(id, call), []);
  });

  it("takes no list of certificates for true that is older than what was written here", async () => {
    const { stub, graph, call } = lab();
    const [first, second] = [
      { keyId: "one", key: "oneK" },
      { keyId: "two", key: "twoK" },
    ];
    const read = () => graph.applications.keyCredentials(id, call);
    stub.play(empty(204), listed(first), listed({ ...second, key: "tw\r\noK" }, first));
    await graph.applications.setKeyCredentials(id, [first, { key: second.key }], call, [first]);
    assert.equal((await failureOf(read())).code, "graph.conflict");
    assert.equal((await read()).length, 2);
    stub.play(empty(204), listed(first, second), listed(second));
    await graph.applications.setKeyCredentials(id, [second], call, [first, second]);
    assert.equal((await failureOf(read())).code, "graph.conflict");
    assert.equal((await read()).length, 1);
    stub.play(listed());
    assert.deepEqual(await graph.applications.keyCredentials("another", call), []);
  });

  it("finds by name, quotes and all, without the lagging index", async () => {
    const { stub, graph, call } = lab();
    stub.play(json(200, { value: [application] }));
    const name = "O'Brien & Söhne \" \uD800";
    assert.equal((await graph.applications.findByName(name, call)).length, 1);
    const [request] = stub.requests;
    const options = new URL(request?.url ?? "", "https://x").searchParams;
    assert.equal(options.get("$filter"), "displayName eq 'O''Brien & Söhne \" \uFFFD'");
    assert.equal(options.get("$top"), "10");
    assert.equal(request?.headers["consistencylevel"], undefined);
    assert.deepEqual(stub.requests.map(faultOf), [undefined]);
  });

  it("reads, restores and removes deleted registrations", async () => {
    const { stub, graph, call, seen } = lab();
    stub.play(
      json(200, { "@odata.type": "#microsoft.graph.application", ...application }),
      json(200, application),
      empty(204),
    );
    const deleted = await graph.applications.getDeleted(id, call);
    assert.equal(deleted?.displayName, "aerc-ada");
    await graph.applications.restore(id, call);
    await graph.applications.deletePermanently(id, call);
    assert.deepEqual(seen(), [
      ["GET", `/directory/deletedItems/${id}`],
      ["POST", `/directory/deletedItems/${id}/restore`, {}],
      ["DELETE", `/directory/deletedItems/${id}`],
    ]);
    assert.deepEqual(stub.requests.map(faultOf), [undefined, undefined, undefined]);
  });

  it("takes no other deleted thing for a registration", async () => {
    const { stub, graph, call } = lab();
    stub.play(
      notFound,
      json(200, { "@odata.type": "#microsoft.graph.user", id }),
      json(200, { ...application, "@odata.type": "#microsoft.graph.servicePrincipal" }),
    );
    for (let i = 0; i < 3; i++) {
      assert.equal(await graph.applications.getDeleted(id, call), undefined);
    }
  });

  it("a restore without an answer may have happened; a removal can be done again", async () => {
    const { stub, graph, call } = lab();
    stub.play(drop);
    assert.equal(
      (await failureOf(graph.applications.restore(id, call))).code,
      "graph.outcomeUnknown",
    );
    assert.equal(
      (await failureOf(graph.applications.deletePermanently(id, call))).code,
      "graph.unreachable",
    );
    assert.equal(stub.requests.length, 2);
  });

  it("every way to a registration escapes its id", async () => {
    const { stub, graph, call } = lab();
    stub.play(json(404, error("x")));
    const { applications } = graph;
    await Promise.all(
      [
        applications.get("a/b?c", call),
        applications.manifest("a/b?c", call),
        applications.keyCredentials("a/b?c", call),
        applications.update("a/b?c", {}, call),
        applications.setKeyCredentials("a/b?c", [], call),
        applications.delete("a/b?c", call),
        applications.restore("a/b?c", call),
        applications.deletePermanently("a/b?c", call),
      ].map(failureOf),
    );
    await applications.getDeleted("a/b?c", call);
    assert.equal(stub.requests.length, 9);
    for (const { url } of stub.requests)
      assert.match(url, /\/a%2Fb%3Fc(?:$|\?\$select|\/restore$)/);
  });
});

const base64 = (text: string, encoding: BufferEncoding): string =>
  Buffer.from(text, encoding).toString("base64");

describe("thumbprints of certificates", () => {
  const hex = "AB01CDEF23456789AB01CDEF23456789AB01CDEF";
  const rows: readonly (readonly [what: string, wire: string, thumbprint: string | undefined])[] = [
    ["the bytes", base64(hex, "hex"), hex],
    ["the digits", base64(hex, "utf8"), hex],
    ["small digits", base64(hex.toLowerCase(), "utf8"), hex],
    ["bare digits", hex.toLowerCase(), hex],
    ["nothing", "", undefined],
    ["a name", base64("CN=aerc", "utf8"), undefined],
    ["SHA-256", base64(hex + "AB01CDEF23456789AB01CDEF", "hex"), undefined],
    ["39 digits", base64(hex.slice(1), "utf8"), undefined],
    ["no base64", "\u202E§§", undefined],
  ];
  for (const [what, wire, thumbprint] of rows) {
    it(what, () => assert.equal(readThumbprint(wire), thumbprint));
  }
});
