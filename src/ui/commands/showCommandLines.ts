import * as vscode from "vscode";
import { message } from "../../base/message";
import { portalListLink } from "../../core/registration/commandLines/portalSteps";
import type { Button } from "../button";
import type { Command } from "../command";
import { locale, markdownWords, words } from "../localize";
import { askRegistration } from "../prompts/registerAnswers";
import { registerQuestionParts } from "../registerQuestionParts";
import { commandLinesMarkdown } from "../reports/commandLines";
import { plainText } from "../text";

/** Asks what Register Mail App asks, without any sign-in, and shows how to do it elsewhere. */
export const showCommandLines: Command = {
  id: "entraMail.showCommandLines",
  about: "management",
  run: async (ui) => {
    const { cloud } = ui.settings;
    const asked = await askRegistration({
      ...registerQuestionParts(ui),
      title: words(message("Register by Command Line or Portal")),
      sameName: () => Promise.resolve([]),
    });
    if (asked.kind === "existing") return;
    const { plan, answers } = asked;
    await ui.documents.show(
      "command-lines",
      plainText(plan.title),
      commandLinesMarkdown(plan, answers.preset, cloud, { say: markdownWords, locale: locale() }),
    );
    const portal = portalListLink(cloud);
    const openPortal: readonly Button[] =
      portal === undefined
        ? []
        : [
            {
              title: message("Open Portal"),
              run: () => vscode.env.openExternal(vscode.Uri.parse(portal, true)),
            },
          ];
    ui.notifier.inform(
      message("When {0} is registered, import it by its client ID.", plan.title),
      {
        title: message("Import by Client ID…"),
        run: () => vscode.commands.executeCommand("entraMail.importRegistration"),
      },
      ...openPortal,
    );
  },
};
