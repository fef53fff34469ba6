import * as vscode from "vscode";
import type { Message } from "../../base/message";
import { notice } from "../localize";
import { type Back, type Frame } from "./frame";
import { ask } from "./quickInput";

/** A row of a pick list and the value it stands for; rows without a value only tell something. */
export interface Choice<T> extends vscode.QuickPickItem {
  readonly value?: T;
}

export interface PickQuestion<T> {
  readonly choices: readonly Choice<T>[];
  readonly placeholder: string;
  /** A line below the input. */
  readonly prompt?: string;
  /** The line below the input while a row is marked: room for a detail that its row cuts off. */
  readonly promptOf?: (choice: Choice<T>) => string | undefined;
  /** The row that Enter takes at first. */
  readonly preselected?: Choice<T> | undefined;
}

/** One row of a list. Rows without a value cannot be taken. */
export function askPick<T>(
  frame: Frame,
  { choices, placeholder, prompt, promptOf, preselected }: PickQuestion<T>,
): Promise<T | Back> {
  const pick = vscode.window.createQuickPick<Choice<T>>();
  pick.items = choices;
  pick.placeholder = placeholder;
  pick.prompt = prompt;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  if (preselected !== undefined) pick.activeItems = [preselected];
  return ask<T>(pick, frame, ({ answer, store }) => {
    if (promptOf !== undefined) {
      store.add(
        pick.onDidChangeActive(([marked]) => {
          pick.prompt = (marked && promptOf(marked)) ?? prompt;
        }),
      );
    }
    store.add(
      pick.onDidAccept(() => {
        const value = pick.selectedItems[0]?.value;
        if (value !== undefined) answer(value);
      }),
    );
  });
}

export interface PickManyQuestion<T> {
  readonly choices: readonly Choice<T>[];
  readonly placeholder: string;
  /** A line below the input, until the choice is refused. */
  readonly prompt?: string;
  /** The values that are ticked at first. */
  readonly ticked: readonly T[];
  /** The sentence that says what is wrong with the choice; undefined = fine. */
  readonly problem?: (values: readonly T[]) => Message | undefined;
}

/** Any number of rows of a list. */
export function askPickMany<T>(
  frame: Frame,
  { choices, placeholder, prompt, ticked, problem }: PickManyQuestion<T>,
): Promise<readonly T[] | Back> {
  const pick = vscode.window.createQuickPick<Choice<T>>();
  pick.canSelectMany = true;
  pick.items = choices;
  pick.selectedItems = choices.filter(({ value }) => value !== undefined && ticked.includes(value));
  pick.placeholder = placeholder;
  pick.prompt = prompt;
  pick.matchOnDescription = true;
  return ask<readonly T[]>(pick, frame, ({ answer, store }) => {
    store.add(
      pick.onDidAccept(() => {
        const values = pick.selectedItems.flatMap(({ value }) =>
          value === undefined ? [] : [value],
        );
        const wrong = problem?.(values);
        if (wrong === undefined) answer(values);
        else pick.prompt = notice(wrong);
      }),
    );
  });
}
