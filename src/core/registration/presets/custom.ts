import { message } from "../../../base/message";
import type { Preset } from "../preset";
import { guideNotes } from "./guideNotes";
import { followUpSteps } from "./mailProgramSteps";

/** Everything is asked. What stands there at first is what most mail programs need to be able to sign in. */
export const custom: Preset = {
  id: "custom",
  title: message("Something else"),
  description: message("choose everything yourself"),
  detail: message("Accounts, platform, permissions and credential, one question each."),
  suggestedName: "mail-app",
  actsAs: "either",
  audiences: [
    "AzureADMyOrg",
    "AzureADMultipleOrgs",
    "AzureADandPersonalMicrosoftAccount",
    "PersonalMicrosoftAccount",
  ],
  platforms: ["publicClient", "web", "spa", "none"],
  redirectUris: ["http://localhost"],
  asksRedirectUri: false,
  credentials: ["none", "secret", "certificate"],
  permissions: [],
  applicationPermissions: [],
  authority: "ofAudience",
  reviewNote: message("Everything stands as you chose it."),
  followUps: [followUpSteps.signInMailbox, followUpSteps.exchangeLicence],
  notes: [guideNotes.resourceNames, guideNotes.trailingSlash],
};
