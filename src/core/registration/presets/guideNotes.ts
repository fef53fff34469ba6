import { message } from "../../../base/message";

/** Where guides say otherwise than the facts, for the presets that share a guide's mistake. */
export const guideNotes = {
  secretForDesktop: message(
    "Some guides register the platform Web and a client secret for a program on your own computer. It is not needed: as a public client with PKCE the program keeps no secret. If a program insists on a secret, choose the preset for a web app.",
  ),
  trailingSlash: message(
    "Some guides write {0} with a slash at its end. Redirect URIs are compared character by character: register the one that the program sends. Only the port of localhost does not count.",
    "http://localhost/",
  ),
  sendingHosts: message(
    "Some guides send through outlook.office365.com. The hosts for sending are smtp.office365.com (work or school) and smtp-mail.outlook.com (personal), both on port 587 with STARTTLS; outlook.office365.com is for IMAP on port 993.",
  ),
  graphMailNotUsed: message(
    "Some guides also ask for Mail.ReadWrite and Mail.Send. Programs that speak IMAP and SMTP do not use them, so they are not ticked.",
  ),
  resourceNames: message(
    "The permissions stand under Microsoft Graph in the registration; the program asks for them by their full names, such as {0}. The bare name means Microsoft Graph, whose token mail servers refuse.",
    "https://outlook.office.com/IMAP.AccessAsUser.All",
  ),
  jiraPersonalAccounts: message(
    "The guide of Email This Issue says that personal accounts are not supported for IMAP and SMTP. That is a limit of the product, not of Microsoft's servers; personal accounts are therefore not offered here.",
  ),
} as const;
