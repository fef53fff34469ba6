import assert from "node:assert/strict";
import { failureOf } from "./support/fakes";
import { faultOf, useGraphLab } from "./support/graphLab";
import { drop, empty, hang, html, json, type StubAnswer } from "./support/stubServer";

const client = {
  id: "aaaaaaaa-1111-1111-1111-111111111111",
  appId: "22222222-2222-2222-2222-222222222222",
  displayName: "jira-inbound",
  accountEnabled: true,
  appRoleAssignmentRequired: false,
};
const resourceId = "aaaaaaaa-3333-3333-3333-333333333333";
const scopeId = "652390e4-393a-48de-9484-05f9b1212954";
const graphAppId = "00000003-0000-0000-c000-000000000000";

const error = (code: string, message = `About ${code}.`): unknown => ({ error: { code, message } });
const notFound = json(404, error("Request_ResourceNotFound"));

const wireGrant = (id: string, more: Readonly<Record<string, unknown>> = {}): unknown => ({
  id,
  clientId: client.id,
  consentType: "AllPrincipals",
  principalId: null,
  resourceId,
  scope: " IMAP.AccessAsUser.All  offline_access ",
  ...more,
});
/** A page link of application grants. */
const pageLink = (mark: string): string =>
  `https://graph.microsoft.com/v1.0/servicePrincipals/x/appRoleAssignments?$skiptoken=${mark}`;

const pageTo = (mark: string): StubAnswer =>
  json(200, { value: [], "@odata.nextLink": pageLink(mark) });

const assignment = {
  id: "assign-1",
  appRoleId: scopeId,
  principalId: client.id,
  resourceId,
  resourceDisplayName: "Office 365 Exchange Online",
};

const huge: StubAnswer = (response) => {
  response.writeHead(200, { "content-type": "application/json" });
  for (let i = 0; i < 10; i++) response.write(Buffer.alloc(1024 * 1024, 0x20));
  response.end("{}");
};

describe("enterprise applications and consent", () => {
  const lab = useGraphLab();

  it("takes a client id for no more than one, and tells which directory is asked", async () => {
    const { stub, graph, call, tokens } = lab();
    stub.play(notFound);
    tokens.tenantId = "contoso";
    const asked: (string | undefined)[] = [];
    const onDirectory = (id: string | undefined): number => asked.push(id);
    await graph.consent.servicePrincipal("x') or ('/../me?", { ...call, onDirectory });
    assert.equal(
      stub.requests[0]?.url.split("?")[0],
      "/v1.0/servicePrincipals(appId='x'')%20or%20(''%2F..%2Fme%3F')",
    );
    assert.deepEqual(asked, ["contoso"]);
  });

  it("reads an enterprise application by client id", async () => {
    const { stub, graph, call, seen } = lab();
    stub.play(json(200, client), notFound);
    assert.deepEqual(await graph.consent.servicePrincipal(client.appId, call), client);
    assert.equal(await graph.consent.servicePrincipal(client.appId, call), undefined);
    assert.deepEqual(seen()[0], [
      "GET",
      `/servicePrincipals(appId='${client.appId}')?$select=id,appId,displayName,accountEnabled,appRoleAssignmentRequired`,
    ]);
    assert.equal(faultOf(stub.requests[0] ?? assert.fail()), undefined);
  });

  it("creates one", async () => {
    const { stub, graph, call, seen, tokens } = lab();
    stub.play(json(201, client));
    assert.deepEqual(await graph.consent.createServicePrincipal(client.appId, call), client);
    assert.deepEqual(seen(), [["POST", "/servicePrincipals", { appId: client.appId }]]);
    assert.deepEqual(stub.requests.map(faultOf), [undefined]);
    assert.equal(tokens.asked[0]?.access, "write");
  });

  for (const [status, code] of [
    [409, "Request_MultipleObjectsWithSameKeyValue"],
    [409, "Request_ConflictingObject"],
    [400, "Request_MultipleObjectsWithSameKeyValue"],
  ] as const) {
    it(`takes one that is there already: ${status} ${code}`, async () => {
      const { stub, graph, call } = lab();
      stub.play(json(status, error(code)), json(200, client));
      assert.deepEqual(await graph.consent.createServicePrincipal(client.appId, call), client);
      assert.deepEqual(
        stub.requests.map(({ method }) => method),
        ["POST", "GET"],
      );
    });
  }

  it("does not look for one after another refusal, and tells a conflict that it cannot solve", async () => {
    const { stub, graph, call } = lab();
    const { consent } = graph;
    stub.play(json(400, error("NoBackingApplicationObject")));
    const refused = await failureOf(consent.createServicePrincipal(client.appId, call));
    assert.deepEqual([refused.code, stub.requests.length], ["graph.badRequest", 1]);
    stub.play(json(409, error("x")), notFound);
    const conflict = await failureOf(consent.createServicePrincipal(client.appId, call));
    assert.deepEqual([conflict.code, stub.requests.length], ["graph.conflict", 2]);
    stub.play(drop);
    const lost = await failureOf(consent.createServicePrincipal(client.appId, call));
    assert.deepEqual([lost.code, stub.requests.length], ["graph.outcomeUnknown", 1]);
  });

  it("reads what an API publishes, without what is switched off", async () => {
    const { stub, graph, call, seen } = lab();
    const scope = {
      id: scopeId,
      value: "IMAP.AccessAsUser.All",
      type: "User",
      isEnabled: true,
      adminConsentDisplayName: "Read and write mail via IMAP.",
      adminConsentDescription: "Allows the app …",
      userConsentDisplayName: "for users",
      userConsentDescription: null,
    };
    const role = {
      id: "r1",
      value: "IMAP.AccessAsApp",
      displayName: "IMAP as app",
      description: "Any mailbox",
      isEnabled: true,
      allowedMemberTypes: ["Application"],
    };
    stub.play(
      json(200, {
        id: resourceId,
        appId: graphAppId,
        displayName: "Microsoft Graph",
        oauth2PermissionScopes: [
          scope,
          { ...scope, id: "s2", value: "Directory.Read.All", type: "Admin" },
          { ...scope, id: "s3", isEnabled: false },
          { id: "s4", value: "x", userConsentDisplayName: "only for users" },
        ],
        appRoles: [
          role,
          { ...role, id: "r2", allowedMemberTypes: ["User"] },
          { ...role, id: "r3", isEnabled: false },
          { ...role, id: "r4", value: null, allowedMemberTypes: ["User", "Application"] },
        ],
      }),
      notFound,
    );
    const api = await graph.consent.resourceApi(graphAppId, call);
    assert.deepEqual(
      [api?.id, api?.appId, api?.displayName],
      [resourceId, graphAppId, "Microsoft Graph"],
    );
    assert.deepEqual(api?.permissions, [
      {
        id: scopeId,
        type: "Scope",
        value: "IMAP.AccessAsUser.All",
        displayName: "Read and write mail via IMAP.",
        description: "Allows the app …",
        adminOnly: false,
      },
      {
        id: "s2",
        type: "Scope",
        value: "Directory.Read.All",
        displayName: "Read and write mail via IMAP.",
        description: "Allows the app …",
        adminOnly: true,
      },
      {
        id: "s4",
        type: "Scope",
        value: "x",
        displayName: "only for users",
        description: "",
        adminOnly: false,
      },
      {
        id: "r1",
        type: "Role",
        value: "IMAP.AccessAsApp",
        displayName: "IMAP as app",
        description: "Any mailbox",
        adminOnly: true,
      },
      {
        id: "r4",
        type: "Role",
        value: "IMAP as app",
        displayName: "IMAP as app",
        description: "Any mailbox",
        adminOnly: true,
      },
    ]);
    assert.equal(await graph.consent.resourceApi(graphAppId, call), undefined);
    assert.match(seen()[0]?.[1] ?? "", /\?\$select=id,appId,displayName,appRoles,oauth2Perm/);
    assert.deepEqual(stub.requests.map(faultOf), [undefined, undefined]);
  });

  it("reads delegated grants of all pages", async () => {
    const { stub, graph, call, tokens, seen } = lab();
    const link = "https://graph.microsoft.com/v1.0/oauth2PermissionGrants?$skiptoken=a%3d";
    const person = { consentType: "Principal", principalId: "p1", scope: null };
    stub.play(
      json(200, { value: [wireGrant("g1")], "@odata.nextLink": link }),
      json(200, { value: [], "@odata.nextLink": `${link}b` }),
      json(200, { value: [wireGrant("g2", person)] }),
    );
    assert.deepEqual(await graph.consent.delegatedGrants(client.id, call), [
      {
        id: "g1",
        resourceId,
        consentFor: "everyone",
        principalId: undefined,
        scopes: ["IMAP.AccessAsUser.All", "offline_access"],
      },
      { id: "g2", resourceId, consentFor: "person", principalId: "p1", scopes: [] },
    ]);
    assert.deepEqual(
      seen().map(([, url]) => url),
      [
        `/oauth2PermissionGrants?$filter=clientId eq '${client.id}'`,
        "/oauth2PermissionGrants?$skiptoken=a=",
        "/oauth2PermissionGrants?$skiptoken=a=b",
      ],
    );
    assert.deepEqual(stub.requests.map(faultOf), [undefined, undefined, undefined]);
    assert.deepEqual(new Set(tokens.asked.map(({ access }) => access)), new Set(["grants"]));
  });

  for (const link of [
    "https://evil.example/v1.0/oauth2PermissionGrants",
    "http://graph.microsoft.com/v1.0/oauth2PermissionGrants",
    "/oauth2PermissionGrants?$skiptoken=x",
  ]) {
    it(`does not follow ${link}`, async () => {
      const { stub, graph, call } = lab();
      stub.play(json(200, { value: [], "@odata.nextLink": link }));
      const failure = await failureOf(graph.consent.delegatedGrants(client.id, call));
      assert.deepEqual([failure.code, stub.requests.length], ["graph.unexpectedAnswer", 1]);
    });
  }

  it("does not go round in pages that lead to each other", async () => {
    const { stub, graph, call } = lab();
    stub.play(...["a", "b", "a"].map(pageTo));
    const failure = await failureOf(graph.consent.appRoleGrants("x", call));
    assert.deepEqual([failure.code, stub.requests.length], ["graph.unexpectedAnswer", 3]);
  });

  it("grants delegated permissions to everyone or to a person", async () => {
    const { stub, graph, call, tokens, seen } = lab();
    const base = { clientId: client.id, resourceId, scopes: ["IMAP.AccessAsUser.All", "openid"] };
    const person = "aaaaaaaa-4444-4444-4444-444444444444";
    stub.play(json(201, wireGrant("g1")));
    const everyone = { ...base, consentFor: "everyone", principalId: undefined } as const;
    assert.equal((await graph.consent.createDelegatedGrant(everyone, call)).id, "g1");
    const one = { ...base, consentFor: "person", principalId: person } as const;
    await graph.consent.createDelegatedGrant(one, call);
    const sent = { clientId: client.id, resourceId, scope: "IMAP.AccessAsUser.All openid" };
    assert.deepEqual(seen(), [
      ["POST", "/oauth2PermissionGrants", { ...sent, consentType: "AllPrincipals" }],
      [
        "POST",
        "/oauth2PermissionGrants",
        { ...sent, consentType: "Principal", principalId: person },
      ],
    ]);
    assert.deepEqual(stub.requests.map(faultOf), [undefined, undefined]);
    assert.equal(tokens.asked[0]?.access, "consent");
  });

  it("replaces the scopes of a grant, and deletes it", async () => {
    const { stub, graph, call, tokens, seen } = lab();
    stub.play(empty(204));
    await graph.consent.updateDelegatedGrant("g/1", ["a", "b"], call);
    await graph.consent.deleteDelegatedGrant("g/1", call);
    assert.deepEqual(seen(), [
      ["PATCH", "/oauth2PermissionGrants/g/1", { scope: "a b" }],
      ["DELETE", "/oauth2PermissionGrants/g/1"],
    ]);
    assert.match(stub.requests[0]?.url ?? "", /\/g%2F1$/);
    assert.deepEqual(
      tokens.asked.map(({ access }) => access),
      ["consent", "consent"],
    );
  });

  it("reads, makes and removes application grants", async () => {
    const { stub, graph, call, tokens, seen } = lab();
    const grant = {
      id: "assign-1",
      resourceId,
      resourceName: "Office 365 Exchange Online",
      appRoleId: scopeId,
    };
    stub.play(json(200, { value: [assignment] }), json(201, assignment), empty(204));
    assert.deepEqual(await graph.consent.appRoleGrants(client.id, call), [grant]);
    const wanted = { servicePrincipalId: client.id, resourceId, appRoleId: scopeId };
    assert.deepEqual(await graph.consent.grantAppRole(wanted, call), grant);
    await graph.consent.removeAppRoleGrant(client.id, grant.id, call);
    assert.deepEqual(seen(), [
      ["GET", `/servicePrincipals/${client.id}/appRoleAssignments`],
      [
        "POST",
        `/servicePrincipals/${resourceId}/appRoleAssignedTo`,
        { principalId: client.id, resourceId, appRoleId: scopeId },
      ],
      ["DELETE", `/servicePrincipals/${client.id}/appRoleAssignments/assign-1`],
    ]);
    assert.deepEqual(stub.requests.map(faultOf), [undefined, undefined, undefined]);
    assert.deepEqual(
      tokens.asked.map(({ access }) => access),
      ["read", "appRoles", "appRoles"],
    );
  });

  it("keeps Graph's refusal as facts", async () => {
    const { stub, graph, call } = lab();
    stub.play(
      json(403, error("Authorization_RequestDenied", "Insufficient privileges.\r\nReally."), {
        "request-id": "r-1",
      }),
    );
    const grant = { servicePrincipalId: client.id, resourceId, appRoleId: scopeId };
    const { code, facts } = await failureOf(graph.consent.grantAppRole(grant, call));
    assert.deepEqual(
      [code, facts["graphCode"], facts["graphMessage"], facts["requestId"], facts["operation"]],
      [
        "graph.forbidden",
        "Authorization_RequestDenied",
        "Insufficient privileges. Really.",
        "r-1",
        "grant application permission",
      ],
    );
  });

  const faults: readonly (readonly [string, StubAnswer, read: string, write: string])[] = [
    ["a page", html(200), "graph.unexpectedAnswer", "graph.outcomeUnknown"],
    ["10 MiB", huge, "graph.unexpectedAnswer", "graph.outcomeUnknown"],
    ["no answer", drop, "graph.unreachable", "graph.outcomeUnknown"],
    ["no list", json(200, { value: {} }), "graph.unexpectedAnswer", "graph.outcomeUnknown"],
    [
      "an unknown kind of consent",
      json(200, { value: [wireGrant("g", { consentType: "Everybody" })] }),
      "graph.unexpectedAnswer",
      "graph.outcomeUnknown",
    ],
    [
      "an hour to wait",
      json(429, error("x"), { "retry-after": "3600" }),
      "graph.throttled",
      "graph.throttled",
    ],
  ];
  for (const [what, answer, read, write] of faults) {
    it(`${what}: reading ${read}, granting ${write}`, async () => {
      const { stub, graph, call } = lab();
      stub.play(answer);
      assert.equal((await failureOf(graph.consent.delegatedGrants("x", call))).code, read);
      stub.play(answer);
      const grant = {
        clientId: client.id,
        resourceId,
        scopes: ["x"],
        consentFor: "everyone",
        principalId: undefined,
      } as const;
      assert.equal((await failureOf(graph.consent.createDelegatedGrant(grant, call))).code, write);
      assert.equal(stub.requests.length, 1);
    });
  }

  it("stops between pages when cancelled", async () => {
    const { stub, graph, call, controller } = lab();
    const link = "https://graph.microsoft.com/v1.0/oauth2PermissionGrants?$skiptoken=x";
    stub.play(json(200, { value: [], "@odata.nextLink": link }), hang);
    setTimeout(() => controller.abort(), 50);
    const failure = await failureOf(graph.consent.delegatedGrants("x", call));
    assert.equal(failure.code, "cancelled");
  });
});
