import type { Tenant } from "../model";
import type { Operation } from "./operation";
import { permissions } from "./permissions";

function render(tenant: Tenant): Record<string, unknown> {
  return {
    id: tenant.id,
    deletedDateTime: null,
    displayName: tenant.displayName,
    assignedPlans: [],
    businessPhones: [],
    city: null,
    country: null,
    countryLetterCode: null,
    createdDateTime: "2020-02-03T09:00:00Z",
    defaultUsageLocation: null,
    marketingNotificationEmails: [],
    onPremisesLastSyncDateTime: null,
    onPremisesSyncEnabled: null,
    postalCode: null,
    preferredLanguage: "en",
    privacyProfile: null,
    provisionedPlans: [],
    securityComplianceNotificationMails: [],
    securityComplianceNotificationPhones: [],
    state: null,
    street: null,
    technicalNotificationMails: [],
    tenantType: "AAD",
    verifiedDomains: [
      {
        capabilities: "Email, OfficeCommunicationsOnline",
        isDefault: true,
        isInitial: true,
        name: tenant.domain,
        type: "Managed",
      },
    ],
  };
}

/** The caller's directory: always a collection of one. */
export const organizationOperations: readonly Operation[] = [
  {
    method: "GET",
    path: "/organization",
    permissions: permissions.organization,
    status: 200,
    run: (call) => {
      const tenant = call.world.tenants.get(call.caller.tenantId);
      return {
        kind: "collection",
        context: "organization",
        type: "organization",
        items: tenant === undefined ? [] : [{ id: tenant.id, value: { ...tenant } }],
        render: ({ value }) => render(value as unknown as Tenant),
      };
    },
  },
];
