import assert from "node:assert/strict";
import { createPrivateKey } from "node:crypto";
import { ConfidentialClientApplication } from "@azure/msal-node";
import { SignJWT } from "jose";
import { ids } from "../../sandbox/seed/stableIds";
import { makeCertificate, type TestCertificate } from "./certificateSupport";
import { claimsOf, login, postToken, register, useSandbox } from "./identityLab";

const exchange = "https://outlook.office365.com/.default";
const bearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
const endpoint = `${login}/${ids.contoso}/oauth2/v2.0/token`;

interface Draft {
  readonly alg?: string;
  readonly aud?: string;
  readonly iss?: string;
  readonly sub?: string;
  /** Seconds from now. */
  readonly exp?: number;
  readonly header?: Readonly<Record<string, string>>;
  readonly signedBy?: TestCertificate;
}

describe("sandbox identity: client certificates", function () {
  this.timeout(20_000);
  const sandbox = useSandbox();
  let certificate: TestCertificate;
  let stranger: TestCertificate;
  let clientId = "";

  before(async () => {
    certificate = await makeCertificate("daemon");
    stranger = await makeCertificate("stranger");
    const { world } = sandbox();
    const resource = register(world, {
      displayName: "certified daemon",
      signInAudience: "AzureADMyOrg",
    });
    clientId = resource.appId;
    const id = "8d4b3a52-6a3f-4a5e-8a62-1f0d8a6c1f11";
    world.servicePrincipals.set(id, { id, tenantId: ids.contoso, appId: clientId });
    resource.keyCredentials.push({
      keyId: "8d4b3a52-6a3f-4a5e-8a62-1f0d8a6c1f12",
      displayName: "CN=daemon",
      type: "AsymmetricX509Cert",
      usage: "Verify",
      customKeyIdentifier: certificate.sha1.toString("base64"),
      startDateTime: "2026-01-01T00:00:00Z",
      endDateTime: "2096-01-01T00:00:00Z",
      key: certificate.der,
    });
  });

  async function assertion(draft: Draft = {}): Promise<string> {
    const { alg = "PS256", signedBy = certificate } = draft;
    const now = Math.floor(Date.now() / 1000);
    const expires = now + (draft.exp ?? 600);
    return new SignJWT({ jti: crypto.randomUUID() })
      .setProtectedHeader({
        alg,
        typ: "JWT",
        ...(draft.header ?? { "x5t#S256": certificate.sha256.toString("base64url") }),
      })
      .setIssuer(draft.iss ?? clientId)
      .setSubject(draft.sub ?? clientId)
      .setAudience(draft.aud ?? endpoint)
      .setNotBefore(expires - 600)
      .setExpirationTime(expires)
      .sign(createPrivateKey(signedBy.privateKey));
  }

  const send = (client_assertion: string, change: Readonly<Record<string, string>> = {}) =>
    postToken(ids.contoso, {
      grant_type: "client_credentials",
      client_id: clientId,
      client_assertion_type: bearer,
      client_assertion,
      scope: exchange,
      ...change,
    });

  it("knows MSAL Node by its certificate", async () => {
    const client = new ConfidentialClientApplication({
      auth: {
        clientId,
        authority: `${login}/${ids.contoso}`,
        clientCertificate: {
          thumbprintSha256: certificate.sha256.toString("hex"),
          privateKey: certificate.privateKey,
          x5c: certificate.pem,
        },
      },
    });
    const result = await client.acquireTokenByClientCredential({ scopes: [exchange] });
    const { appid, idtyp, aud } = claimsOf(result?.accessToken);
    assert.deepEqual([appid, idtyp, aud], [clientId, "app", "https://outlook.office365.com"]);
  });

  const accepted: readonly (readonly [string, () => Draft])[] = [
    ["PS256 with x5t#S256", () => ({})],
    [
      "RS256 with x5t",
      () => ({ alg: "RS256", header: { x5t: certificate.sha1.toString("base64url") } }),
    ],
    ["the directory by its domain", () => ({ aud: endpoint.replace(ids.contoso, "contoso.test") })],
    ["the issuer as audience", () => ({ aud: `${login}/${ids.contoso}/v2.0` })],
  ];
  for (const [what, draft] of accepted) {
    it(`takes ${what}`, async () => {
      const { status, body } = await send(await assertion(draft()));
      assert.equal(status, 200, JSON.stringify(body));
    });
  }

  const refusals: readonly (readonly [string, number, string, () => Draft])[] = [
    [
      "a key nobody registered",
      700027,
      "key was not found",
      () => ({
        signedBy: stranger,
        header: { "x5t#S256": stranger.sha256.toString("base64url") },
      }),
    ],
    ["a signature by another key", 700027, "did not match", () => ({ signedBy: stranger })],
    ["no thumbprint", 700027, "key was not found", () => ({ header: {} })],
    ["another audience", 700023, "audience", () => ({ aud: "https://example.test/token" })],
    [
      "another directory's endpoint",
      700023,
      "audience",
      () => ({
        aud: endpoint.replace(ids.contoso, ids.fabrikam),
      }),
    ],
    ["another issuer", 700021, "identifier", () => ({ iss: ids.managementClient })],
    ["another subject", 700021, "identifier", () => ({ sub: ids.managementClient })],
    ["an expired assertion", 700024, "time range", () => ({ exp: -600 })],
    ["an assertion of the future", 700024, "time range", () => ({ exp: 86_400 })],
  ];
  for (const [what, code, says, draft] of refusals) {
    it(`AADSTS${code}: ${what}`, async () => {
      const { status, body } = await send(await assertion(draft()));
      assert.deepEqual(
        [status, body["error"], body["error_codes"]],
        [401, "invalid_client", [code]],
      );
      assert.match(String(body["error_description"]), new RegExp(says));
    });
  }

  it("AADSTS50027: what is no JWT", async () => {
    for (const text of ["a.b", "a.b.c", `${await assertion()}.more`]) {
      assert.deepEqual((await send(text)).body["error_codes"], [50027]);
    }
  });

  it("asks for the kind of assertion", async () => {
    const jwt = await assertion();
    const without = await send(jwt, { client_assertion_type: "" });
    assert.deepEqual(without.body["error_codes"], [900144]);
    const other = await send(jwt, { client_assertion_type: "urn:example" });
    assert.deepEqual(other.body["error_codes"], [9002313]);
  });

  it("refuses a certificate whose time is over, and says which key that was", async () => {
    const { world } = sandbox();
    const application = [...world.applications.values()].find(
      ({ resource }) => resource.appId === clientId,
    );
    const credential = application?.resource.keyCredentials[0];
    assert.ok(credential);
    credential.endDateTime = "2026-02-01T00:00:00Z";
    const { body } = await send(await assertion());
    assert.match(
      String(body["error_description"]),
      /key used is expired.*Thumbprint.*[0-9A-F]{64}/,
    );
  });

  it("keeps assertions in mind as credentials", () => {
    assert.ok(sandbox().issued.of("client_assertion").length > 0);
  });
});
