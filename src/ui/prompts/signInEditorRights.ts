import * as vscode from "vscode";
import { message } from "../../base/message";
import { missingRight } from "../../core/management/graphAccess";
import type { GraphToken } from "../../core/ports";
import { pickWords, words } from "../localize";
import { pickText } from "../text";
import { back } from "./frame";
import { askPick, type Choice } from "./pick";

/**
 * Shows what VS Code's own client ID holds in this directory, before anything is tried with it.
 * @returns false when the person wants another way
 * @throws CancelledError
 */
export async function agreeToEditorRights({
  scopes,
}: Pick<GraphToken, "scopes">): Promise<boolean> {
  const lacks = missingRight("write", scopes);
  if (scopes === undefined || lacks === undefined) return true;
  const reads = missingRight("read", scopes) === undefined;
  const another = {
    label: `$(arrow-left) ${pickWords(message("Choose another way"))}`,
    value: false,
  };
  const answer = await askPick<boolean>(
    { title: words(message("What VS Code's own client ID may do here")) },
    {
      choices: [
        row("close", pickWords(message("It lacks {0}.", lacks))),
        row(
          reads ? "eye" : "close",
          pickWords(
            reads
              ? message("Registrations can be read, but not created or changed.")
              : message("Registrations can be neither read nor changed."),
          ),
        ),
        separator(message("It holds")),
        ...scopes.map((scope) => row("check", pickText(scope))),
        separator(message("Choose")),
        another,
        { label: `$(sign-in) ${pickWords(message("Use it all the same"))}`, value: true },
      ],
      placeholder: words(message("Microsoft decides this, and no consent can change it")),
      preselected: another,
    },
  );
  return answer !== back && answer;
}

function row(icon: string, text: string): Choice<boolean> {
  return { label: `$(${icon}) ${text}`, alwaysShow: true };
}

function separator(title: Parameters<typeof words>[0]): Choice<boolean> {
  return { label: words(title), kind: vscode.QuickPickItemKind.Separator };
}
