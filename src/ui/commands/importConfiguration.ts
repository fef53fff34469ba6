import * as vscode from "vscode";
import { type Message, message } from "../../base/message";
import type { CheckedAccount } from "../../core/configImport/checks/checkConfiguration";
import { isTooLarge, tooLarge } from "../../core/configImport/configText";
import type { ReadConfiguration } from "../../core/configImport/readConfiguration";
import type { TextPosition } from "../../core/configImport/lineIndex";
import type { SignInAudience } from "../../core/registration/registration";
import type { Button } from "../button";
import type { Command } from "../command";
import { keepImported } from "../keepImported";
import { markdownWords } from "../localize";
import type { Ui } from "../parts";
import {
  askNextStep,
  knownOf,
  type NextStep,
  type PickedFile,
  pickConfigurationFile,
  readPickedFile,
} from "../prompts/configurationQuestions";
import { askImport } from "../prompts/importQuestions";
import { configurationMarkdown } from "../reports/configurationReport";
import { plainText } from "../text";

/** Reads the configuration of oama, pizauth, email-oauth2-proxy or mutt_oauth2.py, explains it, and offers what helps. */
export const importConfiguration: Command = {
  id: "entraMail.importConfiguration",
  about: "management",
  run: async (ui) => {
    const file = await pickConfigurationFile();
    if (isTooLarge(file.size)) {
      tellProblem(ui, file, tooLarge, undefined);
      return;
    }
    const bytes = await readPickedFile(file);
    const { readConfiguration } = await import("../../core/configImport/onDemand");
    const read = readConfiguration(file.name, bytes);
    if (read.kind === "problem") tellProblem(ui, file, read.words, read.position);
    else await explain(ui, file, read);
  },
};

type Read = Extract<ReadConfiguration, { readonly kind: "config" }>;

async function explain(ui: Ui, file: PickedFile, { config, title }: Read): Promise<void> {
  const { adoptables, checkConfiguration } = await import("../../core/configImport/onDemand");
  const accounts = checkConfiguration(config, {
    cloud: ui.settings.cloud,
    audienceOf: (clientId) => audienceOf(ui, clientId),
  });
  await ui.documents.show(
    "configuration",
    plainText(file.name),
    configurationMarkdown(
      { fileName: plainText(file.name), program: title, config, accounts },
      markdownWords,
    ),
  );
  const next = await askNextStep(adoptables(config.importer, accounts), problemsOf(accounts));
  await steps[next.kind](ui, file, next);
}

function problemsOf(accounts: readonly CheckedAccount[]): number {
  return accounts
    .flatMap(({ findings }) => findings)
    .filter(({ severity }) => severity !== "information").length;
}

/** Supported accounts of a registration that is listed or was imported here. */
function audienceOf({ imported, registrations }: Ui, clientId: string): SignInAudience | undefined {
  const known = [
    ...registrations.list.items,
    ...imported.all.map(({ registration }) => registration),
  ];
  return known.find(({ appId }) => appId.toLowerCase() === clientId)?.signInAudience;
}

const steps: Readonly<
  Record<NextStep["kind"], (ui: Ui, file: PickedFile, next: NextStep) => Promise<void>>
> = {
  adopt: async (ui, _file, next) => {
    if (next.kind !== "adopt") return;
    await keepImported(ui, await askImport(ui.newId, await knownOf(ui, next.adoptable)));
  },
  register: async () => {
    await vscode.commands.executeCommand("entraMail.registerMailApp");
  },
  openFile: async (_ui, file) => open(file, undefined),
  nothing: () => Promise.resolve(),
};

/** The words say what is wrong at a place, and never what stands there. */
function tellProblem(
  { notifier }: Ui,
  file: PickedFile,
  words: Message,
  position: TextPosition | undefined,
): void {
  const again: Button = {
    title: message("Choose Another File…"),
    run: () => vscode.commands.executeCommand("entraMail.importConfiguration"),
  };
  const openThere: Button = { title: message("Open File"), run: () => open(file, position) };
  notifier.finding(
    {
      id: "configuration.unreadable",
      severity: "error",
      title:
        position === undefined
          ? message("{0} cannot be read.", file.name)
          : message(
              "{0} cannot be read at line {1}, column {2}.",
              file.name,
              position.line,
              position.column,
            ),
      explanation: words,
      evidence: [],
      actions: [],
    },
    { first: position === undefined ? [again] : [openThere, again] },
  );
}

async function open({ uri }: PickedFile, position: TextPosition | undefined): Promise<void> {
  const at = new vscode.Position((position?.line ?? 1) - 1, (position?.column ?? 1) - 1);
  await vscode.window.showTextDocument(uri, {
    viewColumn: vscode.ViewColumn.Beside,
    selection: new vscode.Range(at, at),
  });
}
