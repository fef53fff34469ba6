import { isCancelled } from "../../base/errors";
import type { Command } from "../command";
import { askDirectory } from "../prompts/signInDirectory";
import { signInAndShow } from "../signInAndShow";

/** Chooses the directory whose registrations are managed, and signs in there. */
export const switchDirectory: Command = {
  id: "entraMail.switchDirectory",
  about: "management",
  signIn: "entraMail.signInToManage",
  run: async (ui) => {
    const { graphSignIn } = ui;
    const tenantId = await askDirectory(ui);
    const before = graphSignIn.target.tenant;
    await graphSignIn.chooseDirectory(tenantId);
    try {
      await signInAndShow(ui);
    } catch (error) {
      if (isCancelled(error)) await graphSignIn.chooseDirectory(before);
      throw error;
    }
  },
};
