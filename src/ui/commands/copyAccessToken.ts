import { CancelledError } from "../../base/errors";
import { message } from "../../base/message";
import { type Protocol, protocolList, protocols } from "../../core/mail/protocol";
import { aboutMailbox } from "../aboutMailbox";
import type { Command } from "../command";
import { words } from "../localize";
import { withProgress } from "../progress";
import { back } from "../prompts/frame";
import { askPick } from "../prompts/pick";
import { pickMailbox } from "../prompts/pickMailbox";
import { copySecret } from "../secretClipboard";
import { mailboxOf, protocolOf } from "../target";

/** Puts an access token on the clipboard for a minute, after a question that names the risk. */
export const copyAccessToken: Command = {
  id: "entraMail.copyAccessToken",
  about: "mailbox",
  run: async (ui, target) => {
    const title = words(message("Copy Access Token"));
    const { id, address } = mailboxOf(ui, target) ?? (await pickMailbox(ui, title));
    const asked = protocolOf(target);
    const protocol = asked === undefined ? await pickProtocol(title) : protocols[asked];
    const sure = await ui.notifier.confirm(
      message("Copy an access token of {0} for {1}?", address, protocol.name),
      message(
        "Whoever has it can use this mailbox until it ends, about an hour, without a password and from anywhere, and it cannot be taken back. Paste it only where you would type your password. The clipboard is emptied after one minute.",
      ),
      message("Copy"),
    );
    if (!sure) return;
    await aboutMailbox(ui, id, async () => {
      const { accessToken } = await withProgress(
        message("Getting an access token of {0}", address),
        (signal) => ui.mailboxes.grant(id, protocol.id, signal),
      );
      await copySecret(accessToken);
      ui.notifier.inform(message("The access token is on the clipboard for one minute."));
    });
  },
};

async function pickProtocol(title: string): Promise<Protocol> {
  const choices = protocolList.map((protocol) => ({
    label: protocol.name,
    description: protocol.permission,
    value: protocol,
  }));
  const placeholder = words(message("What is it for?"));
  const chosen = await askPick({ title }, { choices, placeholder });
  if (chosen === back) throw new CancelledError();
  return chosen;
}
