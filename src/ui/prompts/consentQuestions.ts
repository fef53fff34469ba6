import * as vscode from "vscode";
import { CancelledError } from "../../base/errors";
import { type Message, message } from "../../base/message";
import type { Revocable } from "../../core/consent/consentPlans";
import { type ConsentRow, consentWords, isOpen } from "../../core/consent/consentRows";
import { notice, pickWords, words } from "../localize";
import { pickText } from "../text";
import { type Back, back, type Frame } from "./frame";
import { askPick, askPickMany, type Choice } from "./pick";

export type ConsentFor = "everyone" | "me";

/** True where a grant for only the person would grant something, too: else there is nothing to choose. */
export function asksConsentFor(rows: readonly ConsentRow[]): boolean {
  return rows.some((row) => isOpen(row, "me"));
}

/** For everybody or only for the person. Asked only where {@link asksConsentFor} says so. */
export async function askConsentFor(frame: Frame): Promise<ConsentFor | Back> {
  const choice = (value: ConsentFor, label: Message, detail: Message): Choice<ConsentFor> => ({
    label: words(label),
    detail: pickWords(detail),
    value,
  });
  const everyone = choice(
    "everyone",
    message("For everyone in this directory"),
    message("Nobody is asked at sign-in any more; application permissions are granted, too."),
  );
  const me = choice(
    "me",
    message("For me only"),
    message("Needs no directory role: the same as agreeing when you sign in a mailbox."),
  );
  return await askPick(frame, {
    choices: [everyone, me],
    placeholder: words(message("Who is the consent for?")),
    preselected: everyone,
  });
}

/** Which of the open permissions to grant: those that are asked for are ticked, the others offered. */
export async function askPermissions(
  frame: Frame,
  {
    open,
    twins,
    missing,
  }: {
    readonly open: readonly ConsentRow[];
    readonly twins: readonly ConsentRow[];
    /** How many are asked for and cannot be granted. */
    readonly missing: number;
  },
): Promise<readonly ConsentRow[] | Back> {
  const choices: Choice<ConsentRow>[] = open.map((row) => permissionChoice(row));
  if (twins.length > 0) {
    const label = words(message("Only if mail still asks for approval"));
    choices.push(
      { label, kind: vscode.QuickPickItemKind.Separator },
      ...twins.map((row) => permissionChoice(row)),
    );
  }
  return await askPickMany(frame, {
    choices,
    placeholder: words(message("Which permissions?")),
    ...(missing === 0
      ? {}
      : {
          prompt: notice(
            message(
              "{0} more are asked for, but not found in this directory: they cannot be granted.",
              missing,
            ),
          ),
        }),
    ticked: open,
    problem: (values) =>
      values.length === 0 ? message("Tick at least one permission.") : undefined,
  });
}

function permissionChoice(row: ConsentRow): Choice<ConsentRow> {
  const kind = row.type === "Scope" ? message("delegated") : message("application");
  return {
    label: pickText(row.name),
    description: `${pickText(row.resourceName)} · ${pickWords(kind)} · ${pickWords(consentWords(row))}`,
    value: row,
  };
}

export type WithoutRole = "goOn" | "link" | "request";

/** What to do when the account seems to lack the directory role. */
export async function askWithoutRole(frame: Frame, missing: Message): Promise<WithoutRole> {
  const link: Choice<WithoutRole> = {
    label: words(message("Copy Admin Consent Link")),
    detail: pickWords(message("An administrator opens it and agrees; you need no role.")),
    value: "link",
  };
  const answer = await askPick<WithoutRole>(frame, {
    choices: [
      link,
      {
        label: words(message("Copy Request for an Administrator")),
        detail: pickWords(message("A text that explains what is asked for, with the link.")),
        value: "request",
      },
      {
        label: words(message("Try All the Same")),
        detail: pickWords(message("Custom roles and rules of the directory can allow it.")),
        value: "goOn",
      },
    ],
    placeholder: words(message("Your account may not be allowed to do this")),
    prompt: notice(missing),
    preselected: link,
  });
  if (answer === back) throw new CancelledError();
  return answer;
}

/** What to take back; nothing is ticked at first. */
export async function askRevocables(
  frame: Frame,
  rows: readonly Revocable[],
): Promise<readonly Revocable[]> {
  const answer = await askPickMany(frame, {
    choices: rows.map((row) => ({
      label: pickText(row.name),
      description: `${pickText(row.resourceName)} · ${pickWords(holderWords(row))}`,
      value: row,
    })),
    placeholder: words(message("Which consent do you take back?")),
    prompt: notice(
      message(
        "Takes effect within 90 minutes, when the access tokens given out have ended. Other registrations are not affected.",
      ),
    ),
    ticked: [],
    problem: (values) => (values.length === 0 ? message("Tick at least one.") : undefined),
  });
  if (answer === back) throw new CancelledError();
  return answer;
}

function holderWords(row: Revocable): Message {
  if (row.kind === "role") return message("application, granted to the app");
  if (row.holder === "everyone") return message("delegated, granted to all");
  return row.holder === "me"
    ? message("delegated, granted to you")
    : message("delegated, granted to the person {0}", row.principalId ?? "?");
}
