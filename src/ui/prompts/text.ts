import * as vscode from "vscode";
import type { Message } from "../../base/message";
import { notice } from "../localize";
import { type Back, type Frame } from "./frame";
import { ask } from "./quickInput";

export interface TextQuestion {
  readonly value: string;
  readonly placeholder: string;
  readonly prompt: string;
  /** The sentence that says what is wrong; undefined = fine. */
  readonly check: (text: string) => Message | undefined;
  /** Shown as dots: a secret, or a code. */
  readonly hidden?: boolean;
}

/** A line of text. Enter is refused as long as the text does not pass; an untouched field is not yet blamed. */
export function askText(
  frame: Frame,
  { value, placeholder, prompt, check, hidden = false }: TextQuestion,
): Promise<string | Back> {
  const box = vscode.window.createInputBox();
  box.password = hidden;
  box.value = value;
  box.placeholder = placeholder;
  box.prompt = prompt;
  const validate = (): boolean => {
    const problem = check(box.value.trim());
    box.validationMessage = problem && notice(problem);
    return problem === undefined;
  };
  return ask<string>(box, frame, ({ answer, store }) => {
    store.add(box.onDidChangeValue(validate));
    store.add(
      box.onDidAccept(() => {
        if (validate()) answer(box.value.trim());
      }),
    );
  });
}
