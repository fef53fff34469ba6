import { message } from "../../../base/message";
import type { Preset } from "../preset";
import { guideNotes } from "./guideNotes";
import { jiraBase, jiraFollowUps, jiraUserRead } from "./jiraSteps";
import { followUpSteps } from "./mailProgramSteps";

/** Email This Issue for Jira fetches mail by IMAP. */
export const jiraIncomingImap: Preset = {
  ...jiraBase,
  id: "jiraIncomingImap",
  title: message("Jira · Email This Issue, incoming mail"),
  description: message("IMAP, Web callback, secret"),
  detail: message("A mail handler that fetches mail by IMAP. It cannot send."),
  suggestedName: "jira-inbound",
  permissions: ["IMAP.AccessAsUser.All", "offline_access", "openid", "User.Read"],
  followUps: [...jiraFollowUps, followUpSteps.protocolsAllowed],
  notes: [
    jiraUserRead,
    guideNotes.jiraPersonalAccounts,
    guideNotes.resourceNames,
    message(
      "One registration for incoming and one for outgoing mail keeps each of them to what it needs.",
    ),
  ],
};
