import { message } from "../../../base/message";
import type { Preset } from "../preset";
import { guideNotes } from "./guideNotes";
import { followUpSteps } from "./mailProgramSteps";

/**
 * Adobe Experience Manager Forms. Source: its guide "Integrate with Microsoft Office 365 mail server protocols"; the
 * notes say where that differs from Microsoft's own pages.
 */
export const aemForms: Preset = {
  id: "aemForms",
  title: message("AEM Forms"),
  description: message("IMAP and SMTP, secret"),
  detail: message("Adobe Experience Manager Forms with a refresh token of a mailbox."),
  suggestedName: "aem-forms",
  actsAs: "person",
  audiences: ["AzureADandPersonalMicrosoftAccount", "AzureADMultipleOrgs", "AzureADMyOrg"],
  audienceAdvice: {
    AzureADandPersonalMicrosoftAccount: message("Recommended by the guide of AEM Forms."),
    AzureADMultipleOrgs: message("With these accounts use a work account, not a personal one."),
    AzureADMyOrg: message("Replace common by your tenant ID in the guide's addresses."),
  },
  platforms: ["web"],
  redirectUris: ["https://login.microsoftonline.com/common/oauth2/nativeclient"],
  asksRedirectUri: false,
  redirectUriAdvice: message(
    "Or http://localhost. The same one goes into the sign-in address and the token request.",
  ),
  credentials: ["secret"],
  permissions: [
    "IMAP.AccessAsUser.All",
    "POP.AccessAsUser.All",
    "SMTP.Send",
    "Mail.Read",
    "offline_access",
    "User.Read",
  ],
  applicationPermissions: [],
  dependingPermissions: ["POP.AccessAsUser.All", "Mail.Read"],
  implicitGrant: {
    preselected: { accessTokens: true, idTokens: true },
    caution: message(
      "The guide calls both boxes mandatory. The code flow that it describes does not need them; off is safer, because tokens then never travel in an address.",
    ),
  },
  authority: "ofAudience",
  signInPrompt: "login",
  reviewNote: message("A secret: AEM Forms proves with it that it is this app."),
  followUps: [
    {
      text: message(
        "Sign in as the mailbox once, to get the refresh token that AEM Forms asks for: by hand with Entra Mail: Copy Authorize URL and Entra Mail: Copy Token Request as cURL. When sending fails later, make a new one; it takes a few minutes to take effect.",
      ),
    },
    {
      text: message(
        "In the Admin UI open Home > Services > Applications and Services > Service Management > Email Service: tick SMTP Authenticate, set OAuth 2.0 Authentication to True, and enter client ID, client secret (Entra Mail: Copy Client Secret) and refresh token.",
      ),
    },
    {
      text: message(
        "Set SMTP Transport Security and Receive Transport Security to TLS: the fields also take SSL or nothing, and OAuth does not work with those.",
      ),
    },
    {
      text: message(
        "The same three values go into Form Workflow > Server Settings > Email Settings (task notifications) and into each email endpoint; if Workbench refuses an endpoint, use the Admin UI.",
      ),
      url: "https://experienceleague.adobe.com/docs/experience-manager-65/forms/administrator-help/manage-endpoints/configuring-email-endpoints.html",
    },
    followUpSteps.exchangeLicence,
  ],
  notes: [
    message(
      "AEM Forms does not support POP3 with OAuth for email endpoints, although its guide asks for POP.AccessAsUser.All. That is a limit of AEM: Exchange has it. Untick POP and Mail.Read where you do not use them.",
    ),
    message(
      "The guide writes IMAP.AccessUser.All in its list of permissions. The name is IMAP.AccessAsUser.All.",
    ),
    message(
      "The guide says the client secret can be copied from the overview later. It cannot: its value is shown only once, when it is made. It is stored in this editor.",
    ),
    message(
      "The guide's token request mixes User.Read with the names of outlook.office.com. One token request is for one API: User.Read belongs to Microsoft Graph.",
    ),
    message(
      "The nativeclient page usually belongs to Mobile and desktop applications. Here it stands under Web, because AEM Forms sends a secret.",
    ),
    guideNotes.trailingSlash,
    guideNotes.resourceNames,
  ],
};
