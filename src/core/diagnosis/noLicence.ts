import { message } from "../../base/message";
import type { Finding } from "./finding";
import { testAgain } from "./rules/ruleActions";

/** Findings that a missing licence would explain. */
const explained: ReadonlySet<string> = new Set(["protocolClosed", "inboxRefused", "noMailbox"]);

/** True when it is worth asking whether the account has a mailbox at all. */
export function mayLackLicence([finding]: readonly Finding[]): boolean {
  return finding !== undefined && explained.has(finding.id);
}

/** What is said where Graph lists no plan with a mailbox. The server's words stay as evidence. */
export function noLicence(address: string, [finding]: readonly Finding[]): Finding {
  return {
    id: "noLicence",
    severity: "error",
    title: message("{0} has no Exchange Online licence.", address),
    explanation: message(
      "Microsoft Graph lists no plan with a mailbox for this account, so no protocol can open one. An administrator can assign a licence; the mailbox needs some minutes then.",
    ),
    evidence: finding?.evidence ?? [],
    actions: [
      {
        kind: "openLink",
        title: message("Show Subscriptions"),
        // Named by the guide of Email This Issue
        url: "https://portal.office.com/account/?ref=MeControl#subscriptions",
      },
      testAgain,
    ],
  };
}
