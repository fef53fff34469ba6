import { mailScopeIds } from "./apiIds";

/**
 * Names of permissions the product only has to recognise in registrations made elsewhere, by
 * `<type>:<id>`. Microsoft Graph: permissions reference. Exchange Online publishes no list; its ids come
 * from manifests and guides that agree with each other.
 */
export const graphPermissions: Readonly<Record<string, string>> = {
  "Scope:7b9103a5-4610-446b-9670-80643382c1fa": "Mail.Read.Shared",
  "Scope:5df07973-7d5d-46ed-9847-1271055cbd51": "Mail.ReadWrite.Shared",
  "Scope:a367ab51-6b49-43bf-a716-a1fb06d2a174": "Mail.Send.Shared",
  "Scope:a4b8392a-d8d1-4954-a029-8e668a39a170": "Mail.ReadBasic",
  "Scope:87f447af-9fa4-4c32-9dfa-4a57a73d18ce": "MailboxSettings.Read",
  "Scope:818c620a-27a9-40bd-a6a5-d96f7d610b4b": "MailboxSettings.ReadWrite",
  "Scope:a154be20-db9c-4678-8ab7-66f6cc099a59": "User.Read.All",
  "Scope:c79f8feb-a9db-4090-85f9-90d820caa0eb": "Application.Read.All",
  "Scope:bdfbf15f-ee85-4955-8675-146e8e5296b5": "Application.ReadWrite.All",
  "Scope:41ce6ca6-6826-4807-84f1-1c82854f7ee5": "DelegatedPermissionGrant.ReadWrite.All",
  "Scope:84bccea3-f856-4a8a-967b-dbe0a3d53a64": "AppRoleAssignment.ReadWrite.All",
  "Scope:06da0dbc-49e2-44d2-8312-53f166ab848a": "Directory.Read.All",
  "Scope:0e263e50-5827-48a4-b97c-d940288653c7": "Directory.AccessAsUser.All",
  "Scope:4908d5b9-3fb2-4b1e-9336-1888b7937185": "Organization.Read.All",
  "Role:810c84a8-4a9e-49e6-bf7d-12d183f40d01": "Mail.Read",
  "Role:e2a3a72e-5f79-4c64-b1b1-878b674786c9": "Mail.ReadWrite",
  "Role:b633e1c5-b582-4048-a93e-9f11b44c7e96": "Mail.Send",
  "Role:6be147d2-ea4f-4b5a-a3fa-3eab6f3c140a": "Mail.ReadBasic",
  "Role:693c5e45-0940-467d-9b8a-1022fb9d42ef": "Mail.ReadBasic.All",
  "Role:40f97065-369a-49f4-947c-6a255697ae91": "MailboxSettings.Read",
  "Role:6931bccd-447a-43d1-b442-00a195474933": "MailboxSettings.ReadWrite",
  "Role:df021288-bdef-4463-88db-98f22de89214": "User.Read.All",
  "Role:9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30": "Application.Read.All",
  "Role:18a4783c-866b-4cc7-a460-3d5e5662c884": "Application.ReadWrite.OwnedBy",
  "Role:1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9": "Application.ReadWrite.All",
};

export const exchangePermissions: Readonly<Record<string, string>> = {
  [`Scope:${mailScopeIds["IMAP.AccessAsUser.All"].exchange}`]: "IMAP.AccessAsUser.All",
  [`Scope:${mailScopeIds["POP.AccessAsUser.All"].exchange}`]: "POP.AccessAsUser.All",
  [`Scope:${mailScopeIds["SMTP.Send"].exchange}`]: "SMTP.Send",
  "Scope:3b5f3d61-589b-4a3c-a359-5dd4b5ee5bd5": "EWS.AccessAsUser.All",
  "Scope:185758ba-798d-4b72-9e54-429a413a2510": "Mail.Read",
  "Scope:6223a6d3-53ef-4f8f-982a-895b39483c61": "User.Read",
  "Role:5e5addcd-3e8d-4e90-baf5-964efab2b20a": "IMAP.AccessAsApp",
  "Role:cb842b43-da6e-4506-86fe-bb12199c656d": "POP.AccessAsApp",
  "Role:7146a1f0-8703-45b3-9eae-527a64c00995": "SMTP.SendAsApp",
  "Role:dc890d15-9560-4a4c-9b7f-a736ec74ec40": "full_access_as_app",
  "Role:dc50a0fb-09a3-484d-be87-e023b12c6440": "Exchange.ManageAsApp",
  "Role:810c84a8-4a9e-49e6-bf7d-12d183f40d01": "Mail.Read",
  "Role:b633e1c5-b582-4048-a93e-9f11b44c7e96": "Mail.Send",
  "Role:e2a3a72e-5f79-4c64-b1b1-878b674786c9": "Mail.ReadWrite",
};

/** Delegated permissions of the table that only administrators may consent to (Graph permissions reference). */
export const adminOnlyScopes: ReadonlySet<string> = new Set([
  "User.Read.All",
  "Application.Read.All",
  "Application.ReadWrite.All",
  "DelegatedPermissionGrant.ReadWrite.All",
  "AppRoleAssignment.ReadWrite.All",
  "Directory.Read.All",
  "Directory.AccessAsUser.All",
  "Organization.Read.All",
]);
