import type { Command } from "../command";

export const showLog: Command = {
  id: "entraMail.showLog",
  about: "management",
  run: async (ui) => ui.showLog(),
};
