import type { Command } from "../command";
import { testLogin } from "../testLogin";

/** Logs in by SMTP, names a sender and takes it back, and shows the report. */
export const testSmtpLogin: Command = {
  id: "entraMail.testSmtpLogin",
  about: "mailbox",
  run: testLogin("smtp"),
};
