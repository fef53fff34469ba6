import { type Message, message } from "../../base/message";
import type { Cloud } from "../cloud";
import { Failure } from "../failure";
import { authorityTenantOf } from "../registration/audience";
import { exchangeOnlineAppId, graphAppId, permissionOf } from "../registration/permissions";
import type { Registration, RequiredResourceAccess } from "../registration/registration";

/** A page on which an administrator approves permissions of one API. */
export interface AdminConsentLink {
  readonly url: string;
  readonly resourceName: string;
  /** The permissions it is about. */
  readonly names: readonly string[];
  /** undefined where the link is plainly needed. */
  readonly note: Message | undefined;
}

/** What a link is made of besides the registration. */
export interface AdminConsentRequest {
  readonly cloud: Cloud;
  /** The directory whose administrator is asked. */
  readonly tenantId: string | undefined;
  /** One of {@link consentRedirectUris}. */
  readonly redirectUri: string;
  /** Comes back with the answer. */
  readonly state: string;
}

/** Scopes of OpenID Connect have no API before their name (OpenID Connect Core 5.4, 11). */
const bareScopes = new Set(["openid", "profile", "email", "offline_access"]);

const mailScope = /^(?:IMAP\.AccessAsUser\.All|POP\.AccessAsUser\.All|SMTP\.Send)$/;

const isImapOrPop = (name: string): boolean => /^(?:IMAP|POP)\./.test(name);

/** The page that takes an answer and shows nothing, for programs without a page of their own. */
const nativeClientPage = /\/common\/oauth2\/nativeclient$/;

const rank = (uri: string): number =>
  nativeClientPage.test(uri) ? 0 : uri.startsWith("http://") ? 1 : 2;

/**
 * Redirect URIs of the registration that a browser can be sent back to, the quietest first: the native-client page
 * shows nothing, a loopback address shows that nothing listens, an own page gets an answer it may not expect.
 */
export function consentRedirectUris({
  redirectUris,
}: Pick<Registration, "redirectUris">): readonly string[] {
  return [...redirectUris.publicClient, ...redirectUris.web, ...redirectUris.spa]
    .filter((uri, index, all) => /^https?:\/\//i.test(uri) && all.indexOf(uri) === index)
    .sort((a, b) => rank(a) - rank(b));
}

/**
 * The tenant part of the link: the directory where it is known, else `organizations`; `common` is refused there.
 * @throws Failure `input.invalid` for a registration of one directory that is not known, and for one that only
 *   personal accounts use: those have no administrator
 */
export function adminConsentTenant(
  { signInAudience }: Pick<Registration, "signInAudience">,
  tenantId: string | undefined,
): string {
  if (signInAudience === "PersonalMicrosoftAccount") {
    throw new Failure("input.invalid", "Personal accounts have no administrator.", {
      input: "signInAudience",
      problem: "personal",
    });
  }
  const shared = signInAudience === "AzureADMyOrg" ? undefined : "organizations";
  return authorityTenantOf("AzureADMyOrg", tenantId ?? shared);
}

/**
 * Links to Microsoft's page for administrators; each is about one API, because a request for several is not
 * documented. Source: Entra "admin consent on the Microsoft identity platform" (v2).
 * @throws Failure `input.invalid` as {@link adminConsentTenant}
 */
export function adminConsentLinks(
  registration: Pick<Registration, "appId" | "signInAudience" | "requiredResourceAccess">,
  request: AdminConsentRequest,
): readonly AdminConsentLink[] {
  const tenant = adminConsentTenant(registration, request.tenantId);
  const link = ({ scope, ...facts }: ScopeOfLink): AdminConsentLink => ({
    ...facts,
    url: linkUrl(registration.appId, tenant, scope, request),
  });
  return registration.requiredResourceAccess
    .flatMap((required) => scopesOf(required, request.cloud))
    .map(link);
}

interface ScopeOfLink extends Omit<AdminConsentLink, "url"> {
  readonly scope: string;
}

function linkUrl(
  appId: string,
  tenant: string,
  scope: string,
  { cloud, redirectUri, state }: AdminConsentRequest,
): string {
  const query = new URLSearchParams({
    client_id: appId,
    scope,
    redirect_uri: redirectUri,
    state,
  });
  return `https://${cloud.loginHost}/${encodeURIComponent(tenant)}/v2.0/adminconsent?${query.toString()}`;
}

function scopesOf(
  { resourceAppId, resourceAccess }: RequiredResourceAccess,
  cloud: Cloud,
): readonly ScopeOfLink[] {
  const [first] = resourceAccess;
  if (first === undefined) return [];
  const { resourceName } = permissionOf(resourceAppId, first);
  const known = resourceAccess.map((access) => ({
    type: access.type,
    name: permissionOf(resourceAppId, access).value,
    id: access.id,
  }));
  const names = known.map(({ name, id }) => name ?? id);
  const whole = known.some(({ type, name }) => type === "Role" || name === undefined);
  const common = { resourceName, names, note: undefined };
  if (resourceAppId === graphAppId) {
    const prefix = `https://${cloud.graphHost}/`;
    const scope = whole
      ? `${prefix}.default`
      : names.map((name) => (bareScopes.has(name) ? name : `${prefix}${name}`)).join(" ");
    return [{ ...common, scope }, ...outlookLink(names, cloud)];
  }
  if (resourceAppId !== exchangeOnlineAppId) {
    // An API is also named by its client id; unverified for this page.
    return [{ ...common, scope: `${resourceAppId}/.default` }];
  }
  if (!whole) {
    return [{ ...common, scope: names.map((name) => `${cloud.mailScopePrefix}${name}`).join(" ") }];
  }
  return exchangeAppLinks(names, resourceName, cloud);
}

/** The API that mail programs name when they sign in, while the registration asks under Graph. */
function outlookLink(names: readonly string[], cloud: Cloud): readonly ScopeOfLink[] {
  const mail = names.filter((name) => mailScope.test(name));
  if (mail.length === 0) return [];
  return [
    {
      resourceName: "Outlook",
      names: mail,
      scope: mail.map((name) => `${cloud.mailScopePrefix}${name}`).join(" "),
      note: message(
        "Only needed when a mail sign-in still asks for approval after the link for Microsoft Graph (AADSTS65001).",
      ),
    },
  ];
}

/** Exchange's guide names one scope for IMAP and POP, and another for SMTP. */
function exchangeAppLinks(
  names: readonly string[],
  resourceName: string,
  { adminConsent, appMailScope, imapHost }: Cloud,
): readonly ScopeOfLink[] {
  if (adminConsent === undefined) {
    const scope = appMailScope ?? `https://${imapHost}/.default`;
    return [{ resourceName, names, scope, note: undefined }];
  }
  const groups: readonly ScopeOfLink[] = [
    {
      resourceName,
      names: names.filter(isImapOrPop),
      scope: adminConsent.imapAndPop,
      note: message(
        "This name belongs into the approval link only. Tokens for IMAP and POP are asked for with {0}.",
        appMailScope ?? adminConsent.smtp,
      ),
    },
    {
      resourceName,
      names: names.filter((name) => !isImapOrPop(name)),
      scope: adminConsent.smtp,
      note: undefined,
    },
  ];
  return groups.filter((group) => group.names.length > 0);
}
