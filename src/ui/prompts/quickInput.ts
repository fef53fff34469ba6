import * as vscode from "vscode";
import { CancelledError } from "../../base/errors";
import { DisposableStore } from "../../base/lifecycle";
import { type Back, type Frame, back } from "./frame";

/** A question while it is on screen. */
interface Asking<T> {
  readonly answer: (value: T) => void;
  readonly store: DisposableStore;
}

/**
 * Shows a quick input until it is answered.
 * @param listen connects the input's own events with the answer
 * @returns the answer, or {@link back}
 * @throws CancelledError when the input is closed without one
 */
export async function ask<T>(
  input: vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox,
  frame: Frame,
  listen: (asking: Asking<T>) => void,
): Promise<T | Back> {
  const store = new DisposableStore();
  store.add(input);
  input.title = frame.title;
  input.step = frame.step;
  input.totalSteps = frame.totalSteps;
  input.ignoreFocusOut = true;
  if (frame.canGoBack === true) input.buttons = [vscode.QuickInputButtons.Back, ...input.buttons];
  try {
    return await new Promise<T | Back>((resolve, reject) => {
      store.add(
        input.onDidTriggerButton((button) => {
          if (button === vscode.QuickInputButtons.Back) resolve(back);
        }),
      );
      store.add(input.onDidHide(() => reject(new CancelledError())));
      listen({ answer: resolve, store });
      input.show();
    });
  } finally {
    // A moment later: the next question then takes the place of this one without a flicker.
    setTimeout(() => store.dispose(), 0);
  }
}
