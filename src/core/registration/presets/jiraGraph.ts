import { message } from "../../../base/message";
import type { Preset } from "../preset";
import { jiraBase, jiraFollowUps, jiraUserRead } from "./jiraSteps";

/**
 * Email This Issue for Jira through Microsoft Graph. Its guide shows the names of the permissions in pictures only:
 * these follow from what it does (fetching mail and moving it on: Mail.ReadWrite; sending: Mail.Send), unverified.
 */
export const jiraGraph: Preset = {
  ...jiraBase,
  id: "jiraGraph",
  title: message("Jira · Email This Issue through Microsoft Graph"),
  description: message("incoming and outgoing, secret"),
  detail: message("Fetches, moves and sends mail without IMAP and SMTP."),
  suggestedName: "jira-graph",
  permissions: ["Mail.ReadWrite", "Mail.Send", "offline_access", "openid", "User.Read"],
  dependingPermissions: ["Mail.ReadWrite", "Mail.Send"],
  followUps: jiraFollowUps,
  notes: [
    jiraUserRead,
    message(
      "The product's page decides which permissions it needs. Ticked is the least for fetching mail and moving it (Mail.ReadWrite) and for sending (Mail.Send); for one direction alone untick the other.",
    ),
    message(
      "The guide's remark that personal accounts are not supported is about IMAP and SMTP; for Microsoft Graph it says nothing, so personal accounts are not offered here either.",
    ),
  ],
};
