import * as vscode from "vscode";
import { CancelledError } from "../../base/errors";
import { message } from "../../base/message";
import type { Adoptable } from "../../core/configImport/adoption";
import { Failure } from "../../core/failure";
import { pickWords, words } from "../localize";
import type { Ui } from "../parts";
import { answered } from "./editTarget";
import type { KnownAnswers } from "./importQuestions";
import { askPick, type Choice } from "./pick";

/** A file that was picked. */
export interface PickedFile {
  readonly uri: vscode.Uri;
  /** Without the folder. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
}

export const title = (): string => words(message("Import Mail Program Configuration"));

/** Asks for a file on the machine of the workspace. @throws CancelledError; Failure `input.invalid` (input `file`) */
export async function pickConfigurationFile(): Promise<PickedFile> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      title: title(),
      openLabel: words(message("Read This File")),
    })) ?? [];
  if (uri === undefined) throw new CancelledError();
  const { size } = await readable(() => vscode.workspace.fs.stat(uri));
  return { uri, name: uri.path.slice(uri.path.lastIndexOf("/") + 1), size };
}

/** @throws Failure `input.invalid` (input `file`) */
export async function readPickedFile({ uri }: PickedFile): Promise<Uint8Array> {
  return readable(() => vscode.workspace.fs.readFile(uri));
}

async function readable<T>(read: () => Thenable<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    const facts = { input: "file", problem: "notRead" };
    throw new Failure("input.invalid", "The file could not be read.", facts, { cause });
  }
}

/** What to do after the report. */
export type NextStep =
  | { readonly kind: "adopt"; readonly adoptable: Adoptable }
  | { readonly kind: "register" | "openFile" | "nothing" };

/** Asks what comes after the report. @throws CancelledError */
export async function askNextStep(
  adoptables: readonly Adoptable[],
  problems: number,
): Promise<NextStep> {
  const adopt = adoptables.map((adoptable) => ({
    label: `$(cloud-download) ${words(message("Adopt Its Registration"))}`,
    description: pickWords(message("{0} · {1}", adoptable.account, adoptable.answers.appId)),
    detail: words(message("Import it, to sign in mailboxes with it here. Nothing is created.")),
    value: { kind: "adopt", adoptable } as const,
  }));
  const choices: readonly Choice<NextStep>[] = [
    ...adopt,
    {
      label: `$(add) ${words(message("Register Mail App"))}`,
      detail: words(
        message("Make a new registration, whose client ID you then write into the file."),
      ),
      value: { kind: "register" },
    },
    {
      label: `$(go-to-file) ${words(message("Open the File"))}`,
      detail: words(message("Change it by hand, with the report beside it.")),
      value: { kind: "openFile" },
    },
    { label: `$(close) ${words(message("Nothing for now"))}`, value: { kind: "nothing" } },
  ];
  const placeholder =
    problems === 1
      ? message("1 thing to look at in the report. What next?")
      : message("{0} things to look at in the report. What next?", problems);
  return answered(
    await askPick(
      { title: title() },
      {
        choices,
        placeholder: words(
          problems === 0 ? message("No problem was found. What next?") : placeholder,
        ),
      },
    ),
  );
}

const keep = message("Keep Secret");
const leaveOut = message("Leave It Out");

/**
 * What the questions about a registration begin with. Only here a secret leaves its holder, and only when the person
 * wants it to be kept.
 * @throws CancelledError
 */
export async function knownOf(
  { notifier }: Pick<Ui, "notifier">,
  { answers, secret, account }: Adoptable,
): Promise<KnownAnswers> {
  if (secret === undefined) return answers;
  const decision = await notifier.choose(
    message("Keep the client secret of {0} in this editor?", account),
    message(
      "It stands in the file in clear text. A copy goes into the secret storage of this editor; the file stays as it is.",
    ),
    [keep, leaveOut],
  );
  if (decision === undefined) throw new CancelledError();
  return decision === keep ? { ...answers, secretValue: secret.reveal() } : answers;
}
