import type { Command } from "../command";
import { keepImported } from "../keepImported";
import { askImport } from "../prompts/importQuestions";

/** Takes over a registration that somebody else made, by what its owner told. */
export const importRegistration: Command = {
  id: "entraMail.importRegistration",
  about: "management",
  run: async (ui) => keepImported(ui, await askImport(ui.newId)),
};
