import { message } from "../../../base/message";
import type { Preset } from "../preset";
import { guideNotes } from "./guideNotes";
import { followUpSteps } from "./mailProgramSteps";

/** A shared mailbox, opened by a person who has been let into it. Source: Exchange, SASL XOAUTH2 for shared mailboxes. */
export const sharedMailbox: Preset = {
  id: "sharedMailbox",
  title: message("A shared mailbox"),
  description: message("support@, info@ … · you sign in"),
  detail: message("You sign in as yourself and open the mailbox of the team. No secret needed."),
  suggestedName: "shared-mailbox",
  actsAs: "person",
  audiences: ["AzureADMyOrg", "AzureADMultipleOrgs"],
  platforms: ["publicClient"],
  redirectUris: ["http://localhost"],
  asksRedirectUri: false,
  credentials: ["none"],
  permissions: ["IMAP.AccessAsUser.All", "SMTP.Send", "offline_access", "email", "User.Read"],
  applicationPermissions: [],
  authority: "ofAudience",
  reviewNote: message(
    "No secret: people sign in as themselves; the mailbox has no sign-in of its own.",
  ),
  followUps: [
    {
      text: message(
        "Have an administrator let you into the mailbox: Full Access for reading, and Send As for sending as it.",
      ),
    },
    {
      text: message(
        "In the mail program, sign in as yourself and give the address of the shared mailbox as the user name for IMAP. For SMTP the user name is your own address; the shared one stands in From.",
      ),
    },
    followUpSteps.signInMailbox,
    followUpSteps.protocolsAllowed,
  ],
  notes: [
    message(
      "Old guides write the user name as your address, a backslash and the name of the shared mailbox. With OAuth it is the address of the shared mailbox alone.",
    ),
    guideNotes.resourceNames,
  ],
};
