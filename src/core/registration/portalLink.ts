import type { Cloud } from "../cloud";
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
  const directory = tenantId !== undefined && isGuid(tenantId) ? `@${tenantId}/` : "";
  return `https://${portalHost}/#${directory}view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Overview/appId/${appId}`;
}
