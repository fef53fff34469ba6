import * as vscode from "vscode";
import { message } from "../base/message";
import type { Cloud } from "../core/cloud";
import { azCommands } from "../core/registration/commandLines/azCommands";
import { commandText, type Shell } from "../core/registration/commandLines/commandBlock";
import { m365Command } from "../core/registration/commandLines/m365Command";
import type { Plan } from "../core/registration/plan";
import type { Ui } from "./parts";
import type { ReviewExtra } from "./prompts/registerReview";

const shellNames: Readonly<Record<Shell, string>> = { sh: "sh", powershell: "PowerShell" };

/** The shell that this editor opens terminals with. cmd.exe has no quoting that is safe; PowerShell is always beside it. */
function shellHere(): Shell {
  return /(?:pwsh|powershell|cmd)(?:\.exe)?$/i.test(vscode.env.shell) ? "powershell" : "sh";
}

/** Rows of a review that put its plan on the clipboard as command lines, for the shell of this editor. */
export function commandLineRows(
  { notifier }: Pick<Ui, "notifier">,
  plan: Plan,
  cloud: Cloud,
): readonly ReviewExtra[] {
  const shell = shellHere();
  const copy = async (text: string): Promise<void> => {
    await vscode.env.clipboard.writeText(text);
    notifier.inform(
      message("Copied for {0}, without a secret. Nothing is created yet.", shellNames[shell]),
    );
  };
  const m365 = m365Command(plan, shell, cloud);
  return [
    {
      label: message("Copy as az commands"),
      icon: "copy",
      run: () => copy(commandText(azCommands(plan, shell, cloud))),
    },
    ...(m365?.kind === "command"
      ? [
          {
            label: message("Copy as m365 command"),
            icon: "copy",
            run: () => copy(commandText([m365.block])),
          },
        ]
      : []),
  ];
}
