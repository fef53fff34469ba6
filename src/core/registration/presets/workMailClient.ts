import { message } from "../../../base/message";
import type { Preset } from "../preset";

/** A mail program with a work or school mailbox. */
export const workMailClient: Preset = {
  id: "workMailClient",
  title: message("A mail program with my work account"),
  description: message("IMAP and SMTP as me"),
  detail: message("For a work or school mailbox of your organization. No secret needed."),
  suggestedName: "work-mail-client",
  audiences: ["AzureADMyOrg", "AzureADMultipleOrgs", "AzureADandPersonalMicrosoftAccount"],
  platform: "publicClient",
  redirectUris: ["http://localhost"],
  asksRedirectUri: false,
  credential: "none",
  permissions: ["IMAP.AccessAsUser.All", "SMTP.Send", "offline_access", "email", "User.Read"],
  reviewNote: message("No secret: a program on your computer cannot keep one."),
};
