import { type Message, message } from "../../../base/message";
import { isGuid } from "../../guid";
import { audienceWords, includesPersonalAccounts } from "../../registration/audience";
import { changePlan } from "../../registration/changes/changePlan";
import { planSupportedAccounts } from "../../registration/changes/supportedAccounts";
import type { SignInAudience } from "../../registration/registration";
import { checkActions } from "../checkActions";
import { check, type CheckRule } from "../checkRule";
import { intendedUse } from "../intendedUse";

const tokenVersion: CheckRule = ({ registration }) => {
  const { signInAudience, requestedAccessTokenVersion } = registration;
  if (!includesPersonalAccounts(signInAudience) || requestedAccessTokenVersion === 2) return [];
  return [
    check({
      id: "tokenVersion.old",
      severity: "error",
      title: message("Its access tokens must have version 2"),
      explanation: message(
        "Personal accounts can sign in only with version 2; Microsoft refuses changes as long as it is another (api.requestedAccessTokenVersion).",
      ),
      fix: () =>
        changePlan(registration, {
          patch: { api: { requestedAccessTokenVersion: 2 } },
          before: { api: { requestedAccessTokenVersion: requestedAccessTokenVersion ?? null } },
        }),
    }),
  ];
};

const notOfPreset: CheckRule = ({ registration, preset, cloud }) => {
  const { signInAudience } = registration;
  if (preset === undefined || preset.audiences.includes(signInAudience)) return [];
  const wanted = preset.audiences.find(
    (audience) => cloud.personalAccounts || !includesPersonalAccounts(audience),
  );
  if (wanted === undefined) return [];
  const shutsOut =
    preset.audiences.every(includesPersonalAccounts) && !includesPersonalAccounts(signInAudience);
  return [
    check({
      id: "audience.notOfPreset",
      severity: shutsOut ? "error" : "warning",
      title: shutsOut
        ? message("Outlook.com accounts cannot sign in")
        : message("The supported accounts do not fit this use"),
      explanation: message(
        "Supported now: {0}. This use needs: {1}.",
        audienceWords(signInAudience).portal,
        audienceWords(wanted).portal,
      ),
      fix: () => planSupportedAccounts(registration, wanted, cloud),
    }),
  ];
};

const cloudWithoutPersonalAccounts: CheckRule = ({ registration, cloud }) => {
  const { signInAudience } = registration;
  if (cloud.personalAccounts || !includesPersonalAccounts(signInAudience)) return [];
  return [
    check({
      id: "audience.cloud",
      severity: "error",
      title: message("This cloud has no personal accounts"),
      explanation: message(
        "National clouds do not support registrations for personal Microsoft accounts.",
      ),
      fix: () => planSupportedAccounts(registration, "AzureADMultipleOrgs", cloud),
    }),
  ];
};

const directoryAuthority: CheckRule = (evidence) => {
  const { registration, preset } = evidence;
  const needsDirectory = preset?.authority === "directory" || intendedUse(evidence) === "appOnly";
  if (!needsDirectory || registration.signInAudience === "AzureADMyOrg") return [];
  const personalOnly = registration.signInAudience === "PersonalMicrosoftAccount";
  return [
    check({
      id: "audience.appOnly",
      severity: personalOnly ? "error" : "information",
      title: message("A service without a person needs this directory only"),
      explanation: message(
        "It signs in at the directory's own address; {0} opens it further than needed, and common or organizations is refused (AADSTS9001023).",
        audienceWords(registration.signInAudience).short,
      ),
      fix: () => planSupportedAccounts(registration, "AzureADMyOrg", evidence.cloud),
    }),
  ];
};

/** A sign-in that was made here at an address where the registration, as it is now, is refused. */
const otherAuthority: CheckRule = ({ registration, signIns, tenantId }) => {
  const { signInAudience } = registration;
  const used = [...new Set(signIns.map(({ authorityTenant }) => authorityTenant.toLowerCase()))];
  return used.flatMap((tenant) => {
    const explanation = authorityProblem(signInAudience, tenant, tenantId?.toLowerCase());
    if (explanation === undefined) return [];
    return [
      check({
        id: `authority.notOfAudience:${tenant}`,
        severity: "error",
        title: message("A mailbox signs in at {0}, which does not fit the accounts", tenant),
        explanation,
        actions: [checkActions.signInMailbox],
      }),
    ];
  });
};

/** Source: AADSTS reference; that work accounts of a registration for several directories may use common: MSAL. */
function authorityProblem(
  audience: SignInAudience,
  tenant: string,
  tenantId: string | undefined,
): Message | undefined {
  const isShared = ["common", "organizations", "consumers"].includes(tenant);
  if (audience === "AzureADMyOrg") {
    if (isShared) {
      return message(
        "This directory only: the shared addresses refuse it (AADSTS50194). Sign in again, and the directory's own is used; or widen the supported accounts.",
      );
    }
    return tenantId !== undefined && isGuid(tenant) && isGuid(tenantId) && tenant !== tenantId
      ? message(
          "This directory only: another directory does not know it (AADSTS700016). Sign in again, and the directory's own address is used; or widen the supported accounts.",
        )
      : undefined;
  }
  if (audience === "PersonalMicrosoftAccount") {
    return tenant === "consumers"
      ? undefined
      : message(
          "Personal accounts only: they sign in at consumers. Sign in again, and that is used; or widen the supported accounts.",
        );
  }
  return audience === "AzureADMultipleOrgs" && tenant === "consumers"
    ? message(
        "It is not for personal accounts: that address refuses it (AADSTS9002332). Sign in again with a work account, or widen the supported accounts.",
      )
    : undefined;
}

/** Who can sign in, and where. Source: Entra "supported accounts validation". */
export const audienceRules: readonly CheckRule[] = [
  tokenVersion,
  notOfPreset,
  cloudWithoutPersonalAccounts,
  directoryAuthority,
  otherAuthority,
];
