import { createHash } from "node:crypto";

/** The same label gives the same GUID (version 4 shape) in every run: screenshots and tests stay stable. */
export function stableGuid(label: string): string {
  const hex = createHash("sha256").update(label).digest("hex");
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

/** Tenants and clients that tests name. Those of Microsoft are the real ones. */
export const ids = {
  contoso: "3f6b1c52-8d3e-4c0a-9a57-6f1e2b7d9c10",
  fabrikam: "b8a4d0e7-51c9-4f26-8e0b-2d7c93a6f451",
  /** The tenant of all personal accounts, as at Microsoft. */
  consumers: "9188040d-6c67-4c5b-b112-36a304b66dad",
  /** Owner of first-party clients ("Microsoft Services"). */
  microsoft: "f8cdef31-a31e-4b4a-93e4-5f571e91255a",
  /** "Entra Mail management" of Contoso. */
  managementClient: "5a1d0e1c-7d0c-4a53-9f3c-2f1f0c1d3b10",
  visualStudioCode: "aebc6443-996d-45c2-90f0-388ff96faa56",
  azureCli: "04b07795-8ddb-461a-bbee-02f9e1bf7b46",
  graphCommandLineTools: "14d82eec-204b-4c2f-b7e8-296a70dab67e",
} as const;
