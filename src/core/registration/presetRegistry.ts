import type { Preset } from "./preset";
import { personalMailClient } from "./presets/personalMailClient";
import { webAppWithSecret } from "./presets/webAppWithSecret";
import { workMailClient } from "./presets/workMailClient";

/** In the order in which the picker shows them. */
export const presets: readonly Preset[] = [personalMailClient, workMailClient, webAppWithSecret];
