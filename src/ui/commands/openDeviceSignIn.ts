import { message } from "../../base/message";
import type { Command } from "../command";

/** Copies the code of the running sign-in and opens the page that asks for it. */
export const openDeviceSignIn: Command = {
  id: "entraMail.openDeviceSignIn",
  about: "mailbox",
  run: async ({ signInPrompts, notifier }) => {
    if (!(await signInPrompts.openDevicePage())) notifier.inform(message("No sign-in is waiting."));
  },
};
