import { message } from "../../../base/message";
import type { Preset } from "../preset";

/**
 * A service that opens mailboxes as itself (client credentials). Source: Exchange "authenticate an IMAP, POP or SMTP
 * connection using OAuth".
 */
export const serviceWithoutUser: Preset = {
  id: "serviceWithoutUser",
  title: message("A service without a user"),
  description: message("application permissions, admin, Exchange script"),
  detail: message("Opens the mailboxes that an administrator lets it open. Nobody signs in."),
  suggestedName: "mail-service",
  actsAs: "app",
  audiences: ["AzureADMyOrg"],
  platforms: ["none"],
  redirectUris: [],
  asksRedirectUri: false,
  credentials: ["secret", "certificate"],
  permissions: [],
  applicationPermissions: ["IMAP.AccessAsApp", "POP.AccessAsApp", "SMTP.SendAsApp"],
  dependingPermissions: ["IMAP.AccessAsApp", "POP.AccessAsApp", "SMTP.SendAsApp"],
  authority: "directory",
  reviewNote: message("A secret or certificate: it is all the service has to prove itself."),
  followUps: [
    {
      text: message(
        "Give the service its certificate and key (Entra Mail: Save Certificate and Key), or its client secret.",
      ),
    },
    {
      text: message(
        "Have an administrator grant the permissions (Entra Mail: Grant Admin Consent, or Entra Mail: Copy Admin Consent Link).",
      ),
    },
    {
      text: message(
        "Have an Exchange administrator run the script that lets it into each mailbox (Entra Mail: Show Exchange Online Script). Without it the login is refused, whatever was granted here.",
      ),
    },
    {
      text: message(
        "In the service, ask for the scope {0} at the token endpoint of your own directory; common and organizations are refused. Log in by SASL XOAUTH2 with the mailbox as the user name.",
        "https://outlook.office365.com/.default",
      ),
    },
    {
      text: message(
        "After a change in Exchange wait: new rights can take from half an hour to two hours until they work.",
      ),
    },
  ],
  notes: [
    message(
      "Some guides ask for {0} for IMAP and POP. Token requests take {1} for all three protocols; ps.outlook.com appears in the admin consent link only.",
      "https://ps.outlook.com/.default",
      "https://outlook.office365.com/.default",
    ),
    message(
      "New-ServicePrincipal in Exchange wants the object id of the enterprise application, not that of the registration. With the wrong one the command succeeds and every login fails.",
    ),
    message(
      "SMTP.SendAsApp can be left out where Exchange limits the app by RBAC for Applications; then it must be left out. Untick what the service does not use.",
    ),
  ],
};
