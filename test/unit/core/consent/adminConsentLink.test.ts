import assert from "node:assert/strict";
import { type Cloud, clouds, customCloud } from "../../../../src/core/cloud";
import {
  adminConsentLinks,
  adminConsentTenant,
  consentRedirectUris,
} from "../../../../src/core/consent/adminConsentLink";
import { readAdminConsentAnswer } from "../../../../src/core/consent/adminConsentAnswer";
import { permissionReason } from "../../../../src/core/consent/permissionReasons";
import {
  exchangeOnlineAppId,
  graphAppId,
  graphDelegatedPermissions,
} from "../../../../src/core/registration/permissions";
import type { Registration } from "../../../../src/core/registration/registration";
import { permissionIds } from "../../../support/consentBuilders";
import { aRegistration } from "../../../support/builders";

const tenantId = "11111111-1111-4111-8111-111111111111";
const scope = (id: string) => ({ id, type: "Scope" }) as const;
const role = (id: string) => ({ id, type: "Role" }) as const;

function linksOf(
  registration: Partial<Registration>,
  request: { tenantId?: string | undefined; cloud?: Cloud; redirectUri?: string } = {},
) {
  return adminConsentLinks(aRegistration({ signInAudience: "AzureADMyOrg", ...registration }), {
    cloud: clouds.global,
    tenantId,
    redirectUri: "http://localhost",
    state: "state-1",
    ...request,
  });
}

const asking = (
  resourceAppId: string,
  ...resourceAccess: { id: string; type: "Scope" | "Role" }[]
) => ({
  requiredResourceAccess: [{ resourceAppId, resourceAccess }],
});

describe("the admin consent link", () => {
  it("names tenant, client, scopes, redirect URI and state, each escaped", () => {
    const redirectUri = "https://jira.contoso.test/cb?a=1&b=é 2";
    const [link] = linksOf(asking(graphAppId, scope(permissionIds.graphUserRead)), { redirectUri });
    const url = new URL(link?.url ?? "");
    assert.equal(
      url.origin + url.pathname,
      `https://login.microsoftonline.com/${tenantId}/v2.0/adminconsent`,
    );
    assert.deepEqual(
      [...url.searchParams],
      [
        ["client_id", "6731de76-14a6-49ae-97bc-6eba6914391e"],
        ["scope", "https://graph.microsoft.com/User.Read"],
        ["redirect_uri", redirectUri],
        ["state", "state-1"],
      ],
    );
  });

  const scopes: readonly [
    what: string,
    registration: Partial<Registration>,
    expected: readonly string[],
    cloud?: Cloud,
  ][] = [
    [
      "OpenID scopes stand alone",
      asking(graphAppId, scope(permissionIds.graphUserRead), scope(permissionIds.graphOffline)),
      ["https://graph.microsoft.com/User.Read offline_access"],
    ],
    [
      "mail scopes get a link of Outlook's, too",
      asking(graphAppId, scope(permissionIds.graphImap)),
      [
        "https://graph.microsoft.com/IMAP.AccessAsUser.All",
        "https://outlook.office.com/IMAP.AccessAsUser.All",
      ],
    ],
    [
      "application permissions of Graph need everything that is declared",
      asking(graphAppId, scope(permissionIds.graphUserRead), role(permissionIds.graphMailReadApp)),
      ["https://graph.microsoft.com/.default"],
    ],
    [
      "so does an id without a known name",
      asking(graphAppId, scope("11111111-2222-4333-8444-555555555555")),
      ["https://graph.microsoft.com/.default"],
    ],
    [
      "delegated ones of Exchange Online",
      asking(exchangeOnlineAppId, scope(permissionIds.exchangeImap)),
      ["https://outlook.office.com/IMAP.AccessAsUser.All"],
    ],
    [
      "application permissions of Exchange Online: one name for IMAP and POP, one for SMTP",
      asking(
        exchangeOnlineAppId,
        role(permissionIds.exchangeImapApp),
        role(permissionIds.exchangeSmtpApp),
      ),
      ["https://ps.outlook.com/.default", "https://outlook.office365.com/.default"],
    ],
    [
      "the same in a cloud whose guide names none",
      asking(exchangeOnlineAppId, role(permissionIds.exchangeImapApp)),
      ["https://outlook.office365.us/.default"],
      clouds.usGov,
    ],
    [
      "another API by its client id",
      asking("00000003-0000-0ff1-ce00-000000000000", scope("x")),
      ["00000003-0000-0ff1-ce00-000000000000/.default"],
    ],
    ["an API without permissions", asking(graphAppId), []],
  ];
  for (const [what, registration, expected, cloud = clouds.global] of scopes) {
    it(`asks for the right scopes: ${what}`, () => {
      const links = linksOf(registration, { cloud });
      assert.deepEqual(
        links.map(({ url }) => new URL(url).searchParams.get("scope")),
        expected,
      );
    });
  }

  it("goes to the hosts of a made-up cloud", () => {
    const cloud = customCloud({
      loginHost: "login.example.test",
      graphHost: "graph.example.test",
      imapHost: "mail.example.test",
      mailScopePrefix: "https://mail.example.test/",
    });
    const [link] = linksOf(asking(exchangeOnlineAppId, role(permissionIds.exchangeImapApp)), {
      cloud,
    });
    const url = new URL(link?.url ?? "");
    assert.equal(url.host, "login.example.test");
    assert.equal(url.searchParams.get("scope"), "https://mail.example.test/.default");
  });

  const invalid = { code: "input.invalid" };

  it("is for the directory, or for organizations, never for common", () => {
    const tenants = (["AzureADMultipleOrgs", "AzureADandPersonalMicrosoftAccount"] as const).map(
      (signInAudience) => adminConsentTenant({ signInAudience }, undefined),
    );
    assert.deepEqual(tenants, ["organizations", "organizations"]);
    assert.equal(
      adminConsentTenant({ signInAudience: "AzureADMultipleOrgs" }, "contoso.test"),
      "contoso.test",
    );
    assert.throws(() => adminConsentTenant({ signInAudience: "AzureADMyOrg" }, undefined), invalid);
    assert.throws(() => adminConsentTenant({ signInAudience: "AzureADMyOrg" }, "../x"), invalid);
    assert.throws(
      () => adminConsentTenant({ signInAudience: "PersonalMicrosoftAccount" }, tenantId),
      invalid,
    );
  });

  it("sends the browser back to an address a browser knows, the quietest first, each once", () => {
    const redirectUris = {
      web: ["https://jira.contoso.test/cb", "http://localhost"],
      spa: [],
      publicClient: [
        "msauth.com.msauth.unsignedapp://auth",
        "http://localhost",
        "https://login.microsoftonline.com/common/oauth2/nativeclient",
      ],
    };
    assert.deepEqual(consentRedirectUris({ redirectUris }), [
      "https://login.microsoftonline.com/common/oauth2/nativeclient",
      "http://localhost",
      "https://jira.contoso.test/cb",
    ]);
    assert.deepEqual(
      consentRedirectUris({ redirectUris: { web: [], spa: [], publicClient: [] } }),
      [],
    );
  });
});

describe("the answer of the approval page", () => {
  const back = "http://localhost/?";
  const cases = [
    [`${back}admin_consent=True&tenant=t&scope=a%20b&state=s`, { kind: "granted", scope: "a b" }],
    [`  admin_consent=true&state=s\n`, { kind: "granted", scope: "" }],
    [`${back}x=1#admin_consent=True&state=s`, { kind: "granted", scope: "" }],
    [
      `${back}admin_consent=True&error=access_denied&error_description=AADSTS65004%3a+declined&state=s`,
      { kind: "refused", error: "access_denied", description: "AADSTS65004: declined" },
    ],
    [`${back}error=access_denied`, { kind: "refused", error: "access_denied", description: "" }],
    [`${back}admin_consent=True&state=other`, { kind: "otherState" }],
    [`${back}admin_consent=True`, { kind: "otherState" }],
    [`${back}error=x&state=other`, { kind: "otherState" }],
    [`${back}admin_consent=False&state=s`, { kind: "notAnAnswer" }],
    ["", { kind: "notAnAnswer" }],
    ["https://contoso.test/inbox", { kind: "notAnAnswer" }],
    ["x".repeat(100_000), { kind: "notAnAnswer" }],
  ] as const;
  for (const [text, expected] of cases) {
    it(`${expected.kind}: ${text.trim().slice(0, 90)}`, () => {
      assert.deepEqual(readAdminConsentAnswer(text, "s"), expected);
    });
  }
});

describe("permissions in plain words", () => {
  it("are there for every permission that presets ask for", () => {
    const without = Object.keys(graphDelegatedPermissions).filter(
      (name) => permissionReason("Scope", name) === undefined,
    );
    assert.deepEqual(without, []);
    for (const name of ["IMAP.AccessAsApp", "POP.AccessAsApp", "SMTP.SendAsApp", "Mail.Read"]) {
      assert.ok(permissionReason("Role", name), name);
    }
  });

  it("are not invented for others", () => {
    assert.equal(permissionReason("Scope", "Sites.Read.All"), undefined);
    assert.equal(permissionReason("Role", "IMAP.AccessAsUser.All"), undefined);
    assert.equal(permissionReason("Scope", "constructor"), undefined);
  });
});
