import { message } from "../../../base/message";
import type { FollowUp, Preset } from "../preset";
import { followUpSteps } from "./mailProgramSteps";

/** What every use of Email This Issue for Jira has in common. Source: its guide "Enabling OAuth2 authorization". */
export const jiraBase = {
  actsAs: "person",
  audiences: ["AzureADMyOrg", "AzureADMultipleOrgs"],
  audienceAdvice: {
    AzureADMyOrg: message("Its endpoints are those of your own directory: enter both in Jira."),
    AzureADMultipleOrgs: message("For mailboxes of several organizations."),
  },
  platforms: ["web"],
  redirectUris: [],
  asksRedirectUri: true,
  redirectUriAdvice: message(
    "Copy the callback URL from OAuth2 Client Credentials in Email This Issue. Each Jira has its own.",
  ),
  credentials: ["secret"],
  applicationPermissions: [],
  authority: "ofAudience",
  reviewNote: message("A secret: Jira proves with it that it is this app."),
} as const satisfies Partial<Preset>;

/** Where the values go, after the registration was made. */
export const jiraFollowUps: readonly FollowUp[] = [
  {
    text: message(
      "In Jira, open Email This Issue > OAuth2 Client Credentials and enter the client ID and the value of the client secret (Entra Mail: Copy Client Secret).",
    ),
    url: "https://docs.meta-inf.hu/email-this-issue/email-this-issue-for-jira-server-data-center/documentation/administration/oauth2-client-credentials",
  },
  {
    text: message(
      "Enter the authorization endpoint and the token endpoint there too (Entra Mail: Show Endpoints). They differ between one directory and several.",
    ),
  },
  {
    text: message(
      "Authorize the mailbox in Jira: sign in there as the account whose mail it is, not as yourself.",
    ),
  },
  followUpSteps.exchangeLicence,
  followUpSteps.myApps,
];

/** Kept by every Jira preset, with the reason. */
export const jiraUserRead = message(
  "Keep User.Read: Email This Issue reads the user principal name of the mailbox with it.",
);
