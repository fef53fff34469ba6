import type { MailboxSeed, World } from "../model";

export type Protocol = "imap" | "pop" | "smtp";

/** What a token for mail is meant for: of a person the one, of an application the other. */
export const outlookAudiences: ReadonlySet<string> = new Set([
  "https://outlook.office.com",
  "https://outlook.office365.com",
]);

interface ProtocolRow {
  readonly title: string;
  /** The delegated permission that opens it. */
  readonly scope: string;
  /** The application permission that opens it. */
  readonly role: string;
  /** Who has switched it off for this mailbox. */
  readonly switchedOff: (mailbox: MailboxSeed, world: World) => "mailbox" | "tenant" | undefined;
}

/** SMTP AUTH: what is set for the mailbox wins over what is set for the tenant. */
function smtpSwitchedOff(mailbox: MailboxSeed, world: World): "mailbox" | "tenant" | undefined {
  if (mailbox.smtpAuthDisabled !== null) {
    return mailbox.smtpAuthDisabled ? "mailbox" : undefined;
  }
  const domain = mailbox.address.split("@")[1];
  const tenant = [...world.tenants.values()].find((candidate) => candidate.domain === domain);
  return tenant?.smtpAuthDisabled === true ? "tenant" : undefined;
}

/** What the mail servers of Exchange Online ask of a token and of a mailbox, by protocol. */
export const protocols: Readonly<Record<Protocol, ProtocolRow>> = {
  imap: {
    title: "IMAP",
    scope: "IMAP.AccessAsUser.All",
    role: "IMAP.AccessAsApp",
    switchedOff: ({ imapEnabled }) => (imapEnabled ? undefined : "mailbox"),
  },
  pop: {
    title: "POP",
    scope: "POP.AccessAsUser.All",
    role: "POP.AccessAsApp",
    switchedOff: ({ popEnabled }) => (popEnabled ? undefined : "mailbox"),
  },
  smtp: {
    title: "SMTP AUTH",
    scope: "SMTP.Send",
    role: "SMTP.SendAsApp",
    switchedOff: smtpSwitchedOff,
  },
};
