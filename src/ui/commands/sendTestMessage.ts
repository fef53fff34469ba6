import { CancelledError } from "../../base/errors";
import { message } from "../../base/message";
import { protocols } from "../../core/mail/protocol";
import type { Command } from "../command";
import { words } from "../localize";
import { askPick } from "../prompts/pick";
import { pickMailbox } from "../prompts/pickMailbox";
import { back } from "../prompts/frame";
import { mailboxOf, protocolOf } from "../target";
import { runLoginTest } from "../testLogin";

const senders = ["smtp", "graph"] as const;
type Sender = (typeof senders)[number];

/** Sends a real message from a mailbox to itself, after a question, and shows the report. */
export const sendTestMessage: Command = {
  id: "entraMail.sendTestMessage",
  about: "mailbox",
  run: async (ui, target) => {
    const title = words(message("Send Test Message"));
    const mailbox = mailboxOf(ui, target) ?? (await pickMailbox(ui, title));
    const row = senders.find((id) => id === protocolOf(target));
    const sender = row ?? (await askSender(title));
    const { address } = mailbox;
    const sure = await ui.notifier.confirm(
      message("Send a message from {0} to itself by {1}?", address, protocols[sender].name),
      message("One short message arrives in its inbox. Nothing else is sent."),
      message("Send"),
    );
    if (sure) await runLoginTest(ui, mailbox, sender, { sendTo: address });
  },
};

async function askSender(title: string): Promise<Sender> {
  const details: Readonly<Record<Sender, string>> = {
    smtp: words(message("As a mail program sends it")),
    graph: words(message("Needs the permission {0}", "Mail.Send")),
  };
  const chosen = await askPick(
    { title },
    {
      choices: senders.map((value) => ({
        label: protocols[value].name,
        detail: details[value],
        value,
      })),
      placeholder: words(message("By which protocol?")),
    },
  );
  if (chosen === back) throw new CancelledError();
  return chosen;
}
