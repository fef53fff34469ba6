import { message } from "../../base/message";
import type { Command } from "../command";
import { goToDirectory } from "../goToDirectory";
import type { Ui } from "../parts";
import { askDirectory } from "../prompts/signInDirectory";
import { signInAndShow } from "../signInAndShow";
import { chooseMethod } from "./switchSignInMethod";

/** Chooses the directory whose registrations are managed, and signs in there. */
export const switchDirectory: Command = {
  id: "entraMail.switchDirectory",
  about: "management",
  signIn: "entraMail.signInToManage",
  run: async (ui) => {
    const tenantId = await askDirectory(ui);
    await goToDirectory(ui, tenantId, () => signInThere(ui, tenantId));
  },
};

/** Where a client ID of one's own was never used it may be unknown, and the editor waits long for the refused sign-in. */
async function signInThere(ui: Ui, tenantId: string): Promise<void> {
  const { method, clientId } = ui.graphSignIn.target;
  if (method !== "azureCli" && clientId !== undefined && !ui.directories.hasUsed(tenantId)) {
    await chooseMethod(
      ui,
      message("How to sign in there? Your client ID works only where its registration is known."),
    );
  } else await signInAndShow(ui);
}
