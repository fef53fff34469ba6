import { message } from "../../../base/message";
import type { FindingAction } from "../finding";

export const signInForMail: FindingAction = {
  kind: "signInMailbox",
  title: message("Sign In Again"),
};

export const testAgain: FindingAction = { kind: "testAgain", title: message("Test Again") };
