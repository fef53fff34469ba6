import * as vscode from "vscode";
import { type Message, message } from "../../base/message";
import type { Exporter, ExporterGroup, ExportInput, TokenSource } from "../../core/export/exporter";
import { pickWords, words } from "../localize";
import { type Choice, askPick } from "../prompts/pick";
import type { Back, Frame } from "../prompts/frame";

const groups: Readonly<Record<ExporterGroup, Message>> = {
  mailProgram: message("Mail programs"),
  server: message("Servers and services"),
  code: message("Code"),
  data: message("Data"),
};

/**
 * The program a configuration is for. What cannot serve this mailbox is shown with the reason, and cannot be taken.
 * @param obstacles why an exporter cannot serve it
 */
export function askExporter(
  frame: Frame,
  exporters: readonly Exporter[],
  obstacles: ReadonlyMap<Exporter, Message | undefined>,
  before: Exporter | undefined,
): Promise<Exporter | Back> {
  const choices: Choice<Exporter>[] = [];
  for (const group of Object.keys(groups) as ExporterGroup[]) {
    choices.push({ label: words(groups[group]), kind: vscode.QuickPickItemKind.Separator });
    for (const exporter of exporters.filter((one) => one.group === group)) {
      choices.push(choice(exporter, obstacles.get(exporter)));
    }
  }
  return askPick<Exporter>(frame, {
    choices,
    placeholder: words(message("Which program shall open the mailbox?")),
    // What a program needs can be longer than its row
    promptOf: ({ detail }) => detail,
    preselected: choices.find(({ value }) => value !== undefined && value === before),
  });
}

function choice(exporter: Exporter, obstacle: Message | undefined): Choice<Exporter> {
  return {
    label: exporter.title,
    description: obstacle === undefined ? "" : pickWords(message("not possible: {0}", obstacle)),
    detail: pickWords(exporter.needs),
    ...(obstacle === undefined ? { value: exporter } : {}),
  };
}

const sources: Readonly<Record<TokenSource, { readonly label: string; readonly detail: Message }>> =
  {
    tokenCommand: {
      label: "entra-mail-token",
      detail: message("Our own command: hands out tokens while this editor runs."),
    },
    oama: { label: "oama", detail: message("Signs in by itself and works without the editor.") },
    pizauth: {
      label: "pizauth",
      detail: message("A service that signs in by itself and works without the editor."),
    },
    muttOauth2: {
      label: "mutt_oauth2.py",
      detail: message("The script that comes with mutt; works without the editor."),
    },
  };

/** Who hands the program its token; the first is preselected. */
export function askTokenSource(
  frame: Frame,
  offered: readonly TokenSource[],
  before: TokenSource | undefined,
): Promise<TokenSource | Back> {
  const choices = offered.map((value) => ({
    label: sources[value].label,
    detail: pickWords(sources[value].detail),
    value,
  }));
  return askPick(frame, {
    choices,
    placeholder: words(message("Who gives the program its access token?")),
    preselected: choices.find(({ value }) => value === before),
  });
}

type WhyNot = (exporter: Exporter, input: ExportInput) => Message | undefined;

/** Why an exporter cannot serve a mailbox, whoever hands out the token; undefined when it can. */
export function whyNotAtAll(
  exporter: Exporter,
  input: ExportInput,
  whyNot: WhyNot,
): Message | undefined {
  if (exporter.tokenSources === undefined) return whyNot(exporter, input);
  const [first = input.options.tokenSource] = exporter.tokenSources;
  return possibleSources(exporter, input, whyNot).length > 0
    ? undefined
    : whyNot(exporter, withSource(input, first));
}

/** Who can hand the program a token for this mailbox; empty where it asks nobody. */
export function possibleSources(
  exporter: Exporter | undefined,
  input: ExportInput,
  whyNot: WhyNot,
): readonly TokenSource[] {
  return (exporter?.tokenSources ?? []).filter(
    (source) => exporter !== undefined && whyNot(exporter, withSource(input, source)) === undefined,
  );
}

/** The same, with another source of the token. */
export function withSource(input: ExportInput, tokenSource: TokenSource): ExportInput {
  return { ...input, options: { ...input.options, tokenSource } };
}
