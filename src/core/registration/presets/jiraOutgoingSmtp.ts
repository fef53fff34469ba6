import { message } from "../../../base/message";
import type { Preset } from "../preset";
import { guideNotes } from "./guideNotes";
import { jiraBase, jiraFollowUps, jiraUserRead } from "./jiraSteps";
import { followUpSteps } from "./mailProgramSteps";

/** Email This Issue for Jira sends mail by SMTP. */
export const jiraOutgoingSmtp: Preset = {
  ...jiraBase,
  id: "jiraOutgoingSmtp",
  title: message("Jira · Email This Issue, outgoing mail"),
  description: message("SMTP, Web callback, secret"),
  detail: message("Sends notifications by SMTP. It cannot read mail."),
  suggestedName: "jira-outbound",
  permissions: ["SMTP.Send", "offline_access", "openid", "User.Read"],
  followUps: [...jiraFollowUps, followUpSteps.protocolsAllowed],
  notes: [
    jiraUserRead,
    guideNotes.jiraPersonalAccounts,
    guideNotes.sendingHosts,
    guideNotes.resourceNames,
  ],
};
