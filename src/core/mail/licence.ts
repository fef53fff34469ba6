/** Whether an account has a plan with a mailbox in Exchange Online; `unknown` where Graph did not tell. */
export type LicenceReading = "mailbox" | "none" | "unknown";

/** Comes with every Office plan and holds no mailbox. */
const foundation = /^EXCHANGE_S_FOUNDATION/;
const exchangePlan = /EXCHANGE_S_/;

/**
 * Reads the answer to Graph's "List licenseDetails". That plans with a mailbox are those whose name holds `EXCHANGE_S_`
 * is a rule of ours, unverified against Microsoft's own list.
 */
export function readLicences(answer: unknown): LicenceReading {
  const licences = listOf(answer, "value");
  if (licences === undefined) return "unknown";
  const plans = licences.flatMap((licence) => listOf(licence, "servicePlans") ?? []);
  return plans.some(holdsMailbox) ? "mailbox" : "none";
}

function holdsMailbox(plan: unknown): boolean {
  if (typeof plan !== "object" || plan === null) return false;
  const { servicePlanName, provisioningStatus } = plan as Readonly<Record<string, unknown>>;
  return (
    typeof servicePlanName === "string" &&
    exchangePlan.test(servicePlanName) &&
    !foundation.test(servicePlanName) &&
    provisioningStatus === "Success"
  );
}

function listOf(value: unknown, member: string): readonly unknown[] | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const list = (value as Readonly<Record<string, unknown>>)[member];
  return Array.isArray(list) ? list : undefined;
}
