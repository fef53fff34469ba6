import { message } from "../../../base/message";
import {
  planGrant,
  planRevoke,
  planServicePrincipal,
  revocables,
} from "../../consent/consentPlans";
import { consentRows, isOpen } from "../../consent/consentRows";
import { openEnterpriseApp } from "../checkActions";
import { check, type CheckRule } from "../checkRule";
import { intendedUse } from "../intendedUse";

const noServicePrincipal: CheckRule = (evidence) => {
  const { registration, consent } = evidence;
  if (consent === undefined || consent.servicePrincipal !== undefined) return [];
  const isService = intendedUse(evidence) === "appOnly";
  return [
    check({
      id: "servicePrincipal.missing",
      severity: isService ? "error" : "information",
      title: message("It has no enterprise application in this directory"),
      explanation: isService
        ? message(
            "A service cannot sign in without one, and the Exchange script needs its object ID (AADSTS700016, 7000229).",
          )
        : message(
            "Microsoft makes it when the first person consents. Until then nothing is granted to anybody.",
          ),
      fix: () => planServicePrincipal(registration),
    }),
  ];
};

const disabled: CheckRule = ({ consent, cloud, tenantId }) =>
  consent?.servicePrincipal?.accountEnabled === false
    ? [
        check({
          id: "servicePrincipal.disabled",
          severity: "error",
          title: message("Its enterprise application is disabled"),
          explanation: message(
            "Every sign-in is refused (AADSTS7000112). An administrator can enable it: Enterprise applications, Properties, Enabled for users to sign in.",
          ),
          actions: openEnterpriseApp(cloud, consent.servicePrincipal, "Properties", tenantId),
        }),
      ]
    : [];

const assignment: CheckRule = (evidence) => {
  const { consent, cloud, tenantId } = evidence;
  const servicePrincipal = consent?.servicePrincipal;
  if (servicePrincipal?.appRoleAssignmentRequired !== true) return [];
  if (intendedUse(evidence) === "appOnly") return [];
  return [
    check({
      id: "servicePrincipal.assignmentRequired",
      severity: "warning",
      title: message("Only people who are assigned to it can sign in"),
      explanation: message(
        "All others are refused (AADSTS50105). Assign them under Enterprise applications, Users and groups, or switch the requirement off.",
      ),
      actions: openEnterpriseApp(cloud, servicePrincipal, "Users", tenantId),
    }),
  ];
};

const rolesNotGranted: CheckRule = ({ registration, consent }) => {
  if (consent === undefined) return [];
  const open = consentRows(registration, consent).filter(
    (row) => row.type === "Role" && isOpen(row, "everyone"),
  );
  if (open.length === 0) return [];
  return [
    check({
      id: "consent.rolesMissing",
      severity: "error",
      title: message(
        "Application permissions are not granted yet: {0}",
        open.map(({ name }) => name).join(", "),
      ),
      explanation: message(
        "They work only after an administrator consented; until then a token lacks them.",
      ),
      fix: () => planGrant(registration, consent, open, "everyone"),
    }),
  ];
};

const adminScopesNotGranted: CheckRule = ({ registration, consent }) => {
  if (consent === undefined) return [];
  const open = consentRows(registration, consent).filter(
    (row) => row.type === "Scope" && row.adminOnly && isOpen(row, "everyone") && !row.grantedToMe,
  );
  if (open.length === 0) return [];
  return [
    check({
      id: "consent.adminMissing",
      severity: "warning",
      title: message(
        "Only an administrator can grant {0}",
        open.map(({ name }) => name).join(", "),
      ),
      explanation: message(
        'Until then people who sign in see "Need admin approval" (AADSTS65001, 90094).',
      ),
      fix: () => planGrant(registration, consent, open, "everyone"),
    }),
  ];
};

const grantedButNotAsked: CheckRule = ({ registration, consent }) => {
  if (consent === undefined) return [];
  const extra = consentRows(registration, consent).filter(
    ({ requested, grantedToEveryone, name }) =>
      !requested && grantedToEveryone && !signingIn.has(name),
  );
  if (extra.length === 0) return [];
  const names = new Set(extra.map(({ resourceName, name }) => `${resourceName} ${name}`));
  return [
    check({
      id: "consent.leftOver",
      severity: "information",
      title: message(
        "Granted, but not asked for any more: {0}",
        extra.map(({ name }) => name).join(", "),
      ),
      explanation: message(
        "A grant outlives the permission in the registration. Whoever signs in can still get it.",
      ),
      fix: () =>
        planRevoke(
          registration,
          revocables(consent).filter(
            (one) =>
              names.has(`${one.resourceName} ${one.name}`) &&
              (one.kind === "role" || one.holder === "everyone"),
          ),
        ),
    }),
  ];
};

const signingIn = new Set(["openid", "profile", "email", "offline_access"]);

/** What was granted, and to whom. */
export const consentRules: readonly CheckRule[] = [
  noServicePrincipal,
  disabled,
  assignment,
  rolesNotGranted,
  adminScopesNotGranted,
  grantedButNotAsked,
];
