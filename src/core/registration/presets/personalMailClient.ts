import { message } from "../../../base/message";
import type { Preset } from "../preset";

/** aerc, mutt, isync, msmtp and the like with an outlook.com mailbox. */
export const personalMailClient: Preset = {
  id: "personalMailClient",
  title: message("A mail program with my Outlook.com account"),
  description: message("aerc, mutt, isync …"),
  detail: message("IMAP and SMTP as you. No secret needed."),
  suggestedName: "mail-client",
  audiences: ["AzureADandPersonalMicrosoftAccount", "PersonalMicrosoftAccount"],
  platform: "publicClient",
  redirectUris: ["http://localhost"],
  asksRedirectUri: false,
  credential: "none",
  permissions: ["IMAP.AccessAsUser.All", "SMTP.Send", "offline_access", "email", "User.Read"],
  reviewNote: message("No secret: a program on your computer cannot keep one."),
};
