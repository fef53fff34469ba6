import { message } from "../../../base/message";
import type { Preset } from "../preset";
import { guideNotes } from "./guideNotes";

/** A server of one's own that acts for the people who sign in to it. The id is that of version 0.1. */
export const webAppWithSecret: Preset = {
  id: "webAppWithSecret",
  title: message("A web app or server, for people who sign in"),
  description: message("callback URL, secret or certificate"),
  detail: message("It reads and sends mail on behalf of each person who consents."),
  suggestedName: "mail-web-app",
  actsAs: "person",
  audiences: ["AzureADandPersonalMicrosoftAccount", "AzureADMultipleOrgs", "AzureADMyOrg"],
  platforms: ["web"],
  redirectUris: [],
  asksRedirectUri: true,
  redirectUriAdvice: message(
    "The address of your app that takes the answer, with https. http is allowed for localhost only.",
  ),
  credentials: ["secret", "certificate"],
  permissions: ["IMAP.AccessAsUser.All", "SMTP.Send", "Mail.Send", "offline_access", "User.Read"],
  applicationPermissions: [],
  dependingPermissions: ["SMTP.Send", "Mail.Send"],
  authority: "ofAudience",
  reviewNote: message("A secret or certificate: the server proves with it that it is this app."),
  followUps: [
    {
      text: message(
        "Enter the client ID, the authority and the secret or certificate in the web app. Its own sign-in uses the redirect URI above.",
      ),
    },
    {
      text: message(
        "Ask for everything the app will ever need at the first sign-in, and for one API per token afterwards: the names of outlook.office.com and those of Microsoft Graph do not go into one token request.",
      ),
    },
    {
      text: message(
        "Keep the account id of the answer for later silent requests, and keep the token cache where only the server reads it.",
      ),
    },
  ],
  notes: [
    message(
      "Mail.Send is for sending through Microsoft Graph, SMTP.Send for sending by SMTP. Untick the one the app does not use.",
    ),
    guideNotes.sendingHosts,
    guideNotes.resourceNames,
  ],
};
