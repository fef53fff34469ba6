import { message } from "../../../base/message";
import { audienceWords, includesPersonalAccounts } from "../../registration/audience";
import { changePlan } from "../../registration/changes/changePlan";
import { planSupportedAccounts } from "../../registration/changes/supportedAccounts";
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

const appOnlyForPersonal: CheckRule = (evidence) => {
  const { registration } = evidence;
  if (intendedUse(evidence) !== "appOnly" || registration.signInAudience === "AzureADMyOrg")
    return [];
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

/** Who can sign in, and where. Source: Entra "supported accounts validation". */
export const audienceRules: readonly CheckRule[] = [
  tokenVersion,
  notOfPreset,
  cloudWithoutPersonalAccounts,
  appOnlyForPersonal,
];
