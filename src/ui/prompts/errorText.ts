import * as vscode from "vscode";
import { message } from "../../base/message";
import { Failure } from "../../core/failure";
import { pickWords, words } from "../localize";
import { plainText } from "../text";
import { answered } from "./editTarget";
import { askPick, type Choice } from "./pick";
import { askText } from "./text";

/** What a program printed, and where it was taken from. */
export interface ErrorText {
  readonly name: string;
  readonly text: string;
}

type Source = () => Promise<ErrorText>;

const title = (): string => words(message("Diagnose Error"));

/**
 * The text of an error: what is selected where the command was called on an editor, else what the person chooses. The
 * clipboard is read only when it is chosen.
 * @param target the address that the menu of an editor passes
 * @throws CancelledError; Failure `input.invalid` (input `clipboard`)
 */
export async function askErrorText(target: unknown): Promise<ErrorText> {
  const editor = vscode.window.activeTextEditor;
  const selected = editor && selectionOf(editor);
  if (selected !== undefined && isAddress(target)) return selected;
  const choices: readonly Choice<Source>[] = [
    ...(selected === undefined ? wholeOf(editor) : [selectionRow(selected)]),
    {
      label: `$(clippy) ${words(message("From the Clipboard"))}`,
      detail: words(
        message("Any number of lines. Copy them first: in the terminal, the log, the browser."),
      ),
      value: readClipboard,
    },
    {
      label: `$(edit) ${words(message("Type or Paste One Line"))}`,
      detail: words(
        message("A line with AADSTS, an answer of a mail server, the address of an error page."),
      ),
      value: askLine,
    },
  ];
  const placeholder = words(message("Where is what the program printed?"));
  return answered(await askPick({ title: title() }, { choices, placeholder }))();
}

function isAddress(target: unknown): boolean {
  return typeof target === "object" && target !== null && "scheme" in target && "path" in target;
}

function selectionOf({ document, selections }: vscode.TextEditor): ErrorText | undefined {
  const text = selections.map((selection) => document.getText(selection)).join("\n");
  return text.trim() === "" ? undefined : { name: nameOf(document), text };
}

function selectionRow(selected: ErrorText): Choice<Source> {
  const lines = selected.text.trimEnd().split(/\r\n|\n|\r/).length;
  return {
    label: `$(list-selection) ${pickWords(message("Selection in {0}", selected.name))}`,
    description: words(lines === 1 ? message("1 line") : message("{0} lines", lines)),
    value: () => Promise.resolve(selected),
  };
}

/** Documents of this extension hold no errors of other programs. */
function wholeOf(editor: vscode.TextEditor | undefined): readonly Choice<Source>[] {
  if (editor === undefined || editor.document.uri.scheme.startsWith("entra-mail")) return [];
  const { document } = editor;
  return [
    {
      label: `$(file) ${pickWords(message("All of {0}", nameOf(document)))}`,
      value: () => Promise.resolve({ name: nameOf(document), text: document.getText() }),
    },
  ];
}

function nameOf({ uri }: vscode.TextDocument): string {
  return plainText(uri.path.slice(uri.path.lastIndexOf("/") + 1));
}

async function readClipboard(): Promise<ErrorText> {
  const name = words(message("the Clipboard"));
  let text: string;
  try {
    text = await vscode.env.clipboard.readText();
  } catch (cause) {
    const facts = { input: "clipboard", problem: "notRead" };
    throw new Failure("input.invalid", "The clipboard could not be read.", facts, { cause });
  }
  if (text.trim() === "") {
    const facts = { input: "clipboard", problem: "empty" };
    throw new Failure("input.invalid", "The clipboard holds no text.", facts);
  }
  return { name, text };
}

async function askLine(): Promise<ErrorText> {
  const text = await askText(
    { title: title() },
    {
      value: "",
      placeholder: "AADSTS50011: …",
      prompt: words(
        message(
          "What the program printed. Line ends are lost here; for several lines use the clipboard.",
        ),
      ),
      check: (typed) =>
        typed === "" ? message("Paste or type what the program printed.") : undefined,
    },
  );
  return { name: words(message("a Line")), text: answered(text) };
}
