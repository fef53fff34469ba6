import { isCancelled } from "../base/errors";
import { signInAndShow } from "./signInAndShow";
import type { Ui } from "./parts";

/**
 * Uses a directory from now on, and signs in there; whoever cancels that stays where they were.
 * @param signIn shows the list that is read there
 * @throws Failure `signIn.*`, `state.newer`; CancelledError
 */
export async function goToDirectory(
  ui: Ui,
  tenantId: string,
  signIn: () => Promise<void> = () => signInAndShow(ui),
): Promise<void> {
  const { graphSignIn, registrations } = ui;
  await registrations.signingIn(async () => {
    const before = graphSignIn.target.tenant;
    await graphSignIn.chooseDirectory(tenantId);
    try {
      await signIn();
    } catch (error) {
      if (isCancelled(error)) await graphSignIn.chooseDirectory(before);
      throw error;
    }
  });
}

/** As {@link goToDirectory}, unless that is where one is signed in. @param tenantId undefined = not known: stays */
export async function ensureDirectory(ui: Ui, tenantId: string | undefined): Promise<void> {
  if (tenantId === undefined) return;
  const token = await ui.graphSignIn.token({ interaction: "silent", access: "read" });
  if (token?.tenantId !== tenantId) await goToDirectory(ui, tenantId);
}
