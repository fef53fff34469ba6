import { message } from "../../../base/message";
import type { Preset } from "../preset";
import { guideNotes } from "./guideNotes";
import { followUpSteps } from "./mailProgramSteps";

/** aerc, mutt, isync, msmtp and the like with an outlook.com mailbox. */
export const personalMailClient: Preset = {
  id: "personalMailClient",
  title: message("A mail program with my Outlook.com account"),
  description: message("aerc, mutt, isync …"),
  detail: message("IMAP and SMTP as you. No secret needed."),
  suggestedName: "mail-client",
  actsAs: "person",
  audiences: ["AzureADandPersonalMicrosoftAccount", "PersonalMicrosoftAccount"],
  platforms: ["publicClient"],
  redirectUris: ["http://localhost"],
  asksRedirectUri: false,
  credentials: ["none"],
  permissions: ["IMAP.AccessAsUser.All", "SMTP.Send", "offline_access", "email", "User.Read"],
  applicationPermissions: [],
  authority: "ofAudience",
  signInPrompt: "select_account",
  reviewNote: message("No secret: a program on your computer cannot keep one."),
  followUps: [followUpSteps.outlookImap, followUpSteps.signInMailbox],
  notes: [
    guideNotes.secretForDesktop,
    guideNotes.trailingSlash,
    guideNotes.graphMailNotUsed,
    guideNotes.sendingHosts,
    guideNotes.resourceNames,
    message(
      "Some guides have an administrator grant consent. With delegated permissions you consent yourself when you sign in.",
    ),
  ],
};
