import type { Application, OAuth2PermissionGrant, ServicePrincipal, World } from "./model";
import { exchangeOnline, graph, resources } from "./resources";
import { type ApplicationPlan, seedApplication } from "./seed/applications";
import { mailboxes } from "./seed/mailboxes";
import { guests, tenants, users } from "./seed/people";
import {
  extraRegistration,
  firstPartyClients,
  managementScopes,
  registrations,
} from "./seed/registrations";
import { ids, stableGuid } from "./seed/stableIds";

export interface SeedOptions {
  /** How many registrations Contoso has besides the named ones. */
  readonly apps?: number;
  /** Milliseconds since the epoch that expiry dates are counted from. */
  readonly now?: number;
}

/** The object id of the service principal a client or an API has in a seeded tenant. */
export function servicePrincipalId(tenantId: string, appId: string): string {
  return stableGuid(`service principal ${tenantId} ${appId}`);
}

const keyed = <T extends { readonly id: string }>(items: readonly T[]): Map<string, T> =>
  new Map(items.map((item) => [item.id, item]));

const present = (tenantId: string, appIds: readonly string[]): ServicePrincipal[] =>
  appIds.map((appId) => ({ id: servicePrincipalId(tenantId, appId), tenantId, appId }));

function seedServicePrincipals(applications: readonly Application[]): ServicePrincipal[] {
  const own = applications.flatMap((application) =>
    application.tenantId === ids.microsoft
      ? []
      : present(application.tenantId, [application.resource.appId]),
  );
  const everywhere = [
    ...resources.map((resource) => resource.appId),
    ids.visualStudioCode,
    ids.azureCli,
    ids.graphCommandLineTools,
  ];
  const foreign = tenants
    .filter((tenant) => tenant.id !== ids.microsoft)
    .flatMap((tenant) => present(tenant.id, everywhere));
  return [...foreign, ...own];
}

function grantToAll(appId: string, scopes: readonly string[]): OAuth2PermissionGrant {
  return {
    // Graph's own ids of grants are opaque text of this length, not GUIDs.
    id: Buffer.from(stableGuid(`grant ${appId}`) + appId)
      .toString("base64url")
      .slice(0, 43),
    tenantId: ids.contoso,
    clientId: servicePrincipalId(ids.contoso, appId),
    resourceId: servicePrincipalId(ids.contoso, graph.appId),
    consentType: "AllPrincipals",
    principalId: null,
    scope: scopes.join(" "),
  };
}

/** A world in its first state: two organisations, the personal accounts, their registrations and mailboxes. */
export function createWorld(options: SeedOptions = {}): World {
  const now = options.now ?? Date.now();
  const extra = Array.from({ length: options.apps ?? 0 }, (_, index) => extraRegistration(index));
  const named: readonly ApplicationPlan[] = [...registrations, ...firstPartyClients];
  const applications = [...named, ...extra].map((plan) => seedApplication(plan, now));
  const invoiceService = applications.find(
    (application) => application.resource.displayName === "invoice-service",
  );
  const assignments = (invoiceService?.resource.requiredResourceAccess ?? []).flatMap((required) =>
    required.resourceAccess.map((role) => ({
      id: stableGuid(`assignment ${role.id}`),
      tenantId: ids.contoso,
      principalId: servicePrincipalId(ids.contoso, invoiceService?.resource.appId ?? ""),
      resourceId: servicePrincipalId(ids.contoso, exchangeOnline.appId),
      appRoleId: role.id,
    })),
  );
  return {
    tenants: keyed(structuredClone(tenants)),
    users: keyed(users),
    guests: keyed(guests),
    applications: new Map(
      applications.map((application) => [application.resource.id, application]),
    ),
    servicePrincipals: keyed(seedServicePrincipals(applications)),
    grants: keyed([grantToAll(ids.managementClient, managementScopes)]),
    appRoleAssignments: keyed(assignments),
    mailboxes: new Map(mailboxes().map((mailbox) => [mailbox.address, mailbox])),
    exchangePrincipals: [],
    mailFaults: [],
    settings: {
      replicationDelayMs: 1_500,
      listDelayMs: 1_000,
      updateConflictMs: 0,
      accessTokenSeconds: 4_200,
      secretOnCreate: true,
      userConsentAllowed: true,
      secretPropagationMs: 0,
      servicePrincipalDelayMs: 0,
      secretsForbidden: false,
      maxSecretDays: 0,
      maxCertificateDays: 0,
      forbiddenAudiences: "",
      azureCliUser: "",
      azureCliDelayMs: 0,
      mailChallenge: false,
      senderRefusal: "5.2.252",
      senderRefusedAtMailFrom: false,
    },
  };
}
