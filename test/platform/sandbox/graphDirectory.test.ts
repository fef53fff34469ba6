import assert from "node:assert/strict";
import { exchangeOnline, graph } from "../../sandbox/resources";
import { guests, userId } from "../../sandbox/seed/people";
import { principalOf, registration } from "./graphRefusal";
import { good, namesOf, type Seen, type Stage, stage } from "./graphSupport";

const eventual = { headers: { consistencylevel: "eventual" } };
const popAsApp = "cb842b43-da6e-4506-86fe-bb12199c656d";
const readMail = "810c84a8-4a9e-49e6-bf7d-12d183f40d01";
const as = "granter";

function pathOf(on: Stage, name: string): string {
  return `/applications/${registration(on, name).resource.id}`;
}

function clientOf(on: Stage, name: string): string {
  return principalOf(on, registration(on, name).resource.appId);
}

/** An assignment of POP.AccessAsApp to invoice-service, sent to one side of it. */
const assign = (on: Stage, side: string, change: object = {}) => ({
  line: `POST /servicePrincipals/${side}`,
  body: {
    principalId: clientOf(on, "invoice-service"),
    resourceId: principalOf(on, exchangeOnline.appId),
    appRoleId: popAsApp,
    ...change,
  },
});

const roles = (list: Seen) => list.value.map((one) => one.appRoleId);

describe("the sandbox's Graph, owners and people", () => {
  it("adds, shows and removes owners, the last one included", async () => {
    const on = stage();
    const path = pathOf(on, "jira-inbound");
    const grace = userId("grace@contoso.test");
    const url = `https://graph.microsoft.com/v1.0/directoryObjects/${grace}`;
    const add = await on.ask(`POST ${path}/owners/$ref`, { as, body: { "@odata.id": url } });
    assert.equal(add.status, 204);
    const select = "$select=id,displayName,userPrincipalName";
    const owners = await good(on, `GET ${path}/owners?${select}`);
    assert.deepEqual(
      owners.value.map((one) => [one["@odata.type"], one.userPrincipalName]),
      [
        ["#microsoft.graph.user", "ada@contoso.test"],
        ["#microsoft.graph.user", "grace@contoso.test"],
      ],
    );
    // Whoever owns a registration may change it, also without a role.
    await good(on, `PATCH ${path}`, { as: "grace", body: { notes: "mine" } });
    for (const { id } of owners.value) {
      const removed = await on.ask(`DELETE ${path}/owners/${id}/$ref`, { as });
      assert.equal(removed.status, 204);
    }
    assert.deepEqual((await good(on, `GET ${path}/owners`)).value, []);
  });

  it("makes who creates a registration its owner, and takes applications as owners", async () => {
    const on = stage();
    on.world.settings.replicationDelayMs = 0;
    const { id } = await good(on, "POST /applications", {
      as: "member",
      body: { displayName: "mine" },
    });
    const client = clientOf(on, "invoice-service");
    const url = `https://graph.microsoft.com/v1.0/servicePrincipals/${client}`;
    await good(on, `POST /applications/${id}/owners/$ref`, {
      as: "member",
      body: { "@odata.id": url },
    });
    const owners = await good(on, `GET /applications/${id}/owners?$select=userPrincipalName`);
    assert.deepEqual(
      owners.value.map((one) => one.userPrincipalName),
      ["grace@contoso.test", undefined],
    );
  });

  it("works with the user's own rights where the token stands for the user", async () => {
    const on = stage();
    const grace = userId("grace@contoso.test");
    const url = `https://graph.microsoft.com/v1.0/directoryObjects/${grace}`;
    const line = `POST ${pathOf(on, "jira-inbound")}/owners/$ref`;
    await good(on, line, { as: "asUser", body: { "@odata.id": url } });
    assert.equal((await on.ask("GET /me/mailFolders/inbox", { as: "asUser" })).status, 403);
  });

  it("lists what one owns in pages", async () => {
    const on = stage(150);
    for (const application of on.world.applications.values()) {
      application.ownerIds.add(userId("grace@contoso.test"));
    }
    const first = await good(on, "GET /me/ownedObjects/microsoft.graph.application", {
      as: "grace",
    });
    const rest = await good(on, `GET ${first["@odata.nextLink"]}`, { as: "grace" });
    assert.deepEqual([first.value.length, rest.value.length], [100, 56]);
  });

  const searches: readonly (readonly [string, readonly string[]])[] = [
    ['$search="displayName:ad"', ["Ada Lovelace"]],
    ['$search="displayName:gra" OR "userPrincipalName:eve"', ["Grace Hopper", "Eve Moneypenny"]],
    ['$search="displayName:gra" AND "userPrincipalName:eve"', []],
    [String.raw`$search="displayName:a\" OR 1"`, []],
    [
      "$filter=startswith(displayName,'k') or startswith(mail,'eve')",
      ["Eve Moneypenny", "Katherine Johnson"],
    ],
    ["$filter=userPrincipalName eq 'o''neill@contoso.test'", []],
    ["$top=1&$orderby=displayName", ["Ada Lovelace"]],
  ];
  for (const [query, expected] of searches) {
    it(`finds people by ${query}`, async () => {
      const found = await good(stage(), `GET /users?${query}`, { as, ...eventual });
      assert.deepEqual(namesOf(found), expected);
    });
  }

  it("shows a guest in the other directory as a person of their own", async () => {
    const on = stage();
    const people = await good(on, "GET /users", { as: "guest" });
    assert.deepEqual(
      people.value.map((one) => one.userPrincipalName),
      ["alan@fabrikam.test", "katherine_contoso.test#EXT#@fabrikam.test"],
    );
    const me = await good(on, "GET /me", { as: "guest" });
    assert.equal(me.id, guests[0]?.id);
    assert.deepEqual(namesOf(await good(on, "GET /organization", { as: "guest" })), ["Fabrikam"]);
  });
});

describe("the sandbox's Graph, consent and the bin", () => {
  it("grants an application permission from either side, and takes it back", async () => {
    const on = stage();
    const client = clientOf(on, "invoice-service");
    const api = principalOf(on, exchangeOnline.appId);
    const { line, body } = assign(on, `${api}/appRoleAssignedTo`);
    const reply = await on.ask(line, { as, body });
    assert.deepEqual(
      [reply.status, reply.body.resourceDisplayName, reply.body.principalId],
      [201, "Office 365 Exchange Online", client],
    );
    const ofClient = `/servicePrincipals/${client}/appRoleAssignments`;
    assert.ok(roles(await good(on, `GET ${ofClient}`, { as })).includes(popAsApp));
    const ofApi = `/servicePrincipals(appId='${exchangeOnline.appId}')/appRoleAssignedTo`;
    assert.ok(roles(await good(on, `GET ${ofApi}`, { as })).includes(popAsApp));
    await good(on, `DELETE ${ofClient}/${reply.body.id}`, { as });
    assert.ok(!roles(await good(on, `GET ${ofClient}`, { as })).includes(popAsApp));
  });

  it("lets a Global Administrator grant application permissions of Graph", async () => {
    const on = stage();
    const side = `${clientOf(on, "invoice-service")}/appRoleAssignments`;
    const { line, body } = assign(on, side, {
      resourceId: principalOf(on, graph.appId),
      appRoleId: readMail,
    });
    assert.equal((await on.ask(line, { as: "katherine", body })).status, 201);
  });

  it("lists the grants of one client, in either way", async () => {
    const on = stage();
    const client = clientOf(on, "Entra Mail management");
    const { appId } = registration(on, "Entra Mail management").resource;
    const lists = await Promise.all([
      good(on, `GET /oauth2PermissionGrants?$filter=clientId eq '${client}'`),
      good(on, `GET /servicePrincipals/${client}/oauth2PermissionGrants`),
      good(on, `GET /servicePrincipals(appId='${appId}')/oauth2PermissionGrants`),
    ]);
    for (const list of lists) assert.deepEqual(list.value, lists[0]?.value);
    assert.match(lists[0]?.value[0]?.scope ?? "", /Application\.ReadWrite\.All/);
  });

  it("knows a new service principal only after a while", async () => {
    const on = stage();
    on.world.settings.servicePrincipalDelayMs = 5_000;
    const { appId } = registration(on, "jira-inbound").resource;
    const path = `/servicePrincipals(appId='${appId}')`;
    assert.equal((await on.ask(`DELETE ${path}`)).status, 204);
    await good(on, "POST /servicePrincipals", { body: { appId } });
    const find = `GET /servicePrincipals?$filter=appId eq '${appId}'`;
    assert.equal((await on.ask(`GET ${path}`)).status, 404);
    assert.equal((await good(on, find)).value.length, 0);
    assert.equal((await on.ask("POST /servicePrincipals", { body: { appId } })).status, 409);
    on.wait(5_000);
    assert.equal((await on.ask(`GET ${path}`)).status, 200);
    assert.equal((await good(on, find)).value.length, 1);
  });

  it("takes grants and assignments into the bin and out of it", async () => {
    const on = stage();
    const { id, appId } = registration(on, "invoice-service").resource;
    const client = clientOf(on, "invoice-service");
    const held = () =>
      [...on.world.appRoleAssignments.values()].filter((one) => one.principalId === client).length;
    assert.equal(held(), 1);
    await good(on, `DELETE /applications/${id}`);
    assert.equal(held(), 0);
    assert.equal((await on.ask(`GET /servicePrincipals(appId='${appId}')`)).status, 404);
    await good(on, `POST /directory/deletedItems/${id}/restore`);
    assert.equal(held(), 1);
    assert.equal((await on.ask(`GET /applications/${id}`)).status, 200);
  });

  it("counts, sorts and searches what was deleted", async () => {
    const on = stage();
    for (const name of ["aerc-ada", "jira-inbound", "mutt-grace"]) {
      on.wait(60_000);
      await good(on, `DELETE ${pathOf(on, name)}`);
    }
    const list = (query: string) =>
      good(on, `GET /directory/deletedItems/microsoft.graph.application?${query}`, eventual);
    const latest = await list("$count=true&$orderby=deletedDateTime desc&$top=2");
    assert.deepEqual(
      [latest["@odata.count"], namesOf(latest), latest.value[0]?.deletedDateTime],
      [3, ["mutt-grace", "jira-inbound"], "2026-11-21T12:03:00Z"],
    );
    assert.deepEqual(namesOf(await list('$search="displayName:jira"')), ["jira-inbound"]);
  });
});
