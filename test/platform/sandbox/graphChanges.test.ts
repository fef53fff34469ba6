import assert from "node:assert/strict";
import { makeCertificate } from "./certificateSupport";
import { registration } from "./graphRefusal";
import { good, type Stage, stage } from "./graphSupport";

const dayMs = 86_400_000;
const now = Date.parse("2026-11-21T12:00:00Z");

/** A stage where changes show at once, and the path of one of its registrations. */
function staged(name: string): { readonly on: Stage; readonly path: string } {
  const on = stage();
  on.world.settings.replicationDelayMs = 0;
  return { on, path: `/applications/${registration(on, name).resource.id}` };
}

describe("the sandbox's Graph, changing a registration", () => {
  /** What is sent, and what a property (by its path) says afterwards. */
  const changes: readonly (readonly [string, object, string, unknown])[] = [
    [
      "a name with quotes, a line's end and an override in it",
      { displayName: 'a "b"\n\u202e' },
      "displayName",
      'a "b"\n\u202e',
    ],
    ["notes", { notes: "x".repeat(1024) }, "notes", "x".repeat(1024)],
    ["notes, emptied", { notes: null }, "notes", null],
    ["tags", { tags: ["a", "b:c"] }, "tags", ["a", "b:c"]],
    ["the public switch", { isFallbackPublicClient: true }, "isFallbackPublicClient", true],
    [
      "the audience",
      { signInAudience: "AzureADMultipleOrgs" },
      "signInAudience",
      "AzureADMultipleOrgs",
    ],
    [
      "the audience with personal accounts and the token version in one change",
      {
        signInAudience: "AzureADandPersonalMicrosoftAccount",
        api: { requestedAccessTokenVersion: 2 },
      },
      "api.requestedAccessTokenVersion",
      2,
    ],
    [
      "one box of implicit grant",
      { web: { implicitGrantSettings: { enableIdTokenIssuance: true } } },
      "web.implicitGrantSettings.enableIdTokenIssuance",
      true,
    ],
  ];
  for (const [what, body, path, expected] of changes) {
    it(`takes ${what}, and leaves the rest`, async () => {
      const { on, path: object } = staged("jira-inbound");
      const before = await good(on, `GET ${object}`);
      assert.equal((await on.ask(`PATCH ${object}`, { body })).status, 204);
      const after = await good(on, `GET ${object}`);
      const found = path
        .split(".")
        .reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], after);
      assert.deepEqual(found, expected);
      assert.deepEqual(after.web.redirectUris, before.web.redirectUris);
      assert.deepEqual(after.passwordCredentials, before.passwordCredentials);
    });
  }

  it("moves a redirect URI in one change", async () => {
    const { on, path } = staged("archive-export");
    const uri = "https://archive.contoso.test/oauth/callback";
    const body = { web: { redirectUris: [] }, publicClient: { redirectUris: [uri] } };
    await good(on, `PATCH ${path}`, { body });
    const { resource } = registration(on, "archive-export");
    assert.deepEqual([resource.web.redirectUris, resource.publicClient.redirectUris], [[], [uri]]);
  });

  it("changes nothing when one part is refused", async () => {
    const { on, path } = staged("jira-inbound");
    const body = { notes: "new", web: { redirectUris: ["http://a.test"] } };
    assert.equal((await on.ask(`PATCH ${path}`, { body })).status, 400);
    assert.equal((await good(on, `GET ${path}`)).notes, null);
  });

  it("takes dates and thumbprint of a certificate from itself", async () => {
    const { on, path } = staged("jira-inbound");
    const certificate = await makeCertificate("jira", now - dayMs, 100);
    const body = {
      keyCredentials: [
        { type: "AsymmetricX509Cert", usage: "Verify", key: certificate.der, displayName: "CN=j" },
      ],
    };
    await good(on, `PATCH ${path}`, { body });
    const [credential] = (await good(on, `GET ${path}`)).keyCredentials;
    assert.deepEqual(
      {
        start: credential?.startDateTime,
        end: credential?.endDateTime,
        thumbprint: Buffer.from(credential?.customKeyIdentifier ?? "", "base64"),
        key: credential?.key,
        name: credential?.displayName,
      },
      {
        start: "2026-11-20T12:00:00Z",
        end: "2027-02-28T12:00:00Z",
        thumbprint: certificate.sha1,
        key: null,
        name: "CN=j",
      },
    );
  });

  it("shows the keys only where they are selected of one object", async () => {
    const { on, path } = staged("invoice-service");
    const key = async (line: string): Promise<unknown> => {
      const seen = await good(on, line);
      return (seen.value?.[0] ?? seen).keyCredentials[0]?.key;
    };
    const filter = "$filter=displayName eq 'invoice-service'";
    assert.deepEqual(
      [await key(`GET ${path}`), await key(`GET /applications?${filter}&$select=keyCredentials`)],
      [null, null],
    );
    assert.match(String(await key(`GET ${path}?$select=keyCredentials`)), /^MII/);
  });

  it("keeps certificates that are sent back, with or without their key, and drops the others", async () => {
    const { on, path } = staged("invoice-service");
    const [old] = (await good(on, `GET ${path}`)).keyCredentials;
    const { der: key } = await makeCertificate("second", now);
    const fresh = { type: "AsymmetricX509Cert", usage: "Verify", key };
    await good(on, `PATCH ${path}`, { body: { keyCredentials: [old, fresh] } });
    const both = (await good(on, `GET ${path}?$select=keyCredentials`)).keyCredentials;
    assert.deepEqual([both.length, both[0]?.keyId, both[1]?.key], [2, old?.keyId, key]);
    assert.match(both[0]?.key ?? "", /^MII/);
    await good(on, `PATCH ${path}`, { body: { keyCredentials: both } });
    await good(on, `PATCH ${path}`, { body: { keyCredentials: both.slice(1) } });
    const left = (await good(on, `GET ${path}`)).keyCredentials;
    assert.deepEqual(
      left.map(({ keyId }) => keyId),
      [both[1]?.keyId],
    );
  });

  it("takes a certificate with the creation", async () => {
    const { on } = staged("aerc-ada");
    const { der: key } = await makeCertificate("daemon", now);
    const created = await good(on, "POST /applications", {
      body: {
        displayName: "daemon",
        signInAudience: "AzureADMyOrg",
        keyCredentials: [{ type: "AsymmetricX509Cert", usage: "Verify", key }],
      },
    });
    assert.equal(created.keyCredentials.length, 1);
    assert.equal(created.keyCredentials[0]?.key, null);
  });

  it("lets the policy's limits through when they are kept", async () => {
    const { on, path } = staged("jira-inbound");
    Object.assign(on.world.settings, { maxSecretDays: 90, forbiddenAudiences: "AzureADMyOrg" });
    const passwordCredential = { endDateTime: "2027-02-01T00:00:00Z" };
    await good(on, `POST ${path}/addPassword`, { body: { passwordCredential } });
    // An audience that stands already is not judged again.
    await good(on, `PATCH ${path}`, { body: { signInAudience: "AzureADMyOrg", notes: "x" } });
  });
});
