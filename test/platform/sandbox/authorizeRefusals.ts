import type { Sandbox } from "../../sandbox/sandbox";
import { ids } from "../../sandbox/seed/stableIds";
import { authorizeUrl, redirectUri, walkSignIn } from "./identityLab";
import { clientOf, desktop, type Refused, type RefusalRow, webUri } from "./refusals";

const ada = "user-ada@contoso.test";
const workOnly = { ...desktop, signInAudience: "AzureADMultipleOrgs" };
const singleTenant = { ...desktop, signInAudience: "AzureADMyOrg" };
const personalOnly = { ...desktop, signInAudience: "PersonalMicrosoftAccount" };

/** The authorize endpoint shows its own page. */
async function onPage(url: string, buttons: readonly string[] = []): Promise<Refused> {
  return { at: "page", page: (await walkSignIn(url, buttons)).page };
}

/** The authorize endpoint sends the error to the client. */
async function toClient(url: string, buttons: readonly string[] = []): Promise<Refused> {
  return { at: "client", callback: (await walkSignIn(url, buttons)).callback };
}

/** Any delegated scope, where only administrators may consent. */
async function whereUsersMayNotConsent(sandbox: Sandbox): Promise<Refused> {
  const { settings } = sandbox.world;
  settings.userConsentAllowed = false;
  try {
    return await toClient(authorizeUrl("common", clientOf(sandbox)), [
      "user-grace@contoso.test",
      "return",
    ]);
  } finally {
    settings.userConsentAllowed = true;
  }
}

/** One row per request that the authorize endpoint refuses. */
export const authorizeRefusals: readonly RefusalRow[] = [
  {
    what: "an unknown tenant",
    code: 90002,
    ask: (sandbox) => onPage(authorizeUrl("nowhere.test", clientOf(sandbox))),
  },
  {
    what: "an unknown application",
    code: 700016,
    ask: () => onPage(authorizeUrl("common", { client_id: ids.contoso })),
  },
  {
    what: "no client id",
    code: 900144,
    ask: () => onPage(authorizeUrl("common", {})),
  },
  {
    what: "a single-tenant application on common",
    code: 50194,
    ask: (sandbox) => onPage(authorizeUrl("common", clientOf(sandbox, singleTenant))),
  },
  {
    what: "a single-tenant application in another tenant",
    code: 700016,
    ask: (sandbox) => onPage(authorizeUrl(ids.fabrikam, clientOf(sandbox, singleTenant))),
  },
  {
    what: "a work-only application on consumers",
    code: 9002332,
    ask: (sandbox) => onPage(authorizeUrl("consumers", clientOf(sandbox, workOnly))),
  },
  {
    what: "a personal account on a work-only application",
    code: 9002332,
    ask: (sandbox) =>
      onPage(authorizeUrl("common", clientOf(sandbox, workOnly)), ["user-vera@outlook.test"]),
  },
  {
    what: "a personal-only application on common",
    code: 9002331,
    ask: (sandbox) => onPage(authorizeUrl("common", clientOf(sandbox, personalOnly))),
  },
  {
    what: "a personal-only application on a tenant",
    code: 9002346,
    ask: (sandbox) => onPage(authorizeUrl(ids.contoso, clientOf(sandbox, personalOnly))),
  },
  {
    what: "an account of another tenant",
    code: 50020,
    ask: (sandbox) =>
      onPage(authorizeUrl(ids.contoso, clientOf(sandbox)), ["user-alan@fabrikam.test"]),
  },
  {
    what: "a personal account on organizations",
    code: 500208,
    ask: (sandbox) =>
      onPage(authorizeUrl("organizations", clientOf(sandbox)), ["user-vera@outlook.test"]),
  },
  {
    what: "an application without redirect URIs",
    code: 500113,
    ask: (sandbox) => onPage(authorizeUrl("common", clientOf(sandbox, {}))),
  },
  {
    what: "no redirect URI in the request",
    code: 900971,
    ask: (sandbox) => onPage(authorizeUrl("common", { ...clientOf(sandbox), redirect_uri: "" })),
  },
  {
    what: "a loopback redirect URI with another path",
    code: 50011,
    ask: (sandbox) =>
      onPage(
        authorizeUrl("common", { ...clientOf(sandbox), redirect_uri: `${redirectUri}/other` }),
      ),
  },
  {
    what: "127.0.0.1 where localhost is registered",
    code: 50011,
    ask: (sandbox) =>
      onPage(
        authorizeUrl("common", { ...clientOf(sandbox), redirect_uri: "http://127.0.0.1:5000" }),
      ),
  },
  {
    what: "a redirect URI with another trailing slash",
    code: 50011,
    ask: (sandbox) =>
      onPage(
        authorizeUrl("common", {
          ...clientOf(sandbox, { web: [webUri] }),
          redirect_uri: `${webUri}/`,
        }),
      ),
  },
  {
    what: "a public client without PKCE",
    code: 9002325,
    error: "invalid_request",
    ask: (sandbox) =>
      toClient(
        authorizeUrl("common", {
          ...clientOf(sandbox),
          code_challenge: "",
          code_challenge_method: "",
        }),
      ),
  },
  {
    what: "PKCE by plain",
    code: 9002313,
    error: "invalid_request",
    ask: (sandbox) =>
      toClient(authorizeUrl("common", { ...clientOf(sandbox), code_challenge_method: "plain" })),
  },
  {
    what: "the implicit flow",
    code: 700054,
    error: "unsupported_response_type",
    ask: (sandbox) =>
      toClient(authorizeUrl("common", { ...clientOf(sandbox), response_type: "token" })),
  },
  {
    what: "a scope nobody knows",
    code: 70011,
    error: "invalid_scope",
    ask: (sandbox) =>
      toClient(
        authorizeUrl("common", {
          ...clientOf(sandbox),
          scope: "https://outlook.office.com/IMAP.AccessUser.All",
        }),
      ),
  },
  {
    what: ".default beside other scopes",
    code: 70011,
    error: "invalid_scope",
    ask: (sandbox) =>
      toClient(
        authorizeUrl("common", {
          ...clientOf(sandbox),
          scope: "https://graph.microsoft.com/.default User.Read",
        }),
      ),
  },
  {
    what: "a scope that personal accounts do not have",
    code: 70011,
    error: "invalid_scope",
    ask: (sandbox) =>
      toClient(authorizeUrl("common", { ...clientOf(sandbox), scope: "Mail.Read.Shared" }), [
        "user-vera@outlook.test",
      ]),
  },
  {
    what: "an API nobody knows",
    code: 500011,
    error: "invalid_resource",
    ask: (sandbox) =>
      toClient(
        authorizeUrl("common", {
          ...clientOf(sandbox),
          scope: "https://mail.example.test/Mail.Read",
        }),
      ),
  },
  {
    what: ".default of an API the registration does not list",
    code: 650057,
    error: "invalid_resource",
    ask: (sandbox) =>
      toClient(
        authorizeUrl("common", {
          ...clientOf(sandbox),
          scope: "https://outlook.office.com/.default",
        }),
        [ada],
      ),
  },
  {
    what: "VS Code's client asking Graph for what it is not pre-authorised for",
    code: 65002,
    error: "invalid_request",
    ask: () =>
      toClient(
        authorizeUrl("organizations", {
          client_id: ids.visualStudioCode,
          scope: "https://graph.microsoft.com/Application.ReadWrite.All",
        }),
        [ada],
      ),
  },
  {
    what: "a declined consent",
    code: 65004,
    error: "access_denied",
    ask: (sandbox) => toClient(authorizeUrl("common", clientOf(sandbox)), [ada, "decline"]),
  },
  {
    what: "an admin-only scope asked of a member",
    code: 90094,
    error: "access_denied",
    ask: (sandbox) =>
      toClient(
        authorizeUrl("common", { ...clientOf(sandbox), scope: "Application.ReadWrite.All" }),
        ["user-grace@contoso.test", "return"],
      ),
  },
  {
    what: "any scope where users may not consent",
    code: 90094,
    error: "access_denied",
    ask: whereUsersMayNotConsent,
  },
  {
    what: "prompt=none without a session",
    code: 50058,
    error: "login_required",
    ask: (sandbox) => toClient(authorizeUrl("common", { ...clientOf(sandbox), prompt: "none" })),
  },
];
