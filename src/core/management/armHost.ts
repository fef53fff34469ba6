import type { CloudId } from "../cloud";

/**
 * Hosts of Azure Resource Manager, which lists the directories of an account (learn.microsoft.com/rest/api/resources/tenants/list).
 * VS Code's own client is made for it. Those of other clouds were seen in no source here.
 */
const hosts: Readonly<Partial<Record<CloudId, string>>> = { global: "management.azure.com" };

/** Undefined where directories cannot be listed. */
export function armHost(cloudId: CloudId): string | undefined {
  return hosts[cloudId];
}
