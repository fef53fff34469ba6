import assert from "node:assert/strict";
import { isCancelled } from "../../src/base/errors";
import { clouds } from "../../src/core/cloud";
import { ManagementTokens } from "../../src/platform/node/managementTokens";
import { systemClock } from "../../src/platform/node/systemClock";
import { failureOf } from "./support/fakes";
import { drop, hang, html, json, startStubServer, type StubServer } from "./support/stubServer";

const never = new AbortController().signal;
const contoso = "11111111-1111-4111-8111-111111111111";
const fabrikam = "22222222-2222-4222-8222-222222222222";
const host = "management.azure.com";
const token = "azure-token-canary";

describe("looking directories up", () => {
  let server: StubServer;
  let wire: ManagementTokens;
  const list = (signal = never) => wire.azureDirectories(host, token, signal);
  const find = (name: string): Promise<string> => wire.tenantId(clouds.global, name, never);

  before(async () => {
    server = await startStubServer();
    wire = new ManagementTokens({ clock: systemClock, fetch: server.fetch });
  });
  after(() => server.close());

  describe("at Azure", () => {
    it("takes all pages, and each directory once", async () => {
      server.play(
        json(200, {
          value: [
            { tenantId: contoso, displayName: "Contoso", defaultDomain: "contoso.com" },
            { tenantId: "no id", displayName: "x" },
            "nothing",
          ],
          nextLink: `https://${host}/tenants?api-version=2022-12-01&$skiptoken=2`,
        }),
        json(200, {
          value: [{ tenantId: contoso, displayName: "Contoso" }, { tenantId: fabrikam }],
        }),
      );
      assert.deepEqual(await list(), [
        { tenantId: contoso, displayName: "Contoso", defaultDomain: undefined },
        { tenantId: fabrikam, displayName: undefined, defaultDomain: undefined },
      ]);
      assert.deepEqual(
        server.requests.map(({ method, url, headers }) => [method, url, headers.authorization]),
        [
          ["GET", "/tenants?api-version=2022-12-01", `Bearer ${token}`],
          ["GET", "/tenants?api-version=2022-12-01&$skiptoken=2", `Bearer ${token}`],
        ],
      );
    });

    it("sends the token to no other host", async () => {
      server.play(json(200, { value: [], nextLink: "https://evil.test/tenants" }));
      assert.equal((await failureOf(list())).code, "oauth.unexpectedAnswer");
      assert.equal(server.requests.length, 1);
    });

    it("ends, however many pages there are said to be", async () => {
      server.play(json(200, { value: [], nextLink: `https://${host}/tenants?again` }));
      assert.deepEqual(await list(), []);
      assert.equal(server.requests.length, 20);
    });

    const refusals = [
      ["a page of a proxy", html(200), "oauth.unexpectedAnswer"],
      ["a redirection", html(302, { location: "https://evil.test/" }), "oauth.unexpectedAnswer"],
      ["no list", json(200, { value: "x" }), "oauth.unexpectedAnswer"],
      ["a list of its own", json(200, null), "oauth.unexpectedAnswer"],
      ["a refusal", json(401, { error: { code: "InvalidAuthenticationToken" } }), "oauth.refused"],
      ["a fault", json(500, {}), "oauth.unexpectedAnswer"],
      ["nothing", drop, "oauth.unreachable"],
    ] as const;
    for (const [name, answer, code] of refusals) {
      it(`is answered with ${name}: ${code}`, async () => {
        server.play(answer);
        const failure = await failureOf(list());
        assert.equal(failure.code, code);
        assert.ok(!JSON.stringify(failure).includes(token));
      });
    }

    it("can be cancelled", async () => {
      server.play(hang);
      const controller = new AbortController();
      const work = list(controller.signal);
      setTimeout(() => controller.abort(), 30);
      await assert.rejects(work, isCancelled);
    });
  });

  describe("by domain or id", () => {
    it("reads the id from the metadata of the sign-in", async () => {
      server.play(
        json(200, { issuer: `https://login.microsoftonline.com/${contoso.toUpperCase()}/v2.0` }),
      );
      assert.equal(await find("contoso.com"), contoso);
      assert.equal(server.requests[0]?.url, "/contoso.com/v2.0/.well-known/openid-configuration");
    });

    it("says plainly that there is no such directory", async () => {
      server.play(
        json(400, {
          error: "invalid_tenant",
          error_description: "AADSTS90002: Tenant 'nobody.test' not found.",
          error_codes: [90002],
        }),
      );
      const { code, facts } = await failureOf(find("nobody.test"));
      assert.equal(code, "oauth.refused");
      assert.equal(facts["aadsts"], "90002");
    });

    it("takes no shared authority for a directory", async () => {
      server.play(json(200, { issuer: "https://login.microsoftonline.com/{tenantid}/v2.0" }));
      assert.equal((await failureOf(find("common"))).code, "oauth.unexpectedAnswer");
    });

    for (const name of ["", "a/b", "../x", "a b", "a?b", "\u202Econtoso.com", "a\nb"]) {
      it(`asks nobody for ${JSON.stringify(name)}`, async () => {
        server.play(json(200, {}));
        assert.equal((await failureOf(find(name))).code, "input.invalid");
        assert.equal(server.requests.length, 0);
      });
    }

    it("is answered by something else than a sign-in", async () => {
      server.play(html(200));
      assert.equal((await failureOf(find("contoso.com"))).code, "oauth.unexpectedAnswer");
      server.play(drop);
      assert.equal((await failureOf(find("contoso.com"))).code, "oauth.unreachable");
    });
  });
});
