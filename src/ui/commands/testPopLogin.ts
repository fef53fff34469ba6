import type { Command } from "../command";
import { testLogin } from "../testLogin";

/** Logs in by POP, asks for the number of messages, and shows the report. */
export const testPopLogin: Command = {
  id: "entraMail.testPopLogin",
  about: "mailbox",
  run: testLogin("pop"),
};
