import { message } from "../../../base/message";
import { consentRows } from "../../consent/consentRows";
import {
  type ApplicationPermissionName,
  requireApplicationPermissions,
} from "../../registration/applicationPermissions";
import {
  accessTo,
  planPermissions,
  planRemovePermissions,
} from "../../registration/changes/permissions";
import {
  declaredPermissionNames,
  exchangeOnlineAppId,
  graphAppId,
  graphDelegatedPermissions,
  type PermissionName,
  permissionOf,
} from "../../registration/permissions";
import type { Plan } from "../../registration/plan";
import type { Registration, ResourceAccess } from "../../registration/registration";
import type { MailPermissionName } from "../../registration/mailPermissions";
import { check, type CheckRule } from "../checkRule";
import { wantedPermissions } from "../wantedPermissions";
import {
  applicationMailPermissions,
  declaresProtocolRole,
  hasMailScope,
  intendedUse,
} from "../intendedUse";

function planAddDelegated(registration: Registration, names: readonly PermissionName[]): Plan {
  const added = names.map((name): ResourceAccess => ({
    type: "Scope",
    id: graphDelegatedPermissions[name].id,
  }));
  return planPermissions(registration, graphAppId, [
    ...accessTo(registration, graphAppId),
    ...added,
  ]);
}

const isDelegated = (name: MailPermissionName): name is PermissionName =>
  name in graphDelegatedPermissions;

/** Where neither the preset nor what was chosen for it opens a mailbox. */
const usual: readonly PermissionName[] = ["IMAP.AccessAsUser.All", "SMTP.Send", "offline_access"];

const noMailPermission: CheckRule = (evidence) => {
  const { registration, preset, chosen = [] } = evidence;
  if (intendedUse(evidence) === "appOnly") return [];
  if (hasMailScope(declaredPermissionNames(registration.requiredResourceAccess))) return [];
  const wanted =
    [chosen.filter(isDelegated), preset?.permissions ?? []].find((names) =>
      hasMailScope(new Set(names)),
    ) ?? usual;
  return [
    check({
      id: "permission.noMail",
      severity: "error",
      title: message("It asks for no mail permission"),
      explanation: message(
        "No token for a mailbox can be had with it (AADSTS650057, 65001). Usual are {0}.",
        wanted.join(", "),
      ),
      fix: () => planAddDelegated(registration, wanted),
    }),
  ];
};

const noOfflineAccess: CheckRule = (evidence) => {
  const { registration } = evidence;
  const declared = declaredPermissionNames(registration.requiredResourceAccess);
  const isSaid = wantedPermissions(evidence)?.needed.includes("offline_access") === true;
  if (
    isSaid ||
    intendedUse(evidence) === "appOnly" ||
    !hasMailScope(declared) ||
    declared.has("offline_access")
  )
    return [];
  return [
    check({
      id: "permission.offlineAccess",
      severity: "information",
      title: message("It does not ask to stay signed in"),
      explanation: message(
        "Without offline_access there is no refresh token where a program relies on what is declared: people sign in again every hour or so.",
      ),
      fix: () => planAddDelegated(registration, ["offline_access"]),
    }),
  ];
};

/** Names of application permissions for IMAP, POP and SMTP by the delegated ones people confuse with them. */
const roleOfScope: Readonly<Partial<Record<string, ApplicationPermissionName>>> = {
  "IMAP.AccessAsUser.All": "IMAP.AccessAsApp",
  "POP.AccessAsUser.All": "POP.AccessAsApp",
  "SMTP.Send": "SMTP.SendAsApp",
};

const wrongKindForService: CheckRule = (evidence) => {
  const { registration } = evidence;
  if (intendedUse(evidence) !== "appOnly" || declaresProtocolRole(registration)) return [];
  const declared = declaredPermissionNames(registration.requiredResourceAccess);
  const meant = Object.entries(roleOfScope).flatMap(([scope, role]) =>
    declared.has(scope) && role !== undefined ? [role] : [],
  );
  const hasOther = applicationMailPermissions(registration).length > 0;
  if (meant.length === 0 && hasOther) return [];
  const roles = meant.length > 0 ? meant : (["IMAP.AccessAsApp"] as const);
  return [
    check({
      id: "permission.serviceNeedsRoles",
      severity: "error",
      title: message(
        "A service without a person needs application permissions of Office 365 Exchange Online",
      ),
      explanation: message(
        "Delegated permissions, and those of Microsoft Graph, do not open IMAP, POP or SMTP to it. It needs {0}.",
        roles.join(", "),
      ),
      fix: () => {
        const added = requireApplicationPermissions(roles).flatMap(
          ({ resourceAccess }) => resourceAccess,
        );
        const now = accessTo(registration, exchangeOnlineAppId);
        return planPermissions(registration, exchangeOnlineAppId, [...now, ...added]);
      },
    }),
  ];
};

const protocolScopes = ["IMAP.AccessAsUser.All", "POP.AccessAsUser.All", "SMTP.Send"] as const;

/** Practice in guides and portal: the Graph permission, and ask for the outlook.office.com scope. */
const delegatedUnderExchange: CheckRule = ({ registration }) => {
  const onGraph = new Set(
    accessTo(registration, graphAppId).map((access) => permissionOf(graphAppId, access).value),
  );
  const wrong = accessTo(registration, exchangeOnlineAppId).flatMap((access) => {
    const { value } = permissionOf(exchangeOnlineAppId, access);
    if (access.type !== "Scope" || value === undefined || onGraph.has(value)) return [];
    return protocolScopes.filter((scope) => scope === value);
  });
  if (wrong.length === 0) return [];
  return [
    check({
      id: "permission.wrongApi",
      severity: "information",
      title: message("{0} stand under Office 365 Exchange Online", wrong.join(", ")),
      explanation: message(
        "Guides and the portal list these delegated permissions under Microsoft Graph; the sign-in then asks for outlook.office.com. Listed only here, the consent page may not show them.",
      ),
      fix: () => planAddDelegated(registration, wrong),
    }),
  ];
};

const notFound: CheckRule = ({ registration, consent }) => {
  if (consent === undefined) return [];
  const gone = consentRows(registration, consent).filter(
    ({ requested, found, resourceAppId }) =>
      requested && !found && consent.apis.some(({ appId }) => appId === resourceAppId),
  );
  return gone.map(({ name, resourceName, resourceAppId = "", id = "", type }) =>
    check({
      id: `permission.notFound:${resourceAppId}:${id}`,
      severity: "error",
      title: message("{0} has no permission {1}", resourceName, name),
      explanation: message(
        "It was misspelt or does not exist any more. A consent to everything that is declared fails with it (AADSTS650053, 65006).",
      ),
      fix: () => planRemovePermissions(registration, resourceAppId, [{ id, type }]),
    }),
  );
};

/** What is asked for: enough, of the right API, and no more. */
export const permissionRules: readonly CheckRule[] = [
  noMailPermission,
  noOfflineAccess,
  wrongKindForService,
  delegatedUnderExchange,
  notFound,
];
