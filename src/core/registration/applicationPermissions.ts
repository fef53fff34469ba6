import { exchangeOnlineAppId, graphAppId } from "./permissions";
import type { RequiredResourceAccess } from "./registration";

interface ApplicationPermission {
  readonly resourceAppId: string;
  readonly id: string;
  /** Its name under that API. */
  readonly value: string;
}

/**
 * Application permissions that mail needs: the app acts as itself, without a person. An administrator grants them.
 * IMAP, POP and SMTP have them on Office 365 Exchange Online only (Exchange "authenticate an IMAP, POP or SMTP
 * connection using OAuth"). Ids: Microsoft Graph permissions reference; Exchange Online publishes no list, its ids come
 * from manifests and guides that agree with each other (SMTP.SendAsApp: two informal ones).
 */
export const applicationPermissions = {
  "IMAP.AccessAsApp": {
    resourceAppId: exchangeOnlineAppId,
    id: "5e5addcd-3e8d-4e90-baf5-964efab2b20a",
    value: "IMAP.AccessAsApp",
  },
  "POP.AccessAsApp": {
    resourceAppId: exchangeOnlineAppId,
    id: "cb842b43-da6e-4506-86fe-bb12199c656d",
    value: "POP.AccessAsApp",
  },
  "SMTP.SendAsApp": {
    resourceAppId: exchangeOnlineAppId,
    id: "7146a1f0-8703-45b3-9eae-527a64c00995",
    value: "SMTP.SendAsApp",
  },
  "Graph Mail.Read": {
    resourceAppId: graphAppId,
    id: "810c84a8-4a9e-49e6-bf7d-12d183f40d01",
    value: "Mail.Read",
  },
  "Graph Mail.ReadWrite": {
    resourceAppId: graphAppId,
    id: "e2a3a72e-5f79-4c64-b1b1-878b674786c9",
    value: "Mail.ReadWrite",
  },
  "Graph Mail.Send": {
    resourceAppId: graphAppId,
    id: "b633e1c5-b582-4048-a93e-9f11b44c7e96",
    value: "Mail.Send",
  },
} as const satisfies Readonly<Record<string, ApplicationPermission>>;

export type ApplicationPermissionName = keyof typeof applicationPermissions;

/** The declarations that ask for `names`, in Graph's shape, one per API and without repetitions. */
export function requireApplicationPermissions(
  names: readonly ApplicationPermissionName[],
): readonly RequiredResourceAccess[] {
  const chosen = [...new Set(names)].map((name) => applicationPermissions[name]);
  const apis = [...new Set<string>(chosen.map(({ resourceAppId }) => resourceAppId))];
  return apis.map((resourceAppId) => ({
    resourceAppId,
    resourceAccess: chosen
      .filter((permission) => permission.resourceAppId === resourceAppId)
      .map(({ id }) => ({ id, type: "Role" })),
  }));
}
