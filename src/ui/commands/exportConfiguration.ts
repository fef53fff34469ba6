import * as vscode from "vscode";
import { CancelledError } from "../../base/errors";
import { message } from "../../base/message";
import type { ExportedFile, Exporter, TokenSource } from "../../core/export/exporter";
import type { Button } from "../button";
import type { Command } from "../command";
import type { CommandId } from "../commandIds";
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
import type { Ui } from "../parts";
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
    const heading = words(message("{0} for {1}", exporter.title, addressOf(subject)));
    const previews = files.map((file, index) => {
      const place = {
        exporter: exporter.id,
        tokenSource: source,
        file: index,
        ...placeOf(subject),
      };
      return { file, uri: exportUri(heading, file.name, place) };
    });
    // The first last: it is the one that is told about, and stands in front
    for (const { file, uri } of previews.toReversed()) {
      await ui.documents.showText(uri, file.text, file.languageId);
    }
    const [first] = previews;
    if (first === undefined) return;
    const asksUs = exporter.tokenSources !== undefined && source === "tokenCommand";
    tellPreview(ui, first, asksUs && ui.tokenCommand.program === undefined);
  },
};

interface Preview {
  readonly file: ExportedFile;
  readonly uri: vscode.Uri;
}

/** @param unserved the program is to get its token from us, and tokens are not served */
function tellPreview({ notifier }: Ui, { file, uri }: Preview, unserved: boolean): void {
  const run =
    (command: CommandId): Button["run"] =>
    () =>
      vscode.commands.executeCommand(command, uri);
  if (unserved) {
    notifier.inform(
      message(
        "{0} This is a preview. Tokens are not served yet, so the path of {1} is missing in it: serve them, then export again.",
        file.placement,
        "entra-mail-token",
      ),
      { title: message("Serve Tokens to Mail Programs…"), run: run("entraMail.serveTokens") },
    );
    return;
  }
  notifier.inform(
    message("{0} This is a preview; nothing was written.", file.placement),
    { title: message("Copy"), run: run("entraMail.copyExport") },
    { title: message("Save As…"), run: run("entraMail.saveExport") },
    ...(file.appendTo === undefined
      ? []
      : [{ title: message("Append to File…"), run: run("entraMail.appendExport") }]),
  );
}
