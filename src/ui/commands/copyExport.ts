import * as vscode from "vscode";
import { message } from "../../base/message";
import type { Command } from "../command";
import { previewInFront } from "../exports/previewInFront";
import { writtenExport } from "../exports/writtenExport";
import { stepDone } from "../walkthrough";

/** Copies the previewed configuration as it is shown: a client secret is a placeholder in it. */
export const copyExport: Command = {
  id: "entraMail.copyExport",
  about: "mailbox",
  run: async (ui, target) => {
    const { file, takesSecret } = await writtenExport(ui, previewInFront(target));
    await vscode.env.clipboard.writeText(file.text);
    stepDone("exported");
    ui.notifier.inform(
      takesSecret
        ? message("{0} was copied. The client secret in it is a placeholder.", file.name)
        : message("{0} was copied.", file.name),
    );
  },
};
