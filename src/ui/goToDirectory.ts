import { isCancelled } from "../base/errors";
import { signInAndShow } from "./signInAndShow";
import type { Ui } from "./parts";

/**
 * Uses a directory from now on, and signs in there; whoever cancels that stays where they were.
 * @throws Failure `signIn.*`, `state.newer`; CancelledError
 */
export async function goToDirectory(ui: Ui, tenantId: string): Promise<void> {
  const { graphSignIn } = ui;
  const before = graphSignIn.target.tenant;
  await graphSignIn.chooseDirectory(tenantId);
  try {
    await signInAndShow(ui);
  } catch (error) {
    if (isCancelled(error)) await graphSignIn.chooseDirectory(before);
    throw error;
  }
}

/** As {@link goToDirectory}, unless that is where one is signed in. @param tenantId undefined = not known: stays */
export async function ensureDirectory(ui: Ui, tenantId: string | undefined): Promise<void> {
  if (tenantId === undefined) return;
  const token = await ui.graphSignIn.token({ interaction: "silent", access: "read" });
  if (token?.tenantId !== tenantId) await goToDirectory(ui, tenantId);
}
