import { message } from "../base/message";
import { isImported } from "../core/registration/imported";
import type { Registration } from "../core/registration/registration";
import { ensureDirectory } from "./goToDirectory";
import type { Ui } from "./parts";
import { withProgress } from "./progress";
import { pickRegistration } from "./prompts/pickRegistration";
import { registrationOf } from "./target";

/**
 * The registration a command was called on, read fresh, so that a change starts from how it stands now.
 * @param target a row, an object id, or nothing: then it is asked for
 * @param title what the registration is chosen for
 * @throws Failure `graph.*`, `signIn.*`; CancelledError
 */
export async function readRegistrationFor(
  ui: Ui,
  target: unknown,
  title: string,
): Promise<Registration> {
  const known = registrationOf(ui, target);
  if (known === undefined && typeof target === "string") {
    // A reminder also names registrations of directories that nobody is signed in to
    if (!isImported({ objectId: target })) {
      await ensureDirectory(ui, ui.expiry.directoryOf(target));
    }
    return await read(ui, target, target);
  }
  const { objectId, displayName } = known ?? (await pickRegistration(ui, title));
  return await read(ui, objectId, displayName);
}

function read(ui: Ui, objectId: string, name: string): Promise<Registration> {
  return withProgress(message("Reading {0}", name), (signal) =>
    ui.registrations.details(objectId, signal, { fresh: true, interaction: "prompt" }),
  );
}
