import * as vscode from "vscode";
import { CancelledError } from "../../base/errors";
import { message } from "../../base/message";
import type { PasteQuestion } from "../../core/ports";
import { notice, words } from "../localize";
import { back } from "./frame";
import { ask } from "./quickInput";

/**
 * Asks for the address at which the browser ended. It holds a code, therefore it is shown as dots, is told in no message,
 * and is to be pasted nowhere else.
 * @throws CancelledError when it is closed, or the sign-in ends otherwise
 */
export async function askPastedAnswer(
  { url, redirectUri, check }: PasteQuestion,
  signal: AbortSignal,
): Promise<string> {
  const box = vscode.window.createInputBox();
  const open = { iconPath: new vscode.ThemeIcon("link-external"), tooltip: pageTitle() };
  const copy = {
    iconPath: new vscode.ThemeIcon("copy"),
    tooltip: words(message("Copy Link to the Sign-In Page")),
  };
  box.password = true;
  box.placeholder = `${redirectUri}?code=…`;
  box.prompt = words(
    message(
      "Sign in in the browser, then copy the whole address at which it ends, also where that page shows an error, and paste it here. It holds a code for this sign-in: paste it nowhere else.",
    ),
  );
  box.buttons = [open, copy];
  const answer = await ask<string>(
    box,
    { title: words(message("Paste the Address from the Browser")) },
    ({ answer: take, store }) => {
      const close = (): void => box.hide();
      signal.addEventListener("abort", close);
      store.add({ dispose: () => signal.removeEventListener("abort", close) });
      if (signal.aborted) setTimeout(close, 0);
      const validate = (): boolean => {
        const wrong = check(box.value);
        box.validationMessage = wrong && notice(wrong);
        return wrong === undefined;
      };
      store.add(
        box.onDidChangeValue((text) => {
          if (text === "") box.validationMessage = undefined;
          // What is pasted whole needs no Enter to be judged; what can be taken still does
          else validate();
        }),
      );
      store.add(
        box.onDidAccept(() => {
          if (validate()) take(box.value);
        }),
      );
      store.add(
        box.onDidTriggerButton(async (button) => {
          if (button === open) await vscode.env.openExternal(vscode.Uri.parse(url, true));
          if (button === copy) await vscode.env.clipboard.writeText(url);
        }),
      );
    },
  );
  if (answer === back) throw new CancelledError();
  return answer;
}

function pageTitle(): string {
  return words(message("Open the Sign-In Page"));
}
