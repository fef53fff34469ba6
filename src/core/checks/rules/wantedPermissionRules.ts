import { type Message, message } from "../../../base/message";
import {
  accessTo,
  planPermissions,
  planRemovePermissions,
} from "../../registration/changes/permissions";
import {
  declaredMailPermissions,
  mailPermission,
  type MailPermissionName,
} from "../../registration/mailPermissions";
import { declaredPermissionNames, permissionOf } from "../../registration/permissions";
import type { Registration } from "../../registration/registration";
import type { Check } from "../check";
import { check, type CheckRule } from "../checkRule";
import { applicationMailPermissions, hasMailScope, intendedUse } from "../intendedUse";
import { wantedPermissions } from "../wantedPermissions";

interface Gap {
  readonly id: string;
  readonly severity: "warning" | "information";
  readonly names: readonly MailPermissionName[];
  readonly title: (names: string) => Message;
  readonly explanation: Message;
}

/** One finding for each API: a plan changes what is asked of one of them. */
function gaps(registration: Registration, gap: Gap): readonly Check[] {
  const declared = new Set(declaredMailPermissions(registration.requiredResourceAccess));
  const missing = gap.names.filter((name) => !declared.has(name)).map(mailPermission);
  const apis = [...new Set(missing.map(({ resourceAppId }) => resourceAppId))];
  return apis.map((api) => {
    const ofApi = missing.filter(({ resourceAppId }) => resourceAppId === api);
    return check({
      id: `${gap.id}:${api}`,
      severity: gap.severity,
      title: gap.title(ofApi.map(({ value }) => value).join(", ")),
      explanation: gap.explanation,
      fix: () =>
        planPermissions(registration, api, [
          ...accessTo(registration, api),
          ...ofApi.map(({ access }) => access),
        ]),
    });
  });
}

const missing: CheckRule = (evidence) => {
  const { registration } = evidence;
  const wanted = wantedPermissions(evidence);
  const opensMail =
    intendedUse(evidence) === "appOnly"
      ? applicationMailPermissions(registration).length > 0
      : hasMailScope(declaredPermissionNames(registration.requiredResourceAccess));
  // Without any, other findings say so
  if (wanted === undefined || !opensMail) return [];
  return [
    ...gaps(registration, {
      id: "permission.missing",
      severity: "warning",
      names: wanted.needed,
      title: (names) => message("Permissions that this use needs are missing: {0}", names),
      explanation: message(
        "A mail protocol stays closed, or what asks for them is refused (AADSTS65001, 650057).",
      ),
    }),
    ...gaps(registration, {
      id: "permission.leftOut",
      severity: "information",
      names: wanted.optional,
      title: (names) => message("Permissions that this use can have are left out: {0}", names),
      explanation: message(
        "That is right where the program does without them. Add them when it fetches or sends mail that way.",
      ),
    }),
  ];
};

/** What opens more than a mailbox, or every mailbox. */
const broad: ReadonlySet<string> = new Set([
  "Role:full_access_as_app",
  "Role:Exchange.ManageAsApp",
  "Role:Mail.ReadWrite",
  "Role:Mail.Read",
  "Role:Mail.Send",
  "Role:User.Read.All",
  "Role:Application.ReadWrite.All",
  "Scope:Application.ReadWrite.All",
  "Scope:Directory.AccessAsUser.All",
  "Scope:Directory.Read.All",
  "Scope:AppRoleAssignment.ReadWrite.All",
  "Scope:DelegatedPermissionGrant.ReadWrite.All",
  "Scope:EWS.AccessAsUser.All",
]);

/** Signing in itself; nobody needs to take them away. */
const basic = new Set(["openid", "profile", "email", "offline_access", "User.Read"]);

const needless: CheckRule = (evidence) => {
  const { registration, preset } = evidence;
  const wanted = wantedPermissions(evidence);
  if (wanted === undefined || preset?.actsAs === "either") return [];
  const fitting = new Set(
    [...wanted.fitting].map(mailPermission).map(({ access, value }) => `${access.type}:${value}`),
  );
  return registration.requiredResourceAccess.flatMap(({ resourceAppId, resourceAccess }) =>
    resourceAccess.flatMap((access) => {
      const { value } = permissionOf(resourceAppId, access);
      const key = `${access.type}:${value ?? ""}`;
      if (value === undefined || fitting.has(key) || basic.has(value)) return [];
      const isBroad = broad.has(key);
      return [
        check({
          id: `permission.needless:${resourceAppId}:${access.type}:${access.id}`,
          severity: isBroad ? "warning" : "information",
          title: message("{0} is not needed for this use", value),
          explanation: isBroad
            ? message(
                "It opens far more than one mailbox to whoever gets hold of the app. Remove it when nothing else uses it.",
              )
            : message(
                "The less a registration asks for, the less an administrator has to trust it. Remove it when nothing else uses it.",
              ),
          fix: () => planRemovePermissions(registration, resourceAppId, [access]),
        }),
      ];
    }),
  );
};

/** What is asked for against what the use wants: all of it, and no more. */
export const wantedPermissionRules: readonly CheckRule[] = [missing, needless];
