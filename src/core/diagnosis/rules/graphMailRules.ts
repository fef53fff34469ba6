import { message } from "../../../base/message";
import { sameAddress } from "../../mailbox/address";
import type { Rule } from "../rule";
import type { Symptom } from "../symptom";
import { signInForMail, testAgain } from "./ruleActions";

const isGraph = ({ transcript }: Symptom): boolean => transcript.protocol === "graph";

/** Graph took the token and did not show the mailbox. Codes: Graph "error responses", as reported by its users. */
export const graphMailRules: readonly Rule[] = [
  {
    id: "noMailbox",
    find: ({ problem, address }) =>
      problem !== "noMailbox"
        ? undefined
        : {
            title: message("There is no mailbox of {0} in Exchange Online.", address),
            explanation: message(
              "The account is known, but no mailbox stands behind it: it has no licence with one, its mailbox is on the organisation's own server, or the address is mistyped. An administrator can assign a licence; a new mailbox needs some minutes.",
            ),
            actions: [testAgain],
          },
  },
  {
    id: "graphTokenRefused",
    find: (symptom) =>
      !isGraph(symptom) || symptom.problem !== "authenticateRefused"
        ? undefined
        : {
            title: message("Microsoft Graph did not take the access token."),
            explanation: message(
              "Graph takes only tokens that were issued for it, and even a fresh one was refused. One that cannot be read (CompactToken) is of a personal account and meant for something else. Sign in again.",
            ),
            actions: [signInForMail],
          },
  },
  {
    id: "graphSharedDenied",
    find: (symptom) => {
      const { problem, address, account } = symptom;
      const foreign = account.username !== "" && !sameAddress(account.username, address);
      if (!isGraph(symptom) || problem !== "mailboxDenied" || !foreign) return undefined;
      return {
        title: message("{1} may not read {0} through Microsoft Graph.", address, account.username),
        explanation: message(
          "For the mailbox of somebody else the registration must ask for {0}, and the mailbox must be shared with the person who signs in.",
          "Mail.Read.Shared",
        ),
        actions: [testAgain],
      };
    },
  },
  {
    id: "graphDenied",
    find: (symptom) =>
      !isGraph(symptom) || symptom.problem !== "mailboxDenied"
        ? undefined
        : {
            title: message("Microsoft Graph does not open {0} for this app.", symptom.address),
            explanation: message(
              "The permission is there, so a policy of the organisation seems to leave this mailbox out (application access policy, or RBAC for Applications). An Exchange administrator can look it up.",
            ),
            actions: [testAgain],
          },
  },
];
