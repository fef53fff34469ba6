import { message } from "../../../base/message";
import type { Failure, FailureCode } from "../../failure";
import { signInAgain } from "../../oauth/aadsts/entry";
import { openSetting, showLog } from "./commonActions";
import { type Explain, type Explanation, fact } from "./explanation";

type EditorCode = Extract<FailureCode, `secret.${string}` | `state.${string}` | "input.invalid">;

/** What this editor, its stores or an input did not allow. */
export const editorExplanations: Readonly<Record<EditorCode, Explain>> = {
  "secret.notKept": () => ({
    title: message("This editor did not keep the secret."),
    explanation: message(
      "Its secret storage was written to and gave back something else, or nothing. On Linux a keyring must be running and unlocked.",
    ),
    actions: [showLog],
  }),
  "secret.unreadable": () => ({
    title: message("The secret is not in this editor."),
    explanation: message(
      "Its value was stored on another computer, was removed, or cannot be read. Nothing shows a value a second time: make a new secret, or sign in again.",
    ),
    actions: [showLog],
  }),
  "state.newer": () => ({
    title: message("A newer version of Entra Mail was used in this editor."),
    explanation: message(
      "What it remembered is left untouched. Update the extension in this window to go on.",
    ),
    actions: [showLog],
  }),
  "input.invalid": explainInput,
};

/** Inputs whose problem deserves more than the general words, by `<input>.<problem>`. */
const inputs: Readonly<Record<string, Explanation>> = {
  "redirectUri.loopbackMissing": {
    title: message("The registration lacks the redirect URI http://localhost."),
    explanation: message(
      "The browser could not bring its answer back. Add it under Mobile and desktop applications, or sign in with a code on any device.",
    ),
    actions: [signInAgain],
  },
  "flow.publicFlowsOff": {
    title: message("The registration does not allow public client flows."),
    explanation: message(
      "A code on any device needs them. Allow public client flows under Authentication, or sign in through the browser.",
    ),
    actions: [signInAgain],
  },
  "flow.none": {
    title: message("No mailbox can sign in with this registration yet."),
    explanation: message(
      "On its Authentication page in the Microsoft Entra admin center, add the redirect URI http://localhost under Mobile and desktop applications to sign in through the browser, or allow public client flows to sign in with a code. Then sign in again.",
    ),
    actions: [signInAgain],
  },
  "flow.deviceCodeNeedsPublicClient": {
    title: message("A code on any device cannot be used with a client secret."),
    explanation: message(
      "This mailbox signs in with the secret of its registration, and only the browser can send it. Sign in through the browser.",
    ),
    actions: [signInAgain],
  },
  "clientSecret.none": {
    title: message("This registration has no client secret."),
    explanation: message(
      "It works without one, or with a certificate. Where an app asks for a secret, make one in the portal under Certificates & secrets.",
    ),
    actions: [],
  },
  "clientSecret.notHere": {
    title: message("The value of this client secret is not on this computer."),
    explanation: message(
      "Microsoft shows a value only once, when the secret is made. Make a new secret in the portal under Certificates & secrets.",
    ),
    actions: [],
  },
  "tenantId.missing": {
    title: message("The Directory (tenant) ID is missing."),
    explanation: message("This registration is for one directory only, so a sign-in must name it."),
    actions: [],
  },
  "mailbox.missing": {
    title: message("This mailbox is no longer signed in."),
    explanation: message("It was signed out, perhaps in another window."),
    actions: [signInAgain],
  },
  "cloud.changed": {
    title: message("The mailbox belongs to another cloud."),
    explanation: message(
      "It was signed in with hosts that are no longer set. Restore them in entraMail.customCloud, or sign in again.",
    ),
    actions: [openSetting("entraMail.customCloud")],
  },
  "journal.missing": {
    title: message("This plan is already finished or undone."),
    explanation: message(
      "Another window continued or undid it. Refresh the view to see the result.",
    ),
    actions: [],
  },
  "journal.running": {
    title: message("This plan is being carried out."),
    explanation: message("Wait until it has ended, or cancel it."),
    actions: [],
  },
};

function explainInput(failure: Failure): Explanation {
  const input = fact(failure, "input");
  const problem = fact(failure, "problem");
  const known = `${input}.${problem}`;
  if (Object.hasOwn(inputs, known) && inputs[known]) return inputs[known];
  const isSetting = input.includes(".");
  return {
    title: isSetting
      ? message("The setting {0} cannot be used.", input)
      : message("An input cannot be used: {0}.", input),
    explanation: problem === "" ? message("It has an unexpected form.") : message("{0}", problem),
    actions: isSetting ? [openSetting(input)] : [],
  };
}
