import { message } from "../../../base/message";
import type { FollowUp } from "../preset";

/** Steps that several presets leave to the person; each is said the same way everywhere. */
export const followUpSteps = {
  /** Source: Microsoft support "POP, IMAP, and SMTP settings for Outlook.com". */
  outlookImap: {
    text: message(
      "With an Outlook.com mailbox, switch IMAP on first: Settings > Mail > Forwarding and IMAP > Let devices and apps use IMAP.",
    ),
    url: "https://support.microsoft.com/office/pop-imap-and-smtp-settings-for-outlook-com-d088b986-291d-42b8-9564-9c414e2aa040",
  },
  exchangeLicence: {
    text: message(
      "With a work or school mailbox, check that the account has an Exchange Online licence: without one the sign-in succeeds and the mail server refuses with obscure errors.",
    ),
    url: "https://portal.office.com/account/?ref=MeControl#subscriptions",
  },
  protocolsAllowed: {
    text: message(
      "If a work mailbox refuses a good sign-in, ask an administrator whether the protocol is on for it: {0} with {1} or {2}, and {3} for sending.",
      "Set-CASMailbox",
      "-ImapEnabled $true",
      "-PopEnabled $true",
      "-SmtpClientAuthenticationDisabled $false",
    ),
  },
  signInMailbox: {
    text: message(
      "Sign in a mailbox with it (Entra Mail: Sign In Mailbox) and test the login (Entra Mail: Test IMAP Login): that shows whether the registration works before the program is set up.",
    ),
    needsSignIn: true,
  },
  myApps: {
    text: message(
      "Whoever does not want it any longer takes the consent back on the My Apps page. A token that was handed out stays valid until it ends; the next renewal fails, and other accounts are not affected.",
    ),
    url: "https://myapps.microsoft.com/",
  },
} as const satisfies Readonly<Record<string, FollowUp>>;
