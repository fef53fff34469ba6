import { choiceAfter, tickedBy, unlikePreset } from "../core/registration/intent";
import { isMailPermission } from "../core/registration/mailPermissions";
import { presetOf } from "../core/registration/presetRegistry";
import type { Registration } from "../core/registration/registration";
import type { Ui } from "./parts";

/**
 * Keeps which permissions a person has just added or taken away where the use is known: the checks do not
 * contradict a choice.
 * @param after the registration as it is now; undefined where it could not be read
 */
export async function rememberChoice(
  { remembered }: Pick<Ui, "remembered">,
  before: Registration,
  after: Registration | undefined,
): Promise<void> {
  const intent = remembered.intentOf(before.appId);
  const preset = presetOf(intent?.presetId);
  if (preset === undefined || after === undefined) return;
  const chosen = intent?.permissions?.filter(isMailPermission) ?? tickedBy(preset);
  const now = choiceAfter(chosen, before, after);
  await remembered.madeFor(before.appId, preset.id, unlikePreset(preset, now));
}
