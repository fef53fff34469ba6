import { type Message, message } from "../../base/message";
import type { Cloud } from "../cloud";
import { consumersTenantId } from "../oauth/authority";
import { authorityTenantOf } from "./audience";
import type { RegistrationSummary, SignInAudience } from "./registration";

/** An address or a value that a mail program asks for. */
export interface EndpointRow {
  /** Stable: for tree ids. */
  readonly id: string;
  readonly group: "signIn" | "mail" | "scopes";
  readonly label: Message;
  readonly value: string;
}

type Audience = Pick<RegistrationSummary, "signInAudience">;

/** Stands where the id of the directory belongs; documents of Microsoft write it the same way. */
const unknownTenant = "{tenant}";

/**
 * The tenant part of a registration's own addresses: that of its directory, or the shared one of its audience. A
 * single-tenant registration whose directory is not known gets `{tenant}`.
 */
export function endpointTenant({ signInAudience }: Audience, tenantId: string | undefined): string {
  return tenantId === undefined && signInAudience === "AzureADMyOrg"
    ? unknownTenant
    : authorityTenantOf(signInAudience, tenantId);
}

/**
 * Everything a mail program or an app asks for. Sources: Entra "authorization code flow", "device code flow",
 * "OpenID Connect", "admin consent"; Exchange "authenticate an IMAP, POP or SMTP application by OAuth"; the cloud
 * table for the hosts.
 * @param tenantId Directory (tenant) ID, where it is known
 * @throws Failure `input.invalid` for a tenant id that is none
 */
export function endpointsOf(
  registration: Audience,
  tenantId: string | undefined,
  cloud: Cloud,
): readonly EndpointRow[] {
  const { signInAudience } = registration;
  const tenant = endpointTenant(registration, tenantId);
  const adminTenant = tenant === "common" ? (tenantId ?? "organizations") : tenant;
  return [
    ...signInEndpoints(cloud, tenant, adminTenant),
    ...mailEndpoints(signInAudience, cloud),
    ...scopeRows(cloud),
  ];
}

/**
 * The addresses of one authority, which need not be that of the registration's audience.
 * @param adminTenant whose administrator is asked; `consumers` has none, and `common` is refused there
 */
export function signInEndpoints(
  cloud: Cloud,
  tenant: string,
  adminTenant: string,
): readonly EndpointRow[] {
  const authority = `https://${cloud.loginHost}/${tenant}`;
  const flow = `${authority}/oauth2/v2.0`;
  return [
    row("authorize", message("Authorization endpoint"), `${flow}/authorize`),
    row("token", message("Token endpoint"), `${flow}/token`),
    row("deviceCode", message("Device code endpoint"), `${flow}/devicecode`),
    ...(adminTenant === "consumers"
      ? []
      : [
          row(
            "adminConsent",
            message("Admin consent endpoint"),
            `https://${cloud.loginHost}/${adminTenant}/v2.0/adminconsent`,
          ),
        ]),
    row(
      "metadata",
      message("OpenID metadata"),
      `${authority}/v2.0/.well-known/openid-configuration`,
    ),
    row("logout", message("Sign-out endpoint"), `${flow}/logout`),
    row("issuer", message("Issuer"), `https://${cloud.loginHost}/${issuerTenant(tenant)}/v2.0`),
  ];
}

/** Tokens name the directory they come from, whatever the authority was; the metadata of shared ones says `{tenantid}`. */
function issuerTenant(tenant: string): string {
  if (tenant === "consumers") return consumersTenantId;
  return tenant === "common" || tenant === "organizations" ? "{tenantid}" : tenant;
}

function mailEndpoints(audience: SignInAudience, cloud: Cloud): readonly EndpointRow[] {
  const { imapHost, popHost, smtpHost, personalSmtpHost } = cloud;
  const personalOnly = audience === "PersonalMicrosoftAccount";
  const submission = personalOnly ? (personalSmtpHost ?? smtpHost) : smtpHost;
  const alsoPersonal =
    audience === "AzureADandPersonalMicrosoftAccount" ? personalSmtpHost : undefined;
  return [
    mail("imap", message("IMAP"), imapHost, 993, "TLS"),
    ...(popHost === undefined ? [] : [mail("pop", message("POP"), popHost, 995, "TLS")]),
    ...(submission === undefined
      ? []
      : [mail("smtp", message("SMTP"), submission, 587, "STARTTLS")]),
    ...(alsoPersonal === undefined
      ? []
      : [
          mail(
            "smtpPersonal",
            message("SMTP for personal accounts"),
            alsoPersonal,
            587,
            "STARTTLS",
          ),
        ]),
  ];
}

function scopeRows({ mailScopePrefix, graphHost, appMailScope }: Cloud): readonly EndpointRow[] {
  const mailScope = (name: string): string => `${mailScopePrefix}${name} offline_access`;
  return [
    scope("imapScope", message("Scopes for IMAP"), mailScope("IMAP.AccessAsUser.All")),
    scope("popScope", message("Scopes for POP"), mailScope("POP.AccessAsUser.All")),
    scope("smtpScope", message("Scopes for SMTP"), mailScope("SMTP.Send")),
    ...(appMailScope === undefined
      ? []
      : [scope("appScope", message("Scope for mail without a user"), appMailScope)]),
    scope("graph", message("Microsoft Graph"), `https://${graphHost}/v1.0`),
    scope(
      "graphAppScope",
      message("Scope for Microsoft Graph without a user"),
      `https://${graphHost}/.default`,
    ),
  ];
}

function row(id: string, label: Message, value: string): EndpointRow {
  return { id, group: "signIn", label, value };
}

function scope(id: string, label: Message, value: string): EndpointRow {
  return { id, group: "scopes", label, value };
}

function mail(
  id: string,
  label: Message,
  host: string,
  port: number,
  security: "TLS" | "STARTTLS",
): EndpointRow {
  return { id, group: "mail", label, value: `${host}:${port} (${security})` };
}
