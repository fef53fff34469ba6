import { message } from "../../base/message";
import type { Command } from "../command";

/** Empties the extension's part of SecretStorage: tokens of mailboxes and values of client secrets. */
export const removeAllSecrets: Command = {
  id: "entraMail.removeAllSecrets",
  about: "mailbox",
  run: async ({ notifier, mailboxes, registrations }) => {
    const sure = await notifier.confirm(
      message("Remove all stored secrets and sign out?"),
      message(
        "All mailboxes are signed out, and the stored values of client secrets and keys of certificates are forgotten: Microsoft shows no value a second time, and has no key. The registrations stay, and the editor's own account stays signed in.",
      ),
      message("Remove"),
    );
    if (!sure) return;
    registrations.forgetUnsavedSecrets();
    await mailboxes.removeAllSecrets();
    notifier.inform(message("All stored secrets are removed."));
  },
};
