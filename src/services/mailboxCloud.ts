import { type Cloud, clouds } from "../core/cloud";
import { Failure } from "../core/failure";
import type { Mailbox } from "../core/mailbox/mailbox";
import type { SettingsReader } from "../core/ports";

/**
 * The cloud a mailbox was signed in to, whichever is set now; only a custom one needs the settings.
 * @throws Failure `input.invalid` (cloud.changed)
 */
export function cloudOfMailbox(
  { cloudId }: Pick<Mailbox, "cloudId">,
  settings: Pick<SettingsReader, "cloud">,
): Cloud {
  if (cloudId !== "custom") return clouds[cloudId];
  const { cloud } = settings;
  if (cloud.id === "custom") return cloud;
  throw new Failure("input.invalid", "The mailbox belongs to a cloud that is not set.", {
    input: "cloud",
    problem: "changed",
  });
}
