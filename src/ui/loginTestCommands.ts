import { type Message, message } from "../base/message";
import type { ProtocolId } from "../core/mail/probe";
import type { CommandId } from "./commandIds";

/** The command that tests each protocol; its title is that of the manifest. */
export const loginTestCommands: Readonly<
  Record<ProtocolId, { readonly id: CommandId; readonly title: Message }>
> = {
  imap: { id: "entraMail.testImapLogin", title: message("Test IMAP Login") },
  smtp: { id: "entraMail.testSmtpLogin", title: message("Test SMTP Login") },
  pop: { id: "entraMail.testPopLogin", title: message("Test POP Login") },
  graph: { id: "entraMail.testGraphMail", title: message("Test Graph Mail") },
};
