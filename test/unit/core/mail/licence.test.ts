import assert from "node:assert/strict";
import { readLicences } from "../../../../src/core/mail/licence";

const licence = (servicePlanName: unknown, provisioningStatus: unknown = "Success"): object => ({
  value: [{ skuPartNumber: "X", servicePlans: [{ servicePlanName, provisioningStatus }] }],
});

const rows: readonly (readonly [string, unknown, ReturnType<typeof readLicences>])[] = [
  ["a plan with a mailbox", licence("EXCHANGE_S_ENTERPRISE"), "mailbox"],
  ["a small plan", licence("EXCHANGE_S_DESKLESS"), "mailbox"],
  ["the plan that all others rest on", licence("EXCHANGE_S_FOUNDATION"), "none"],
  ["a plan that is switched off", licence("EXCHANGE_S_STANDARD", "Disabled"), "none"],
  ["another service", licence("TEAMS1"), "none"],
  ["no licence", { value: [] }, "none"],
  ["a licence without plans", { value: [{}] }, "none"],
  ["a plan without a name", licence(undefined), "none"],
  ["an error", { error: { code: "Authorization_RequestDenied" } }, "unknown"],
  ["nothing", undefined, "unknown"],
  ["a list that is none", { value: "x" }, "unknown"],
];

describe("licences", () => {
  for (const [name, answer, reading] of rows) {
    it(`are read from ${name}: ${reading}`, () => assert.equal(readLicences(answer), reading));
  }
});
