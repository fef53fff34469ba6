import { message } from "../../base/message";
import type { Protocol } from "../mail/protocol";
import type { Finding } from "./finding";
import { signInForMail } from "./rules/ruleActions";

/** What a test says that got no token because nobody agreed to its protocol. The cause's evidence stays. */
export function notPermitted({ name, permission }: Protocol, { evidence }: Finding): Finding {
  return {
    id: "notPermitted",
    severity: "information",
    title: message("This sign-in does not include {0}.", name),
    explanation: message(
      "Nobody agreed to {0} with it. Add {0} to the API permissions of the registration, if it is to be used, and sign in again.",
      permission,
    ),
    evidence,
    actions: [signInForMail],
  };
}
