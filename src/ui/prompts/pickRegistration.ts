import * as vscode from "vscode";
import { CancelledError } from "../../base/errors";
import { message } from "../../base/message";
import type { Interaction } from "../../core/ports";
import type { RegistrationSummary } from "../../core/registration/registration";
import { importedRows } from "../importedRows";
import { words } from "../localize";
import type { Ui } from "../parts";
import { withProgress } from "../progress";
import { pickText } from "../text";
import { type Back, back } from "./frame";
import type { Choice } from "./pick";
import { askSearchPick } from "./searchPick";

type Row = RegistrationSummary | "signIn" | "create" | "import";

/**
 * A registration: pinned and last used ones first, then the list, and all others by what is typed. The list is
 * loaded, and the person signed in, when it is not. Registrations entered by hand are there without, and signing in
 * is one of the rows then.
 * @param title what the registration is chosen for
 * @throws CancelledError also when the list cannot be had: that has been said then
 */
export async function pickRegistration(ui: Ui, title: string): Promise<RegistrationSummary> {
  await ensureList(ui);
  let chosen = await ask(ui, title);
  while (chosen === "signIn") {
    await loadList(ui, "prompt");
    requireList(ui);
    chosen = await ask(ui, title);
  }
  if (chosen === back) throw new CancelledError();
  if (typeof chosen !== "string") return chosen;
  const command = chosen === "create" ? "registerMailApp" : "importRegistration";
  await vscode.commands.executeCommand(`entraMail.${command}`);
  throw new CancelledError();
}

function ask(ui: Ui, title: string): Promise<Row | Back> {
  const signIn: Choice<Row> = {
    label: `$(sign-in) ${words(message("Sign in to choose from a directory…"))}`,
    value: "signIn",
    alwaysShow: true,
  };
  return askSearchPick<Row>(
    { title },
    {
      choices: [
        ...choicesOf(ui),
        { label: "", kind: vscode.QuickPickItemKind.Separator },
        ...(isLoaded(ui) ? [] : [signIn]),
        {
          label: `$(add) ${words(message("Register Mail App…"))}`,
          value: "create",
          alwaysShow: true,
        },
        {
          label: `$(cloud-download) ${words(message("Import Registration by Client ID…"))}`,
          value: "import",
          alwaysShow: true,
        },
      ],
      placeholder: words(message("Which app registration? Type a name or a client ID.")),
      search: async (text, signal) => {
        if (!isLoaded(ui)) return [];
        return (await ui.registrations.search(text, signal)).map(choiceOf);
      },
      same: (a, b) => a === b || idOf(a) === idOf(b),
    },
  );
}

/** The rows under headings; each registration once, under the first that fits. */
function choicesOf(ui: Ui): Choice<Row>[] {
  const { registrations, remembered } = ui;
  const { items, account, query } = registrations.list;
  // The list may be that of the deleted ones, with which nothing can be done but to restore them
  const there = query.view === "deleted" ? [] : items;
  const shown = new Set<string>();
  const section = (
    heading: string | undefined,
    rows: readonly RegistrationSummary[],
  ): Choice<Row>[] => {
    const fresh = rows.filter(({ objectId }) => !shown.has(objectId));
    for (const { objectId } of fresh) shown.add(objectId);
    if (fresh.length === 0) return [];
    const separator = { label: heading ?? "", kind: vscode.QuickPickItemKind.Separator };
    return [separator, ...fresh.map(choiceOf)];
  };
  const pinned = remembered.pinned(account?.tenantId);
  const lastUsed = remembered.lastUsed(account?.tenantId).slice(0, 5);
  const byHand = importedRows(ui, account === undefined ? [] : [...pinned, ...lastUsed, ...there]);
  return [
    ...section(words(message("pinned")), pinned),
    ...section(words(message("last used")), lastUsed),
    ...section(words(message("imported")), byHand),
    ...section(words(message("in this directory")), there),
  ];
}

function choiceOf(item: RegistrationSummary): Choice<Row> {
  return { label: pickText(item.displayName), description: pickText(item.appId), value: item };
}

function idOf(row: Row): string {
  return typeof row === "string" ? row : row.objectId;
}

async function ensureList(ui: Ui): Promise<void> {
  if (isLoaded(ui)) return;
  // What was entered by hand needs no directory, and often there is none that could be asked.
  const needed = ui.imported.all.length === 0;
  await loadList(ui, needed ? "prompt" : "silent");
  if (needed) requireList(ui);
}

async function loadList({ registrations }: Ui, interaction: Interaction): Promise<void> {
  await withProgress(message("Loading app registrations"), (signal) =>
    registrations.load(interaction, signal),
  );
}

function isLoaded({ registrations }: Ui): boolean {
  return registrations.list.status === "loaded";
}

/** @throws CancelledError when there is no list; why, has been said then */
function requireList(ui: Ui): void {
  if (isLoaded(ui)) return;
  const { registrations, notifier } = ui;
  const { failure } = registrations.list;
  if (failure !== undefined) notifier.finding(failure, { about: "management" });
  throw new CancelledError();
}
