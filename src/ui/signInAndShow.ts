import * as vscode from "vscode";
import { CancelledError } from "../base/errors";
import { message } from "../base/message";
import type { Ui } from "./parts";
import { neverAborted, withViewProgress } from "./progress";

/**
 * Signs in to manage registrations, shows the list, and learns where that was. What the sign-in was refused for is
 * told with the ways out; everything else stands in the view.
 * @throws Failure `signIn.noDirectory`, `state.newer`; CancelledError, also when the person said no on the sign-in page:
 *   whoever chose another way or place of signing in goes back then
 */
export async function signInAndShow(ui: Ui): Promise<void> {
  const signal = neverAborted();
  await withViewProgress("entraMail.registrations", async () => {
    await ui.registrations.load("prompt", signal);
    const { failure, declined } = ui.registrations.list;
    if (failure !== undefined && /^(?:signIn|oauth)\./.test(failure.id)) {
      ui.notifier.finding(failure, { about: "management", signIn: "entraMail.signInToManage" });
      if (declined === true) throw new CancelledError();
      return;
    }
    await ui.directories.identify(signal);
    if (await ui.directories.shallOfferApp()) {
      ui.notifier.inform(
        message(
          "You are signed in with a client ID of Microsoft's. A registration of your own for Entra Mail holds just the permissions it needs.",
        ),
        {
          title: message("Create Management App"),
          run: () => vscode.commands.executeCommand("entraMail.createManagementApp"),
        },
      );
    }
  });
}
