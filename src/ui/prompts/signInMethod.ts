import * as vscode from "vscode";
import { type Message, message } from "../../base/message";
import { offerMethods, type OfferedMethod } from "../../core/management/methodWords";
import type { SignInMethodId } from "../../core/management/signInMethod";
import { pickWords, words } from "../localize";
import type { Ui } from "../parts";
import { back } from "./frame";
import { askPick, type Choice } from "./pick";
import { CancelledError } from "../../base/errors";

/** What was picked: a way of signing in, or what makes one possible. */
export type MethodAnswer = SignInMethodId | "createApp" | "setClientId";

/** Lets the person choose how to sign in; the way in use is marked, and what cannot work says why. @throws CancelledError */
export async function askSignInMethod(
  { graphSignIn, situation }: Pick<Ui, "graphSignIn" | "situation">,
  placeholder: Message = message("How to sign in to manage registrations"),
): Promise<MethodAnswer> {
  const { method: current, clientId } = graphSignIn.target;
  const cliInstalled = await graphSignIn.cliInstalled();
  const methods = offerMethods({ ...situation, clientId, cliInstalled }).map((one) =>
    rowOf(one, one.id === current),
  );
  const separator = { label: "", kind: vscode.QuickPickItemKind.Separator };
  const answer = await askPick<MethodAnswer>(
    { title: words(message("Sign-In Method")) },
    {
      choices: [
        ...methods,
        separator,
        {
          label: `$(add) ${pickWords(message("Create a management app…"))}`,
          detail: pickWords(message("A registration of your own with which Entra Mail signs in.")),
          value: "createApp",
        },
        {
          label: `$(gear) ${pickWords(message("Use a management app you already have…"))}`,
          detail: pickWords(message("Its Application (client) ID is set in the settings.")),
          value: "setClientId",
        },
      ],
      placeholder: words(placeholder),
      preselected: methods.find(({ value }) => value === current),
    },
  );
  if (answer === back) throw new CancelledError();
  return answer;
}

function rowOf(
  { id, title, detail, obstacle, doubt }: OfferedMethod,
  current: boolean,
): Choice<MethodAnswer> {
  const facts = [current ? message("in use") : undefined, doubt].filter((it) => it !== undefined);
  const row = {
    label: `$(${obstacle === undefined ? "sign-in" : "circle-slash"}) ${pickWords(title)}`,
    description: facts.map(pickWords).join(" · "),
    detail: pickWords(obstacle ?? detail),
  };
  return obstacle === undefined ? { ...row, value: id } : row;
}
