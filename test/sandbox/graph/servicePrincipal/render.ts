import { applicationByAppId } from "../../lookup";
import type { ServicePrincipal, World } from "../../model";
import { resources } from "../../resources";

const microsoftServices = "f8cdef31-a31e-4b4a-93e4-5f571e91255a";

/** What an API publishes, for those of Microsoft that have permissions here. */
function offers(appId: string): Record<string, unknown> {
  const resource = resources.find((candidate) => candidate.appId === appId);
  const scopes = resource?.scopes ?? [];
  const roles = resource?.roles ?? [];
  return {
    oauth2PermissionScopes: scopes.map((scope) => ({
      id: scope.id,
      value: scope.value,
      type: scope.adminOnly ? "Admin" : "User",
      isEnabled: true,
      adminConsentDisplayName: scope.title,
      adminConsentDescription: scope.title,
      userConsentDisplayName: scope.title,
      userConsentDescription: scope.title,
    })),
    appRoles: roles.map((role) => ({
      id: role.id,
      value: role.value,
      displayName: role.title,
      description: role.title,
      isEnabled: true,
      allowedMemberTypes: ["Application"],
      origin: "Application",
    })),
  };
}

/** The name a service principal has from its application or API. */
export function nameOfApp(world: World, appId: string): string | null {
  return (
    applicationByAppId(world, appId)?.resource.displayName ??
    resources.find((candidate) => candidate.appId === appId)?.displayName ??
    null
  );
}

/** A service principal as Graph answers it, with every property of the default set. */
export function renderServicePrincipal(
  world: World,
  { id, appId }: ServicePrincipal,
): Record<string, unknown> {
  const application = applicationByAppId(world, appId);
  const displayName = nameOfApp(world, appId);
  return {
    id,
    deletedDateTime: null,
    accountEnabled: true,
    alternativeNames: [],
    appDisplayName: displayName,
    appDescription: null,
    appId,
    applicationTemplateId: null,
    appOwnerOrganizationId: application?.tenantId ?? microsoftServices,
    appRoleAssignmentRequired: false,
    description: null,
    disabledByMicrosoftStatus: null,
    displayName,
    homepage: null,
    loginUrl: null,
    logoutUrl: null,
    notes: null,
    notificationEmailAddresses: [],
    preferredSingleSignOnMode: null,
    replyUrls: application?.resource.web.redirectUris ?? [],
    servicePrincipalNames: [appId],
    servicePrincipalType: "Application",
    signInAudience: application?.resource.signInAudience ?? "AzureADMultipleOrgs",
    tags: application?.resource.tags ?? [],
    tokenEncryptionKeyId: null,
    addIns: [],
    keyCredentials: [],
    passwordCredentials: [],
    ...offers(appId),
  };
}
