import type { MailboxSeed, User } from "../../model";
import { stableGuid } from "../../seed/stableIds";

/** Licences with their service plans; names and ids as in Microsoft's list of products, from memory: unverified. */
const licences = {
  office: {
    skuId: "6fd2c87f-b296-42f0-b197-1e91e994b900",
    skuPartNumber: "ENTERPRISEPACK",
    plans: [
      { id: "efb87545-963c-4e0d-99df-69c6916d9eb0", name: "EXCHANGE_S_ENTERPRISE" },
      { id: "5dbe027f-2339-4123-9542-606e4d348a72", name: "SHAREPOINTENTERPRISE" },
    ],
  },
  directory: {
    skuId: "078d2b04-f1bd-4111-bbd4-b4b1b354cef4",
    skuPartNumber: "AAD_PREMIUM",
    plans: [
      { id: "113feb6c-3fe4-4440-bddc-54d774bf0318", name: "EXCHANGE_S_FOUNDATION" },
      { id: "41781fb2-bc02-4b7c-bd55-b576c07bb09d", name: "AAD_PREMIUM" },
    ],
  },
} as const;

type Licence = (typeof licences)[keyof typeof licences];

/** What a user of an organisation is licensed for: Exchange Online only with a licensed mailbox. */
export function licencesOf(user: User, mailbox: MailboxSeed | undefined): readonly Licence[] {
  if (user.home !== undefined) {
    return [];
  }
  return [mailbox?.licensed === true ? licences.office : licences.directory];
}

export function renderLicence(user: User, licence: Licence): Record<string, unknown> {
  const { skuId, skuPartNumber, plans } = licence;
  return {
    id: stableGuid(`licence ${user.id} ${skuPartNumber}`),
    skuId,
    skuPartNumber,
    servicePlans: plans.map(({ id, name }) => ({
      servicePlanId: id,
      servicePlanName: name,
      provisioningStatus: "Success",
      appliesTo: name === "EXCHANGE_S_FOUNDATION" ? "Company" : "User",
    })),
  };
}

/** The plans as the user resource lists them (`assignedPlans`). */
export function renderAssignedPlans(held: readonly Licence[]): readonly Record<string, unknown>[] {
  return held.flatMap(({ plans }) =>
    plans.map(({ id, name }) => ({
      assignedDateTime: "2026-01-05T09:00:00Z",
      capabilityStatus: "Enabled",
      service: name.startsWith("EXCHANGE") ? "exchange" : "MicrosoftOffice",
      servicePlanId: id,
    })),
  );
}
