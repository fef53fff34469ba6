import { message } from "../../../base/message";
import type { Preset } from "../preset";
import { guideNotes } from "./guideNotes";
import { followUpSteps } from "./mailProgramSteps";

/** A mail program with a work or school mailbox. */
export const workMailClient: Preset = {
  id: "workMailClient",
  title: message("A mail program with my work account"),
  description: message("IMAP and SMTP as me"),
  detail: message("For a work or school mailbox of your organization. No secret needed."),
  suggestedName: "work-mail-client",
  actsAs: "person",
  audiences: ["AzureADMyOrg", "AzureADMultipleOrgs", "AzureADandPersonalMicrosoftAccount"],
  platforms: ["publicClient"],
  redirectUris: ["http://localhost"],
  asksRedirectUri: false,
  credentials: ["none"],
  permissions: ["IMAP.AccessAsUser.All", "SMTP.Send", "offline_access", "email", "User.Read"],
  applicationPermissions: [],
  authority: "ofAudience",
  reviewNote: message("No secret: a program on your computer cannot keep one."),
  followUps: [
    followUpSteps.signInMailbox,
    followUpSteps.exchangeLicence,
    followUpSteps.protocolsAllowed,
    followUpSteps.myApps,
  ],
  notes: [
    guideNotes.secretForDesktop,
    guideNotes.trailingSlash,
    guideNotes.sendingHosts,
    guideNotes.resourceNames,
  ],
};
