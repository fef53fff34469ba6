import { message } from "../../../base/message";
import type { Preset } from "../preset";

/** Jira, AEM Forms or an own server: the product's callback on the Web platform, and a secret. */
export const webAppWithSecret: Preset = {
  id: "webAppWithSecret",
  title: message("A web app or server with a secret"),
  description: message("Jira, AEM Forms, own code"),
  detail: message("Its callback URL and a client secret that ends on a day you choose."),
  suggestedName: "mail-web-app",
  audiences: ["AzureADMyOrg", "AzureADMultipleOrgs", "AzureADandPersonalMicrosoftAccount"],
  platform: "web",
  redirectUris: [],
  asksRedirectUri: true,
  credential: "secret",
  permissions: ["IMAP.AccessAsUser.All", "SMTP.Send", "offline_access", "openid", "User.Read"],
  reviewNote: message("A secret: the server proves with it that it is this app."),
};
