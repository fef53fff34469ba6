import * as vscode from "vscode";
import { CancelledError } from "../../base/errors";
import { message } from "../../base/message";
import type { RegistrationSummary } from "../../core/registration/registration";
import { locale, pickWords, words } from "../localize";
import { numberWords } from "../moments";
import type { Ui } from "../parts";
import { pickText } from "../text";
import { neverAborted, withProgress, withViewProgress } from "../progress";
import { type Choice, askPick } from "./pick";
import { back } from "./frame";

type Row = RegistrationSummary | "create" | "more";

/**
 * A registration from the list; the list is loaded, and the person signed in, when it is not.
 * @param title what the registration is chosen for
 * @throws CancelledError also when the list cannot be had: that has been said then
 */
export async function pickRegistration(ui: Ui, title: string): Promise<RegistrationSummary> {
  await ensureList(ui);
  for (;;) {
    const { items, hasMore, total } = ui.registrations.list;
    const choices: Choice<Row>[] = items.map((item) => ({
      label: pickText(item.displayName),
      description: pickText(item.appId),
      value: item,
    }));
    if (hasMore) choices.push(moreRow(items.length, total));
    choices.push(
      { label: "", kind: vscode.QuickPickItemKind.Separator },
      { label: `$(add) ${words(message("Register Mail App…"))}`, value: "create" },
    );
    const chosen = await askPick<Row>(
      { title },
      { choices, placeholder: words(message("Which app registration?")) },
    );
    if (chosen === back) throw new CancelledError();
    if (chosen === "create") {
      await vscode.commands.executeCommand("entraMail.registerMailApp");
      throw new CancelledError();
    }
    if (chosen !== "more") return chosen;
    await withViewProgress("entraMail.registrations", () =>
      ui.registrations.loadMore(neverAborted()),
    );
  }
}

function moreRow(shown: number, total: number | undefined): Choice<Row> {
  const label =
    total === undefined
      ? message("Load more…")
      : message(
          "Load more ({0} of {1})",
          numberWords(shown, locale()),
          numberWords(total, locale()),
        );
  return { label: `$(ellipsis) ${pickWords(label)}`, value: "more", alwaysShow: true };
}

async function ensureList({ registrations, notifier }: Ui): Promise<void> {
  const isLoaded = (): boolean => registrations.list.status === "loaded";
  if (isLoaded()) return;
  await withProgress(message("Loading app registrations"), (signal) =>
    registrations.load("prompt", signal),
  );
  if (isLoaded()) return;
  const { failure } = registrations.list;
  if (failure !== undefined) notifier.finding(failure, { about: "management" });
  throw new CancelledError();
}
