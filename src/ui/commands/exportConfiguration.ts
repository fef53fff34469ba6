import * as vscode from "vscode";
import { CancelledError } from "../../base/errors";
import { message } from "../../base/message";
import type { Exporter, TokenSource } from "../../core/export/exporter";
import type { Command } from "../command";
import {
  askExporter,
  askTokenSource,
  possibleSources,
  whyNotAtAll,
  withSource,
} from "../exports/askExporter";
import { addressOf, askExportSubject, placeOf } from "../exports/exportSubject";
import { exportUri } from "../exports/exportUri";
import { exportInput } from "../exports/writtenExport";
import { words } from "../localize";
import { back } from "../prompts/frame";
import { runSteps, type Step } from "../prompts/multiStep";

interface Answers {
  readonly exporter?: Exporter;
  readonly tokenSource?: TokenSource;
}

/** Shows the configuration of a program for a mailbox. Nothing is written yet, and no secret is in it. */
export const exportConfiguration: Command = {
  id: "entraMail.exportConfiguration",
  about: "mailbox",
  run: async (ui, target) => {
    const title = words(message("Export Client Configuration"));
    const subject = await askExportSubject(ui, target, title);
    const { exporters, whyNotExport, writeExport } = await import("../../core/export/onDemand");
    const input = await exportInput(ui, subject, "tokenCommand");
    const sourcesOf = (exporter: Exporter | undefined): readonly TokenSource[] =>
      possibleSources(exporter, input, whyNotExport);
    const obstacles = new Map(
      exporters.map((exporter) => [exporter, whyNotAtAll(exporter, input, whyNotExport)]),
    );
    const steps: readonly Step<Answers>[] = [
      {
        applies: () => true,
        decidesWhatFollows: true,
        ask: async (answers, frame) => {
          const exporter = await askExporter(frame, exporters, obstacles, answers.exporter);
          return exporter === back ? back : { ...answers, exporter };
        },
      },
      {
        applies: ({ exporter }) => sourcesOf(exporter).length > 1,
        ask: async (answers, frame) => {
          const offered = sourcesOf(answers.exporter);
          const tokenSource = await askTokenSource(frame, offered, answers.tokenSource);
          return tokenSource === back ? back : { ...answers, tokenSource };
        },
      },
    ];
    const { exporter, tokenSource } = await runSteps<Answers>(title, steps, {});
    if (exporter === undefined) throw new CancelledError();
    const offered = sourcesOf(exporter);
    const chosen = offered.find((one) => one === tokenSource);
    const source = chosen ?? offered[0] ?? "tokenCommand";
    const files = writeExport(exporter, withSource(input, source));
    const address = addressOf(subject);
    for (const [file, { name, text, languageId }] of files.entries()) {
      const heading = words(message("{0} for {1}", exporter.title, address));
      const place = { exporter: exporter.id, tokenSource: source, file, ...placeOf(subject) };
      await ui.documents.showText(exportUri(heading, name, place), text, languageId);
    }
    const [first] = files;
    if (first === undefined) return;
    ui.notifier.inform(
      message("{0} This is a preview; nothing was written.", first.placement),
      { title: message("Copy"), run: () => run("entraMail.copyExport") },
      { title: message("Save As…"), run: () => run("entraMail.saveExport") },
      ...(first.appendTo === undefined
        ? []
        : [{ title: message("Append to File…"), run: () => run("entraMail.appendExport") }]),
    );
  },
};

/** On the preview in front: the commands in the title of its editor do the same. */
function run(command: string): Thenable<unknown> {
  return vscode.commands.executeCommand(command, vscode.window.activeTextEditor?.document.uri);
}
