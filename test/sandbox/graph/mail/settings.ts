import type { MailboxSeed } from "../../model";

/** The settings of a mailbox, as a new one has them. */
export function renderSettings({ shared }: MailboxSeed): Record<string, unknown> {
  return {
    archiveFolder: null,
    timeZone: "UTC",
    delegateMeetingMessageDeliveryOptions: "sendToDelegateOnly",
    dateFormat: "yyyy-MM-dd",
    timeFormat: "HH:mm",
    // Tells a shared mailbox from a person's (Graph "userPurpose").
    userPurpose: shared ? "shared" : "user",
    automaticRepliesSetting: null,
    language: { locale: "en-US", displayName: "English (United States)" },
    workingHours: null,
  };
}
