/** A delegated permission an API offers. */
export interface Scope {
  readonly value: string;
  readonly id: string;
  /** The words of the consent page. */
  readonly title: string;
  /** Only an administrator may consent. */
  readonly adminOnly: boolean;
  /** Exists for personal Microsoft accounts. */
  readonly personal: boolean;
}

/** An application permission an API offers. */
export interface AppRole {
  readonly value: string;
  readonly id: string;
  readonly title: string;
}

// Ids and titles of the Graph rows: Microsoft Graph permissions reference. The rows of Exchange Online carry
// its published ids; which of its scopes personal accounts have follows the protocol documentation for
// IMAP, POP and SMTP and is unverified for the others, which are therefore refused there.

export const graphScopes: readonly Scope[] = [
  {
    value: "openid",
    id: "37f7f235-527c-4136-accd-4a02d197296e",
    title: "Sign users in",
    adminOnly: false,
    personal: true,
  },
  {
    value: "profile",
    id: "14dad69e-099b-42c9-810b-d002981feec1",
    title: "View users' basic profile",
    adminOnly: false,
    personal: true,
  },
  {
    value: "email",
    id: "64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0",
    title: "View users' email address",
    adminOnly: false,
    personal: true,
  },
  {
    value: "offline_access",
    id: "7427e0e9-2fba-42fe-b0c0-848c9e6a8182",
    title: "Maintain access to data you have given it access to",
    adminOnly: false,
    personal: true,
  },
  {
    value: "User.Read",
    id: "e1fe6dd8-ba31-4d61-89e7-88639da4683d",
    title: "Sign in and read user profile",
    adminOnly: false,
    personal: true,
  },
  {
    value: "Mail.Read",
    id: "570282fd-fa5c-430d-a7fd-fc8dc98a9dca",
    title: "Read user mail",
    adminOnly: false,
    personal: true,
  },
  {
    value: "Mail.ReadWrite",
    id: "024d486e-b451-40bb-833d-3e66d98c5c73",
    title: "Read and write access to user mail",
    adminOnly: false,
    personal: true,
  },
  {
    value: "Mail.Send",
    id: "e383f46e-2787-4529-855e-0e479a3ffac0",
    title: "Send mail as a user",
    adminOnly: false,
    personal: true,
  },
  {
    value: "Mail.Read.Shared",
    id: "7b9103a5-4610-446b-9670-80643382c1fa",
    title: "Read user and shared mail",
    adminOnly: false,
    personal: false,
  },
  {
    value: "Mail.ReadWrite.Shared",
    id: "5df07973-7d5d-46ed-9847-1271055cbd51",
    title: "Read and write user and shared mail",
    adminOnly: false,
    personal: false,
  },
  {
    value: "Mail.Send.Shared",
    id: "a367ab51-6b49-43bf-a716-a1fb06d2a174",
    title: "Send mail on behalf of others",
    adminOnly: false,
    personal: false,
  },
  {
    value: "Mail.ReadBasic",
    id: "a4b8392a-d8d1-4954-a029-8e668a39a170",
    title: "Read user basic mail",
    adminOnly: false,
    personal: true,
  },
  {
    value: "MailboxSettings.Read",
    id: "87f447af-9fa4-4c32-9dfa-4a57a73d18ce",
    title: "Read user mailbox settings",
    adminOnly: false,
    personal: true,
  },
  {
    value: "MailboxSettings.ReadWrite",
    id: "818c620a-27a9-40bd-a6a5-d96f7d610b4b",
    title: "Read and write user mailbox settings",
    adminOnly: false,
    personal: true,
  },
  {
    value: "IMAP.AccessAsUser.All",
    id: "652390e4-393a-48de-9484-05f9b1212954",
    title: "Read and write access to mailboxes via IMAP",
    adminOnly: false,
    personal: true,
  },
  {
    value: "POP.AccessAsUser.All",
    id: "d7b7f2d9-0f45-4ea1-9d42-e50810c06991",
    title: "Read and write access to mailboxes via POP",
    adminOnly: false,
    personal: true,
  },
  {
    value: "SMTP.Send",
    id: "258f6531-6087-4cc4-bb90-092c5fb3ed3f",
    title: "Send emails from mailboxes using SMTP AUTH",
    adminOnly: false,
    personal: true,
  },
  {
    value: "User.Read.All",
    id: "a154be20-db9c-4678-8ab7-66f6cc099a59",
    title: "Read all users' full profiles and company properties",
    adminOnly: true,
    personal: false,
  },
  {
    value: "Application.Read.All",
    id: "c79f8feb-a9db-4090-85f9-90d820caa0eb",
    title: "Read applications",
    adminOnly: true,
    personal: true,
  },
  {
    value: "Application.ReadWrite.All",
    id: "bdfbf15f-ee85-4955-8675-146e8e5296b5",
    title: "Read and write all applications",
    adminOnly: true,
    personal: true,
  },
  {
    value: "DelegatedPermissionGrant.ReadWrite.All",
    id: "41ce6ca6-6826-4807-84f1-1c82854f7ee5",
    title: "Manage all delegated permission grants",
    adminOnly: true,
    personal: false,
  },
  {
    value: "AppRoleAssignment.ReadWrite.All",
    id: "84bccea3-f856-4a8a-967b-dbe0a3d53a64",
    title: "Manage app permission grants and app role assignments",
    adminOnly: true,
    personal: false,
  },
  {
    value: "Directory.Read.All",
    id: "06da0dbc-49e2-44d2-8312-53f166ab848a",
    title: "Read directory data",
    adminOnly: true,
    personal: false,
  },
  {
    value: "Directory.AccessAsUser.All",
    id: "0e263e50-5827-48a4-b97c-d940288653c7",
    title: "Access directory as the signed in user",
    adminOnly: true,
    personal: false,
  },
  {
    value: "Organization.Read.All",
    id: "4908d5b9-3fb2-4b1e-9336-1888b7937185",
    title: "Read organization information",
    adminOnly: true,
    personal: false,
  },
];

export const graphRoles: readonly AppRole[] = [
  {
    value: "Mail.Read",
    id: "810c84a8-4a9e-49e6-bf7d-12d183f40d01",
    title: "Read mail in all mailboxes",
  },
  {
    value: "Mail.ReadWrite",
    id: "e2a3a72e-5f79-4c64-b1b1-878b674786c9",
    title: "Read and write mail in all mailboxes",
  },
  {
    value: "Mail.Send",
    id: "b633e1c5-b582-4048-a93e-9f11b44c7e96",
    title: "Send mail as any user",
  },
  {
    value: "Mail.ReadBasic",
    id: "6be147d2-ea4f-4b5a-a3fa-3eab6f3c140a",
    title: "Read basic mail in all mailboxes",
  },
  {
    value: "Mail.ReadBasic.All",
    id: "693c5e45-0940-467d-9b8a-1022fb9d42ef",
    title: "Read basic mail in all mailboxes",
  },
  {
    value: "MailboxSettings.Read",
    id: "40f97065-369a-49f4-947c-6a255697ae91",
    title: "Read all user mailbox settings",
  },
  {
    value: "MailboxSettings.ReadWrite",
    id: "6931bccd-447a-43d1-b442-00a195474933",
    title: "Read and write all user mailbox settings",
  },
  {
    value: "User.Read.All",
    id: "df021288-bdef-4463-88db-98f22de89214",
    title: "Read all users' full profiles and company properties",
  },
  {
    value: "Application.Read.All",
    id: "9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30",
    title: "Read all applications",
  },
  {
    value: "Application.ReadWrite.OwnedBy",
    id: "18a4783c-866b-4cc7-a460-3d5e5662c884",
    title: "Manage apps that this app creates or owns",
  },
  {
    value: "Application.ReadWrite.All",
    id: "1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9",
    title: "Read and write all applications",
  },
];

export const exchangeScopes: readonly Scope[] = [
  {
    value: "IMAP.AccessAsUser.All",
    id: "195adc35-e27b-454b-a7ed-1ecdffa1c09f",
    title: "Read and write access to mailboxes via IMAP",
    adminOnly: false,
    personal: true,
  },
  {
    value: "POP.AccessAsUser.All",
    id: "fb698133-92fa-453e-a9ed-688e10f2e5ac",
    title: "Read and write access to mailboxes via POP",
    adminOnly: false,
    personal: true,
  },
  {
    value: "SMTP.Send",
    id: "76faac2a-0f20-42f1-928a-50de5b9dbe52",
    title: "Send emails from mailboxes using SMTP AUTH",
    adminOnly: false,
    personal: true,
  },
  {
    value: "EWS.AccessAsUser.All",
    id: "3b5f3d61-589b-4a3c-a359-5dd4b5ee5bd5",
    title: "EWS.AccessAsUser.All",
    adminOnly: false,
    personal: false,
  },
  {
    value: "Mail.Read",
    id: "185758ba-798d-4b72-9e54-429a413a2510",
    title: "Mail.Read",
    adminOnly: false,
    personal: false,
  },
  {
    value: "User.Read",
    id: "6223a6d3-53ef-4f8f-982a-895b39483c61",
    title: "User.Read",
    adminOnly: false,
    personal: false,
  },
];

export const exchangeRoles: readonly AppRole[] = [
  {
    value: "IMAP.AccessAsApp",
    id: "5e5addcd-3e8d-4e90-baf5-964efab2b20a",
    title: "IMAP.AccessAsApp",
  },
  {
    value: "POP.AccessAsApp",
    id: "cb842b43-da6e-4506-86fe-bb12199c656d",
    title: "POP.AccessAsApp",
  },
  { value: "SMTP.SendAsApp", id: "7146a1f0-8703-45b3-9eae-527a64c00995", title: "SMTP.SendAsApp" },
  {
    value: "full_access_as_app",
    id: "dc890d15-9560-4a4c-9b7f-a736ec74ec40",
    title: "full_access_as_app",
  },
  {
    value: "Exchange.ManageAsApp",
    id: "dc50a0fb-09a3-484d-be87-e023b12c6440",
    title: "Exchange.ManageAsApp",
  },
  { value: "Mail.Read", id: "810c84a8-4a9e-49e6-bf7d-12d183f40d01", title: "Mail.Read" },
  { value: "Mail.Send", id: "b633e1c5-b582-4048-a93e-9f11b44c7e96", title: "Mail.Send" },
];
