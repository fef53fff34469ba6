import { isCancelled } from "../../base/errors";
import { message } from "../../base/message";
import { explainFailure } from "../../core/diagnosis/explain";
import { notice, words } from "../localize";
import * as vscode from "vscode";
import type { Back, Frame } from "./frame";
import type { Choice } from "./pick";
import { ask } from "./quickInput";

/** After the last key, so that not every letter asks the directory. */
const pauseMilliseconds = 300;
const shortestSearch = 2;

export interface SearchQuestion<T> {
  /** Rows that are there before anything is typed, and are filtered while it is typed. */
  readonly choices: readonly Choice<T>[];
  readonly placeholder: string;
  /** Rows for the words; asked once per pause, and the question before is given up. */
  readonly search: (text: string, signal: AbortSignal) => Promise<readonly Choice<T>[]>;
  /** Values of rows that mean the same, so that what was found does not repeat what is there. */
  readonly same: (a: T, b: T) => boolean;
}

/** One row of a list that is too long to be there as a whole: what is typed is looked for at the far end, too. */
export function askSearchPick<T>(
  frame: Frame,
  { choices, placeholder, search, same }: SearchQuestion<T>,
): Promise<T | Back> {
  const pick = vscode.window.createQuickPick<Choice<T>>();
  pick.items = choices;
  pick.placeholder = placeholder;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  let running: AbortController | undefined;
  let pause: NodeJS.Timeout | undefined;
  const stop = (): void => {
    clearTimeout(pause);
    running?.abort();
    running = undefined;
    pick.busy = false;
  };
  const look = async (text: string): Promise<void> => {
    const controller = new AbortController();
    running = controller;
    pick.busy = true;
    try {
      const found = await search(text, controller.signal);
      if (running === controller) show(found);
    } catch (error) {
      const finding = isCancelled(error) ? undefined : explainFailure(error, "management");
      if (running === controller && finding !== undefined) pick.prompt = notice(finding.title);
    } finally {
      if (running === controller) pick.busy = false;
    }
  };
  const show = (found: readonly Choice<T>[]): void => {
    const fresh = found.filter(({ value }) => value === undefined || !isThere(value));
    pick.prompt = undefined;
    if (fresh.length === 0) return;
    const heading = {
      label: words(message("Found in the directory")),
      kind: vscode.QuickPickItemKind.Separator,
    };
    pick.items = [...choices, heading, ...fresh];
  };
  const isThere = (value: T): boolean =>
    choices.some((choice) => choice.value !== undefined && same(choice.value, value));
  return ask<T>(pick, frame, ({ answer, store }) => {
    store.add({ dispose: stop });
    store.add(
      pick.onDidChangeValue((text) => {
        stop();
        const wanted = text.trim();
        if (wanted.length < shortestSearch) return;
        pause = setTimeout(() => void look(wanted), pauseMilliseconds);
      }),
    );
    store.add(
      pick.onDidAccept(() => {
        const value = pick.selectedItems[0]?.value;
        if (value !== undefined) answer(value);
      }),
    );
  });
}
