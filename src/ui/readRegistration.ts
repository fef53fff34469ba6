import { message } from "../base/message";
import type { Registration } from "../core/registration/registration";
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
  if (known === undefined && typeof target === "string") return await read(ui, target, target);
  const { objectId, displayName } = known ?? (await pickRegistration(ui, title));
  return await read(ui, objectId, displayName);
}

function read(ui: Ui, objectId: string, name: string): Promise<Registration> {
  return withProgress(message("Reading {0}", name), (signal) =>
    ui.registrations.details(objectId, signal, { fresh: true, interaction: "prompt" }),
  );
}
