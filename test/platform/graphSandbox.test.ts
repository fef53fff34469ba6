import assert from "node:assert/strict";
import { clouds } from "../../src/core/cloud";
import type { GraphCall } from "../../src/core/ports";
import type { CreatedApplication, Registration } from "../../src/core/registration/registration";
import { connectGraph, type Graph } from "../../src/platform/node/graph";
import { type Stage, stage } from "./sandbox/graphSupport";
import { FakeClock, failureOf, FakeGraphTokens, MemoryLog } from "./support/fakes";

const graphAppId = "00000003-0000-0000-c000-000000000000";
const imap = "652390e4-393a-48de-9484-05f9b1212954";
const call: GraphCall = { interaction: "silent", signal: new AbortController().signal };

/** Long enough for every replica of the sandbox to know a change. */
const replicated = 10 * 60_000;

const draft = {
  displayName: "wire-test",
  signInAudience: "AzureADMyOrg",
  isFallbackPublicClient: true,
  publicClient: { redirectUris: ["http://localhost"] },
  api: { requestedAccessTokenVersion: 2 },
  requiredResourceAccess: [
    { resourceAppId: graphAppId, resourceAccess: [{ id: imap, type: "Scope" }] },
  ],
  tags: ["entra-mail:wire"],
} as const;

/** The adapters in front of the sandbox's Graph, in one process. */
function enter(on: Stage, person: string): Graph {
  return connectGraph({
    tokens: new FakeGraphTokens(person),
    settings: { cloud: clouds.global },
    log: new MemoryLog(),
    clock: new FakeClock(),
    fetch: async (input, init) => {
      const headers = Object.fromEntries(new Headers(init?.headers));
      const body = typeof init?.body === "string" ? init.body : undefined;
      const url = input instanceof Request ? input.url : String(input);
      const answer = await on.send(init?.method ?? "GET", url, {
        as: person,
        headers,
        ...(body === undefined ? {} : { body }),
      });
      const content = answer.status === 204 ? null : String(answer.body ?? "");
      return new Response(content, {
        status: answer.status,
        ...(answer.headers === undefined ? {} : { headers: answer.headers }),
      });
    },
  });
}

describe("the Graph adapters in the sandbox", () => {
  let on: Stage;
  let graph: Graph;

  beforeEach(() => {
    on = stage(250);
    graph = enter(on, "granter");
  });

  async function created(): Promise<Registration> {
    const { registration }: CreatedApplication = await graph.applications.create(draft, call);
    on.wait(replicated);
    return registration;
  }

  for (const view of ["all", "owned", "deleted"] as const) {
    it(`lists ${view}, page after page, none twice`, async () => {
      const { objectId } = await created();
      if (view === "deleted") await graph.applications.delete(objectId, call);
      on.wait(replicated);
      const names: string[] = [];
      let next: string | undefined;
      do {
        const page = await graph.applications.listPage({ view }, next, call);
        names.push(...page.items.map(({ displayName }) => displayName));
        for (const { deletedDateTime } of page.items) {
          assert.equal(deletedDateTime !== undefined, view === "deleted");
        }
        ({ next } = page);
      } while (next !== undefined);
      assert.ok(names.includes("wire-test"));
      assert.equal(new Set(names).size, names.length);
      assert.ok(view !== "all" || names.length > 250);
    });

    it(`searches ${view} by words, hostile words and client id`, async () => {
      const { objectId, appId } = await created();
      if (view === "deleted") await graph.applications.delete(objectId, call);
      on.wait(replicated);
      const find = async (search: string): Promise<readonly string[]> => {
        const { items } = await graph.applications.listPage({ view, search }, undefined, call);
        return items.map((item) => item.objectId);
      };
      assert.deepEqual(await find("wire"), [objectId]);
      assert.deepEqual(await find(appId), [objectId]);
      for (const hostile of [
        'a" OR "displayName:wire',
        "x') or ('1' eq '1",
        "no\\such",
        "%22&$top=1",
      ]) {
        assert.deepEqual(await find(hostile), [], hostile);
      }
    });
  }

  it("reads, changes and finds a registration", async () => {
    const { objectId } = await created();
    const { applications } = graph;
    await applications.update(
      objectId,
      {
        signInAudience: "AzureADandPersonalMicrosoftAccount",
        notes: "Ticket 7",
        web: { implicitGrantSettings: { enableIdTokenIssuance: true } },
      },
      call,
    );
    on.wait(replicated);
    const changed = await applications.get(objectId, call);
    assert.deepEqual(
      [changed.signInAudience, changed.notes, changed.implicitGrant],
      ["AzureADandPersonalMicrosoftAccount", "Ticket 7", { accessTokens: false, idTokens: true }],
    );
    assert.equal((await applications.findByName("WIRE-test", call))[0]?.objectId, objectId);
    assert.deepEqual(await applications.findByName("wire' or '1' eq '1", call), []);
    assert.equal((await applications.findByTag("entra-mail:wire", call)).length, 1);
    const manifest = await applications.manifest(objectId, call);
    assert.equal(manifest["notes"], "Ticket 7");
    assert.doesNotMatch(JSON.stringify(manifest), /@odata|secretText/);
  });

  it("sends a list of certificates back as it came", async () => {
    const { items } = await graph.applications.listPage(
      { view: "all", search: "invoice" },
      undefined,
      call,
    );
    const holder = items.find(({ certificates }) => certificates.length > 0);
    assert.ok(holder);
    assert.match(holder.certificates[0]?.thumbprint ?? "", /^[0-9A-F]{40}$/);
    const before = await graph.applications.keyCredentials(holder.objectId, call);
    assert.equal(typeof before[0]?.["key"], "string");
    await graph.applications.setKeyCredentials(holder.objectId, before, call);
    on.wait(replicated);
    assert.deepEqual(await graph.applications.keyCredentials(holder.objectId, call), before);
  });

  it("deletes, restores and removes", async () => {
    const { objectId } = await created();
    const { applications } = graph;
    assert.equal(await applications.getDeleted(objectId, call), undefined);
    await applications.delete(objectId, call);
    on.wait(replicated);
    assert.equal((await applications.getDeleted(objectId, call))?.displayName, "wire-test");
    await applications.restore(objectId, call);
    on.wait(replicated);
    assert.equal((await applications.get(objectId, call)).displayName, "wire-test");
    await applications.delete(objectId, call);
    on.wait(replicated);
    await applications.deletePermanently(objectId, call);
    on.wait(replicated);
    assert.equal(await applications.getDeleted(objectId, call), undefined);
  });

  it("grants, changes and takes back consent", async () => {
    const { appId } = await created();
    const { consent } = graph;
    assert.equal(await consent.servicePrincipal(appId, call), undefined);
    const client = await consent.createServicePrincipal(appId, call);
    on.wait(replicated);
    assert.equal((await consent.createServicePrincipal(appId, call)).id, client.id);
    const api = await consent.resourceApi(graphAppId, call);
    assert.ok(api);
    assert.equal(api.permissions.find(({ id }) => id === imap)?.value, "IMAP.AccessAsUser.All");
    const grant = await consent.createDelegatedGrant(
      {
        clientId: client.id,
        resourceId: api.id,
        consentFor: "everyone",
        principalId: undefined,
        scopes: ["IMAP.AccessAsUser.All"],
      },
      call,
    );
    await consent.updateDelegatedGrant(grant.id, ["IMAP.AccessAsUser.All", "openid"], call);
    on.wait(replicated);
    const [found] = await consent.delegatedGrants(client.id, call);
    assert.deepEqual(found, { ...grant, scopes: ["IMAP.AccessAsUser.All", "openid"] });
    await consent.deleteDelegatedGrant(grant.id, call);
    on.wait(replicated);
    assert.deepEqual(await consent.delegatedGrants(client.id, call), []);
    assert.equal(
      await consent.resourceApi("99999999-0000-0000-0000-000000000000", call),
      undefined,
    );
  });

  it("grants and takes back an application permission", async () => {
    const { appId } = await created();
    const { consent } = graph;
    const client = await consent.createServicePrincipal(appId, call);
    on.wait(replicated);
    const exchange = await consent.resourceApi("00000002-0000-0ff1-ce00-000000000000", call);
    const role = exchange?.permissions.find(({ value }) => value === "IMAP.AccessAsApp");
    assert.ok(exchange && role);
    const wanted = { servicePrincipalId: client.id, resourceId: exchange.id, appRoleId: role.id };
    const grant = await consent.grantAppRole(wanted, call);
    on.wait(replicated);
    assert.deepEqual(await consent.appRoleGrants(client.id, call), [grant]);
    await consent.removeAppRoleGrant(client.id, grant.id, call);
    on.wait(replicated);
    assert.deepEqual(await consent.appRoleGrants(client.id, call), []);
  });

  it("knows people, owners and the directory", async () => {
    const { objectId } = await created();
    const { people } = graph;
    const me = await people.me(call);
    assert.equal(me.userPrincipalName, "ada@contoso.test");
    assert.ok((await people.organization(call))?.tenantId);
    const [grace] = await people.searchPeople("grace", call);
    assert.equal(grace?.userPrincipalName, "grace@contoso.test");
    assert.deepEqual(await people.searchPeople('x" OR "displayName:grace', call), []);
    await people.addOwner(objectId, grace.id, call);
    await people.addOwner(objectId, grace.id, call);
    on.wait(replicated);
    const owners = await people.owners(objectId, call);
    assert.deepEqual(owners.map(({ id }) => id).sort(), [grace.id, me.id].sort());
    await people.removeOwner(objectId, grace.id, call);
    on.wait(replicated);
    assert.deepEqual(await people.owners(objectId, call), [me]);
  });

  it("tells what a person without rights may not do", async () => {
    const { objectId } = await created();
    const member = enter(on, "reader");
    const failure = await failureOf(member.applications.update(objectId, { notes: "x" }, call));
    assert.deepEqual(
      [failure.code, failure.facts["graphCode"]],
      ["graph.forbidden", "Authorization_RequestDenied"],
    );
  });
});
