import { type Message, message } from "../../base/message";
import type { Command } from "../command";
import type { Ui } from "../parts";

/** Empties the extension's part of SecretStorage: tokens of mailboxes, values of client secrets, private keys. */
export const removeAllSecrets: Command = {
  id: "entraMail.removeAllSecrets",
  about: "mailbox",
  run: async (ui) => {
    const { notifier, mailboxes, clientSecrets, tokenCommand } = ui;
    const sure = await notifier.confirm(
      message("Remove all stored secrets and sign out?"),
      message(
        "This signs out {0} and removes {1} and {2}. Microsoft does not show a secret's value again and never had your private keys. No mail is touched, the registrations stay, and the editor's own account stays signed in.",
        ...countsOf(ui),
      ),
      message("Remove"),
    );
    if (!sure) return;
    clientSecrets.forgetUnsaved();
    // Its records lie in files of their own, those of other windows too
    await tokenCommand.stop();
    await mailboxes.removeAllSecrets();
    notifier.inform(message("All stored secrets are removed."));
  },
};

function countsOf({ mailboxes, clientSecrets, certificates }: Ui): readonly Message[] {
  const count = mailboxes.mailboxes.length;
  const secrets = clientSecrets.count;
  const keys = certificates.stored.length;
  return [
    count === 1 ? message("1 mailbox") : message("{0} mailboxes", count),
    secrets === 1 ? message("1 client secret") : message("{0} client secrets", secrets),
    keys === 1 ? message("1 private key") : message("{0} private keys", keys),
  ];
}
