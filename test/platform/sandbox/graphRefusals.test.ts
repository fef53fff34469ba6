import type { Ask } from "./graphSupport";
import {
  bad,
  denied,
  eventual,
  itRefuses,
  lacking,
  missing,
  odata,
  registration,
  type Row,
  unauthorized,
  unsupported,
} from "./graphRefusal";
import { certificateRefusals } from "./certificateRefusals";
import { consentRefusals } from "./consentRefusals";
import { directoryRefusals } from "./directoryRefusals";

const personal = {
  displayName: "x",
  signInAudience: "AzureADandPersonalMicrosoftAccount",
  api: { requestedAccessTokenVersion: 2 },
};
const work = { displayName: "x", signInAudience: "AzureADMyOrg" };
const create = "POST /applications";
const graphApi = "00000003-0000-0000-c000-000000000000";

/** A create with one thing wrong. */
const body = (change: object, base: object = work): { readonly ask: Ask } => ({
  ask: { body: { ...base, ...change } },
});
const web = (...redirectUris: string[]): object => ({ web: { redirectUris } });
const scopes = (count: number): object => ({
  requiredResourceAccess: [
    {
      resourceAppId: graphApi,
      resourceAccess: Array.from({ length: count }, () => ({
        id: "e1fe6dd8-ba31-4d61-89e7-88639da4683d",
        type: "Scope",
      })),
    },
  ],
});

const rows: readonly Row[] = [
  // who
  { what: "no token", line: "GET /me", ask: { as: "" }, ...unauthorized, says: "empty" },
  { what: "a made-up token", line: "GET /me", ask: { as: "nonsense" }, ...unauthorized },
  { what: "a mail token", line: "GET /me", ask: { as: "mail" }, ...unauthorized, says: "audience" },
  {
    what: "an expired token",
    line: "GET /me",
    ask: { as: "expired" },
    ...unauthorized,
    says: "expired",
  },
  {
    what: "listing without the scope",
    line: "GET /applications",
    ask: { as: "profileOnly" },
    ...denied,
  },
  {
    what: "creating with a read scope",
    line: create,
    ask: { as: "reader", body: work },
    ...denied,
  },
  {
    what: "changing another's registration as a member",
    line: "PATCH /applications/{jira-inbound}",
    ask: { as: "grace", body: { notes: "mine" } },
    ...denied,
  },
  {
    what: "a secret for another's registration as a member",
    line: "POST /applications/{jira-inbound}/addPassword",
    ask: { as: "grace", body: {} },
    ...denied,
  },
  {
    what: "deleting another's",
    line: "DELETE /applications/{jira-inbound}",
    ask: { as: "grace" },
    ...denied,
  },
  {
    what: "another directory's",
    line: "GET /applications/{jira-inbound}",
    ask: { as: "alan" },
    ...missing,
  },
  {
    what: "creating outside a directory",
    line: create,
    ask: { as: "vera", body: personal },
    ...denied,
    says: "deprecated",
  },
  {
    what: "an organization for a personal account",
    line: "GET /organization",
    ask: { as: "vera" },
    ...denied,
  },
  { what: "/me without a user", line: "GET /me", ask: { as: "daemon" }, ...denied },
  // where
  {
    what: "an unknown version",
    line: "GET https://graph.microsoft.com/v9/me",
    ...odata,
    says: "version",
  },
  {
    what: "an unknown segment",
    line: "GET /apps",
    ...odata,
    says: "segment 'apps'",
    described: true,
  },
  {
    what: "a method the path has not",
    line: "DELETE /applications",
    status: 405,
    code: "Request_BadRequest",
    described: true,
  },
  {
    what: "a key that is no GUID",
    line: "GET /applications/aerc-ada",
    ...bad,
    says: "object identifier",
  },
  { what: "a key of nothing", line: `GET /applications/${graphApi}`, ...missing },
  { what: "a client id of nothing", line: `GET /applications(appId='${graphApi}')`, ...missing },
  // what the sandbox has not
  { what: "beta", line: "GET https://graph.microsoft.com/beta/me", ...lacking },
  { what: "batches", line: "POST /$batch", ask: { body: {} }, ...lacking },
  { what: "changes since", line: "GET /applications/delta()", ...lacking },
  { what: "expanding", line: "GET /applications?$expand=owners", ...lacking },
  // queries
  {
    what: "a page of 1000",
    line: "GET /applications?$top=1000",
    ...unsupported,
    says: "between 1 and 999",
  },
  { what: "a page of none", line: "GET /applications?$top=0", ...unsupported },
  {
    what: "search in the main store",
    line: 'GET /applications?$search="displayName:a"',
    ...unsupported,
    says: "eventual",
  },
  {
    what: "search without quotes",
    line: "GET /applications?$search=displayName:a",
    ask: { headers: eventual },
    ...bad,
  },
  {
    what: "order in the main store",
    line: "GET /applications?$orderby=displayName",
    ...unsupported,
    says: "Sorting",
  },
  {
    what: "order and filter without count",
    line: "GET /applications?$orderby=displayName&$filter=displayName eq 'a'",
    ask: { headers: eventual },
    ...unsupported,
    says: "Sorting",
  },
  { what: "a count in the main store", line: "GET /applications/$count", ...bad, says: "$count" },
  {
    what: "a filter on what cannot be filtered",
    line: "GET /applications?$filter=notes eq 'a'",
    ...unsupported,
  },
  {
    what: "a filter nobody understands",
    line: "GET /applications?$filter=name is a",
    ...odata,
    says: "filter",
  },
  {
    what: "a property that is not there",
    line: "GET /applications?$select=secret",
    ...odata,
    says: "'secret'",
  },
  { what: "skipping", line: "GET /applications?$skip=5", ...odata },
  { what: "an option of its own", line: "GET /applications?limit=5", ...odata },
  { what: "an option twice", line: "GET /applications?$top=5&$top=6", ...odata },
  {
    what: "a page token of another query",
    line: "GET /applications?$skiptoken=abc",
    status: 400,
    code: "Directory_ExpiredPageToken",
  },
  // bodies
  {
    what: "no body",
    line: create,
    ask: { headers: { "content-type": "application/json" } },
    ...odata,
  },
  { what: "no JSON", line: create, ask: { body: "{" }, ...odata, says: "JSON" },
  { what: "a list", line: create, ask: { body: [] }, ...odata },
  {
    what: "another content type",
    line: create,
    ask: { body: work, headers: { "content-type": "text/plain" } },
    ...odata,
  },
  {
    what: "an unknown property",
    line: create,
    ...body({ redirectUris: [] }),
    ...bad,
    says: "'redirectUris'",
  },
  {
    what: "an unknown inner property",
    line: create,
    ...body({ web: { redirectUrls: [] } }),
    ...bad,
    says: "web.redirectUrls",
  },
  {
    what: "a property of the service",
    line: create,
    ...body({ appId: graphApi }),
    ...bad,
    says: "read-only",
  },
  {
    what: "a value of another type",
    line: create,
    ...body({ isFallbackPublicClient: "yes" }),
    ...bad,
    described: true,
  },
  // registrations
  {
    what: "no name",
    line: create,
    ask: { body: { signInAudience: "AzureADMyOrg" } },
    ...bad,
    says: "displayName",
  },
  {
    what: "a name of 121",
    line: create,
    ...body({ displayName: "x".repeat(121) }),
    ...bad,
    says: "displayName",
  },
  {
    what: "a name of 91 with personal accounts",
    line: create,
    ...body({ displayName: "x".repeat(91) }, personal),
    ...bad,
    says: "displayName",
  },
  {
    what: "an unknown audience",
    line: create,
    ...body({ signInAudience: "Everyone" }),
    ...bad,
    says: "signInAudience",
  },
  {
    what: "personal accounts with old tokens",
    line: create,
    ...body({ api: { requestedAccessTokenVersion: null } }, personal),
    ...bad,
    says: "Property api.requestedAccessTokenVersion is invalid",
  },
  {
    what: "opening to personal accounts with old tokens",
    line: "PATCH /applications/{archive-export}",
    ask: {
      body: { signInAudience: personal.signInAudience, api: { requestedAccessTokenVersion: 1 } },
    },
    ...bad,
    says: "requestedAccessTokenVersion",
  },
  {
    what: "http elsewhere than localhost",
    line: create,
    ...body(web("http://a.test/cb")),
    ...bad,
    says: "'web'",
  },
  {
    what: "IPv6 loopback",
    line: create,
    ...body({ publicClient: { redirectUris: ["http://[::1]/"] } }),
    ...bad,
    says: "'publicClient'",
  },
  {
    what: "a custom scheme on the web",
    line: create,
    ...body(web("myapp://auth")),
    ...bad,
    says: "'web'",
  },
  { what: "no URI at all", line: create, ...body(web("callback")), ...bad, says: "'web'" },
  { what: "a fragment", line: create, ...body(web("https://a.test/#cb")), ...bad, says: "'web'" },
  {
    what: "a URI of 257",
    line: create,
    ...body(web(`https://a.test/${"x".repeat(242)}`)),
    ...bad,
    says: "'web'",
  },
  {
    what: "a query with personal accounts",
    line: create,
    ...body(web("https://a.test/?a=b"), personal),
    ...bad,
    says: "'web'",
  },
  {
    what: "one URI on two platforms",
    line: create,
    ...body({ ...web("http://localhost"), publicClient: { redirectUris: ["http://localhost"] } }),
    ...bad,
    says: "'publicClient'",
  },
  {
    what: "101 URIs with personal accounts",
    line: create,
    ...body(web(...Array.from({ length: 101 }, (_, n) => `https://a.test/${n}`)), personal),
    ...bad,
    says: "'web'",
  },
  { what: "a tag with a space", line: create, ...body({ tags: ["a b"] }), ...bad, says: "'tags'" },
  { what: "a tag twice", line: create, ...body({ tags: ["a", "a"] }), ...bad, says: "'tags'" },
  {
    what: "31 permissions of one API with personal accounts",
    line: create,
    ...body(scopes(31), personal),
    ...bad,
  },
  {
    what: "an API without permissions",
    line: create,
    ...body(scopes(0)),
    ...bad,
    says: "requiredResourceAccess",
  },
  {
    what: "identifiers as urn with personal accounts",
    line: create,
    ...body({ identifierUris: ["urn:a"] }, personal),
    ...bad,
    says: "identifierUris",
  },
  {
    what: "roles of its own with personal accounts",
    line: "PATCH /applications/{aerc-ada}",
    ask: { body: { appRoles: [{ value: "a" }] } },
    ...bad,
    says: "appRoles",
  },
  {
    what: "a third secret that personal accounts cannot have, by the audience",
    line: "PATCH /applications/{jira-inbound}",
    given: async (on) => {
      on.world.settings.replicationDelayMs = 0;
      const { id } = registration(on, "jira-inbound").resource;
      for (const displayName of ["a", "b"]) {
        await on.ask(`POST /applications/${id}/addPassword`, {
          body: { passwordCredential: { displayName } },
        });
      }
    },
    ask: { body: { signInAudience: personal.signInAudience } },
    ...bad,
    says: "passwordCredentials",
  },
  {
    what: "a name too long for the new audience",
    line: "PATCH /applications/{jira-inbound}",
    ask: { body: { signInAudience: personal.signInAudience, displayName: "x".repeat(91) } },
    ...bad,
    says: "displayName",
  },
  {
    what: "moving a URI without taking it from where it was",
    line: "PATCH /applications/{archive-export}",
    ask: {
      body: { publicClient: { redirectUris: ["https://archive.contoso.test/oauth/callback"] } },
    },
    ...bad,
    says: "'publicClient'",
  },
  {
    what: "null where the type has none",
    line: "PATCH /applications/{aerc-ada}",
    ask: { body: { tags: null } },
    ...bad,
    described: true,
  },
  // secrets
  {
    what: "a secret's value made by the client",
    line: create,
    ...body({ passwordCredentials: [{ secretText: "mine" }] }),
    ...bad,
    says: "secretText",
  },
  {
    what: "a key id made by the client",
    line: "POST /applications/{jira-inbound}/addPassword",
    ask: { body: { passwordCredential: { keyId: graphApi } } },
    ...bad,
    says: "keyId",
  },
  {
    what: "a third secret with personal accounts",
    line: "POST /applications/{aerc-ada}/addPassword",
    ask: { body: { passwordCredential: { displayName: "third" } } },
    ...bad,
  },
  {
    what: "a secret that is over",
    line: "POST /applications/{jira-inbound}/addPassword",
    ask: { body: { passwordCredential: { endDateTime: "2020-01-01T00:00:00Z" } } },
    ...bad,
    says: "lifetime",
  },
  {
    what: "secrets by PATCH",
    line: "PATCH /applications/{jira-inbound}",
    ask: { body: { passwordCredentials: [] } },
    ...bad,
  },
  {
    what: "removing what is not there",
    line: "POST /applications/{jira-inbound}/removePassword",
    ask: { body: { keyId: graphApi } },
    ...bad,
    says: "No credentials found",
  },
  // service principals and grants
  {
    what: "a service principal of nothing",
    line: "POST /servicePrincipals",
    ask: { body: { appId: "5a1d0e1c-7d0c-4a53-9f3c-2f1f0c1d3b11" } },
    ...bad,
    detail: "NoBackingApplicationObject",
  },
  {
    what: "a second service principal",
    line: "POST /servicePrincipals",
    ask: { body: { appId: "5a1d0e1c-7d0c-4a53-9f3c-2f1f0c1d3b10" } },
    status: 409,
    code: "Request_MultipleObjectsWithSameKeyValue",
  },
  {
    what: "granting as a member",
    line: "POST /oauth2PermissionGrants",
    ask: { as: "grace", body: { consentType: "AllPrincipals", scope: "User.Read" } },
    ...denied,
  },
  {
    what: "a grant to nothing",
    line: "POST /oauth2PermissionGrants",
    ask: {
      body: {
        clientId: graphApi,
        resourceId: graphApi,
        consentType: "AllPrincipals",
        scope: "User.Read",
      },
    },
    ...bad,
    says: "clientId",
  },
  {
    what: "a folder that is no inbox",
    line: "GET /me/mailFolders/AAMk",
    status: 400,
    code: "ErrorInvalidIdMalformed",
  },
];

describe("the sandbox's Graph refuses", () => {
  itRefuses(rows);
  describe("certificates and policies", () => itRefuses(certificateRefusals));
  describe("consent", () => itRefuses(consentRefusals));
  describe("owners, people and the bin", () => itRefuses(directoryRefusals));
});
