import type { Finding } from "../diagnosis/finding";
import type { Check, CheckEvidence } from "./check";
import type { CheckRule } from "./checkRule";
import { audienceRules } from "./rules/audienceRules";
import { consentRules } from "./rules/consentRules";
import { credentialRules } from "./rules/credentialRules";
import { permissionRules } from "./rules/permissionRules";
import { platformRules } from "./rules/platformRules";
import { redirectUriRules } from "./rules/redirectUriRules";
import { wantedPermissionRules } from "./rules/wantedPermissionRules";

const rules: readonly CheckRule[] = [
  ...platformRules,
  ...redirectUriRules,
  ...audienceRules,
  ...permissionRules,
  ...wantedPermissionRules,
  ...credentialRules,
  ...consentRules,
];

const order: Readonly<Record<Finding["severity"], number>> = {
  error: 0,
  warning: 1,
  information: 2,
};

/**
 * What of a registration will not work, or no longer, or gives away more than is needed; the worst first. Pure: it
 * looks at what it is given and asks nobody.
 */
export function checkRegistration(evidence: CheckEvidence): readonly Check[] {
  return rules
    .flatMap((rule) => rule(evidence))
    .sort((a, b) => order[a.finding.severity] - order[b.finding.severity]);
}
