import type { Command } from "../command";
import { testLogin } from "../testLogin";

/** Reads the Inbox folder through Microsoft Graph, and shows the report. */
export const testGraphMail: Command = {
  id: "entraMail.testGraphMail",
  about: "mailbox",
  run: testLogin("graph"),
};
