import type { Preset } from "./preset";
import { aemForms } from "./presets/aemForms";
import { custom } from "./presets/custom";
import { desktopApp } from "./presets/desktopApp";
import { jiraGraph } from "./presets/jiraGraph";
import { jiraIncomingImap } from "./presets/jiraIncomingImap";
import { jiraOutgoingSmtp } from "./presets/jiraOutgoingSmtp";
import { personalMailClient } from "./presets/personalMailClient";
import { serviceWithoutUser } from "./presets/serviceWithoutUser";
import { sharedMailbox } from "./presets/sharedMailbox";
import { webAppWithSecret } from "./presets/webAppWithSecret";
import { workMailClient } from "./presets/workMailClient";

/** In the order in which the picker shows them. */
export const presets: readonly Preset[] = [
  personalMailClient,
  workMailClient,
  jiraIncomingImap,
  jiraOutgoingSmtp,
  jiraGraph,
  aemForms,
  desktopApp,
  webAppWithSecret,
  serviceWithoutUser,
  sharedMailbox,
  custom,
];

/** The preset of a plan; undefined when there is none by that id. */
export function presetOf(id: string | undefined): Preset | undefined {
  return presets.find((preset) => preset.id === id);
}
