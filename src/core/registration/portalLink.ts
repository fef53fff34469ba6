import type { Cloud } from "../cloud";
import type { ServicePrincipal } from "../directoryPorts";
import { isGuid } from "../guid";

/**
 * The page of a registration in the Microsoft Entra admin center; undefined in a cloud whose portal is not known.
 * The form of the address is not documented: it is what the portal shows and what Microsoft's tools open. That the
 * directory can be named by `#@` is known of the Azure portal, which is built the same; here it is unverified.
 * @param tenantId the directory, for people who are in several
 */
export function portalLink(
  { portalHost }: Pick<Cloud, "portalHost">,
  appId: string,
  tenantId: string | undefined,
): string | undefined {
  if (portalHost === undefined || !isGuid(appId)) return undefined;
  return `https://${portalHost}/#${directoryPart(tenantId)}view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Overview/appId/${appId}`;
}

/** A page of an enterprise application by the portal's own word for it. */
export type EnterprisePage = "Properties" | "Users";

/** The page of an enterprise application; its form is as little documented as that of {@link portalLink}. */
export function enterpriseAppLink(
  { portalHost }: Pick<Cloud, "portalHost">,
  { id, appId }: Pick<ServicePrincipal, "id" | "appId">,
  page: EnterprisePage,
  tenantId: string | undefined,
): string | undefined {
  if (portalHost === undefined || !isGuid(appId) || !isGuid(id)) return undefined;
  return `https://${portalHost}/#${directoryPart(tenantId)}view/Microsoft_AAD_IAM/ManagedAppMenuBlade/~/${page}/objectId/${id}/appId/${appId}`;
}

function directoryPart(tenantId: string | undefined): string {
  return tenantId !== undefined && isGuid(tenantId) ? `@${tenantId}/` : "";
}
