import * as vscode from "vscode";
import { CancelledError } from "../../base/errors";
import { message } from "../../base/message";
import { isFailure } from "../../core/failure";
import { aadstsCode } from "../../core/oauth/aadsts";
import { tenantName } from "../../core/tenantName";
import type { DirectoryListing, ListedDirectory } from "../../services/directoryListing";
import { notice, pickWords, words } from "../localize";
import type { Ui } from "../parts";
import { withProgress } from "../progress";
import { pickText } from "../text";
import { back } from "./frame";
import { askPick, type Choice } from "./pick";
import { askText } from "./text";

const byHand = Symbol("byHand");
const more = Symbol("more");
type Answer = ListedDirectory | typeof byHand | typeof more;

/** Names of shared authorities: they are no directory. */
const sharedAuthorities = new Set(["common", "organizations", "consumers"]);

/** Lets the person choose a directory. @returns its id @throws Failure `oauth.*`; CancelledError */
export async function askDirectory(ui: Ui): Promise<string> {
  let listing = await list(ui, "silent");
  for (;;) {
    const answer = await askListed(listing);
    if (answer === more) listing = await list(ui, "prompt");
    else if (answer !== byHand) return answer.tenantId;
    else {
      const typed = await askName(ui);
      if (typed !== back) return typed;
    }
  }
}

function list(ui: Ui, azure: "silent" | "prompt"): Promise<DirectoryListing> {
  return withProgress(message("Looking for your directories"), (signal) =>
    ui.directories.list(azure, signal),
  );
}

async function askListed({
  directories,
  azureUnasked,
  incomplete,
}: DirectoryListing): Promise<Answer> {
  const rows = directories.map(rowOf);
  const separator = { label: "", kind: vscode.QuickPickItemKind.Separator };
  const answer = await askPick<Answer>(
    { title: words(message("Switch Directory")) },
    {
      choices: [
        ...rows,
        ...(rows.length === 0 ? [] : [separator]),
        {
          label: `$(edit) ${pickWords(message("Enter a domain or directory ID…"))}`,
          value: byHand,
          alwaysShow: true,
        },
        ...(azureUnasked
          ? [
              {
                label: `$(search) ${pickWords(message("Look for more directories…"))}`,
                detail: pickWords(message("Asks Azure, with a Microsoft account of this editor.")),
                value: more,
                alwaysShow: true,
              } as const,
            ]
          : []),
      ],
      placeholder: words(message("The directory whose registrations are managed")),
      ...(incomplete
        ? { prompt: words(message("Not all directories could be listed; the log says why.")) }
        : {}),
    },
  );
  if (answer === back) throw new CancelledError();
  return answer;
}

function rowOf(directory: ListedDirectory): Choice<Answer> {
  const { tenantId, displayName, defaultDomain, accountLabel, current } = directory;
  const facts = [defaultDomain, accountLabel].flatMap((text) =>
    text === undefined ? [] : [pickText(text)],
  );
  if (current) facts.unshift(words(message("in use")));
  return {
    label: `$(organization) ${pickText(displayName ?? defaultDomain ?? tenantId)}`,
    description: pickText(tenantId),
    detail: facts.join(" · "),
    value: directory,
  };
}

async function askName(ui: Ui): Promise<string | typeof back> {
  let value = "";
  let prompt = message("Domain or Directory (tenant) ID");
  for (;;) {
    const name = await askText(
      { title: words(message("Switch Directory")), canGoBack: true },
      {
        value,
        placeholder: "contoso.com",
        prompt: notice(prompt),
        check: (text) =>
          tenantName.test(text.trim()) && !sharedAuthorities.has(text.trim().toLowerCase())
            ? undefined
            : message("A domain such as contoso.com, or a directory ID."),
      },
    );
    if (name === back) return back;
    try {
      return await withProgress(message("Looking for {0}", name), (signal) =>
        ui.directories.resolve(name.trim(), signal),
      );
    } catch (error) {
      if (!isUnknownDirectory(error)) throw error;
      value = name;
      prompt = message("Microsoft knows no directory {0} in this cloud.", name.trim());
    }
  }
}

function isUnknownDirectory(error: unknown): boolean {
  return isFailure(error, "oauth.refused") && aadstsCode(error.facts["aadsts"]) === 90002;
}
