import { type Message, message } from "../../../base/message";
import { protocolOf, type Symptom } from "../symptom";

/** What speaks against the sign-in as the cause. A login test tries a fresh token before it judges. */
export function whySignInIsNotTheCause(symptom: Symptom): Message {
  return symptom.problem === "notConnected"
    ? message("The server accepted the sign-in")
    : message(
        "The access token is meant for {0} and for this user, and even a fresh one was refused",
        protocolOf(symptom).name,
      );
}
