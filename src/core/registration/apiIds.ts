/** Client id of Microsoft Graph. */
export const graphAppId = "00000003-0000-0000-c000-000000000000";
/** Client id of Office 365 Exchange Online. */
export const exchangeOnlineAppId = "00000002-0000-0ff1-ce00-000000000000";

/**
 * Ids of the delegated permissions for mail protocols, which both APIs publish. Sources: Microsoft Graph permissions
 * reference; for Exchange Online manifests and guides that agree with each other.
 */
export const mailScopeIds = {
  "IMAP.AccessAsUser.All": {
    graph: "652390e4-393a-48de-9484-05f9b1212954",
    exchange: "195adc35-e27b-454b-a7ed-1ecdffa1c09f",
  },
  "POP.AccessAsUser.All": {
    graph: "d7b7f2d9-0f45-4ea1-9d42-e50810c06991",
    exchange: "fb698133-92fa-453e-a9ed-688e10f2e5ac",
  },
  "SMTP.Send": {
    graph: "258f6531-6087-4cc4-bb90-092c5fb3ed3f",
    exchange: "76faac2a-0f20-42f1-928a-50de5b9dbe52",
  },
} as const;

/** Ids of the delegated permissions for mail in Microsoft Graph. Source: Microsoft Graph permissions reference. */
export const graphMailScopeIds = {
  "Mail.Read": "570282fd-fa5c-430d-a7fd-fc8dc98a9dca",
  "Mail.ReadWrite": "024d486e-b451-40bb-833d-3e66d98c5c73",
  "Mail.Send": "e383f46e-2787-4529-855e-0e479a3ffac0",
} as const;
