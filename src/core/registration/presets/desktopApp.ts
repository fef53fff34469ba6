import { message } from "../../../base/message";
import type { Preset } from "../preset";
import { guideNotes } from "./guideNotes";
import { followUpSteps } from "./mailProgramSteps";

/** A program of one's own on the computers or phones of people who sign in. */
export const desktopApp: Preset = {
  id: "desktopApp",
  title: message("A program I write, for people who sign in"),
  description: message("desktop or mobile · public client"),
  detail: message(
    "Each person opens their own mailbox. No secret: it could be read from the program.",
  ),
  suggestedName: "my-mail-app",
  actsAs: "person",
  audiences: [
    "AzureADandPersonalMicrosoftAccount",
    "AzureADMultipleOrgs",
    "AzureADMyOrg",
    "PersonalMicrosoftAccount",
  ],
  platforms: ["publicClient"],
  redirectUris: ["http://localhost"],
  asksRedirectUri: false,
  redirectUriAdvice: message(
    "http://localhost for the system's browser; https://login.microsoftonline.com/common/oauth2/nativeclient for a browser inside the program.",
  ),
  credentials: ["none"],
  permissions: ["IMAP.AccessAsUser.All", "offline_access", "email"],
  applicationPermissions: [],
  dependingPermissions: ["POP.AccessAsUser.All", "SMTP.Send"],
  authority: "ofAudience",
  reviewNote: message("No secret: a program on other people's computers cannot keep one."),
  followUps: [
    followUpSteps.signInMailbox,
    {
      text: message(
        "In the program, ask silently first and open the browser only when that fails. Use the account name of the answer for the login: people may sign in with another address than they typed.",
      ),
    },
    {
      text: message(
        "Connect to outlook.office365.com:993 with TLS for IMAP, outlook.office365.com:995 with TLS for POP, smtp.office365.com:587 with STARTTLS for sending, each with SASL XOAUTH2.",
      ),
    },
    followUpSteps.outlookImap,
  ],
  notes: [
    message(
      "Ticked is IMAP. Add POP.AccessAsUser.All or SMTP.Send only if the program speaks them.",
    ),
    guideNotes.secretForDesktop,
    guideNotes.trailingSlash,
    guideNotes.resourceNames,
  ],
};
