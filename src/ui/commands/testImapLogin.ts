import type { Command } from "../command";
import { testLogin } from "../testLogin";

/** Logs in by IMAP, opens INBOX read-only, and shows the report. */
export const testImapLogin: Command = {
  id: "entraMail.testImapLogin",
  about: "mailbox",
  run: testLogin("imap"),
};
