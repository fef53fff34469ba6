import { Failure } from "../failure";
import type { Preset } from "./preset";
import { personalMailClient } from "./presets/personalMailClient";
import { webAppWithSecret } from "./presets/webAppWithSecret";
import { workMailClient } from "./presets/workMailClient";

/** In the order in which the picker shows them. */
export const presets: readonly Preset[] = [personalMailClient, workMailClient, webAppWithSecret];

/** @throws Failure `input.invalid` (input `preset`) */
export function findPreset(id: string): Preset {
  const preset = presets.find((candidate) => candidate.id === id);
  if (preset === undefined) {
    throw new Failure("input.invalid", `There is no preset "${id}".`, { input: "preset" });
  }
  return preset;
}
