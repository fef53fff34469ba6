import { message } from "../../base/message";
import type { Command } from "../command";

/** For a browser that was not opened, or another one than the usual. */
export const copySignInLink: Command = {
  id: "entraMail.copySignInLink",
  about: "mailbox",
  run: async ({ signInPrompts, notifier }) => {
    if (!(await signInPrompts.copyLink())) notifier.inform(message("No sign-in is waiting."));
  },
};
