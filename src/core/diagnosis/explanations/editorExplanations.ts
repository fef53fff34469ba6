import { clipboardInputs } from "./clipboardInputs";
import { exportInputs } from "./exportInputs";
import { message } from "../../../base/message";
import type { Failure, FailureCode } from "../../failure";
import { signInAgain } from "../../oauth/aadsts/entry";
import { openSetting, showLog } from "./commonActions";
import { type Explain, type Explanation, fact } from "./explanation";
import { problemWords } from "./inputProblems";

type EditorCode = Extract<FailureCode, `secret.${string}` | `state.${string}` | "input.invalid">;

/** What this editor, its stores or an input did not allow. */
export const editorExplanations: Readonly<Record<EditorCode, Explain>> = {
  "secret.notKept": (failure) => ({
    title: message("This editor did not keep the secret."),
    explanation:
      fact(failure, "reason") === "timeout"
        ? message(
            "Its secret storage did not answer in time. It may be waiting for a keyring to be unlocked: unlock it, then try again.",
          )
        : message(
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
  ...exportInputs,
  ...clipboardInputs,
  "redirectUri.loopbackMissing": {
    title: message("The registration lacks the redirect URI http://localhost."),
    explanation: message(
      "The browser could not bring its answer back. Add it under Mobile and desktop applications, or sign in with a code on any device.",
    ),
    actions: [signInAgain],
  },
  "redirectUri.redirectMissing": {
    title: message("The registration has no redirect URI that a browser shows."),
    explanation: message(
      "The address to copy could not be read. Add {0} under Mobile and desktop applications, or sign in with a code on any device.",
      "https://login.microsoftonline.com/common/oauth2/nativeclient",
    ),
    actions: [signInAgain],
  },
  "flow.noUser": {
    title: message("Nobody signs in with this registration; it works as itself."),
    explanation: message(
      "It has application permissions only. Sign the mailbox in as the app itself, without a person.",
    ),
    actions: [signInAgain],
  },
  "flow.noRoles": {
    title: message("The registration cannot act as itself."),
    explanation: message(
      "It has no application permissions. Add them under API permissions, for example IMAP.AccessAsApp of Office 365 Exchange Online, or sign in as a person.",
    ),
    actions: [signInAgain],
  },
  "flow.personalOnly": {
    title: message("An app cannot open personal mailboxes as itself."),
    explanation: message(
      "Mailboxes of outlook.com are opened by their owner only. Sign in as a person.",
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
      "Add the redirect URI http://localhost under Mobile and desktop applications to sign in through the browser.",
    ),
    actions: [
      {
        kind: "runCommand",
        title: message("Add Redirect URI…"),
        command: "entraMail.addRedirectUri",
        onTarget: true,
      },
    ],
  },
  "flow.noneForService": {
    title: message("Nobody signs in with this registration; it works as itself."),
    explanation: message("Exchange must let it into each mailbox: a script does that."),
    actions: [
      {
        kind: "runCommand",
        title: message("Show Exchange Online Script…"),
        command: "entraMail.showExchangeScript",
        onTarget: true,
      },
    ],
  },
  "flow.noneForProduct": {
    title: message("People sign in inside the product that holds the callback URL (Jira, AEM …)."),
    explanation: message(
      "The product needs the client ID and the client secret of the registration.",
    ),
    actions: [
      {
        kind: "runCommand",
        title: message("Copy Client Secret"),
        command: "entraMail.copyClientSecret",
        onTarget: true,
      },
    ],
  },
  "flow.deviceCodeNeedsPublicClient": {
    title: message("A code on any device cannot be used with a client secret."),
    explanation: message(
      "This mailbox signs in with the secret of its registration, and only the browser can send it. Sign in through the browser.",
    ),
    actions: [signInAgain],
  },
  "cloud.appScopeUnknown": {
    title: message("An app cannot open mail as itself in this cloud."),
    explanation: message(
      "The name of the scope for mail without a person is not known for it. Sign in as a person.",
    ),
    actions: [signInAgain],
  },
  "certificate.keyUnreadable": {
    title: message("The stored key of this certificate cannot be read."),
    explanation: message(
      "It was changed, or belongs to another certificate. Choose another credential, or make a new certificate.",
    ),
    actions: [signInAgain],
  },
  "clientSecret.none": {
    title: message("This registration has no client secret."),
    explanation: message(
      "It works without one, or with a certificate. Where an app asks for a secret, add one with Add Client Secret.",
    ),
    actions: [],
  },
  "clientSecret.notHere": {
    title: message("The value of this client secret is not on this computer."),
    explanation: message(
      "Microsoft shows a value only once, when the secret is made. Make a new one with Rotate Client Secret, or store the value here if you have it elsewhere.",
    ),
    actions: [],
  },
  "clientSecret.tooMany": {
    title: message("There is no room for another client secret."),
    explanation: message(
      "A registration for personal accounts has at most two. Remove one that has ended or is not used, or rotate one of them.",
    ),
    actions: [],
  },
  "certificate.unreadable": {
    title: message("This file holds no certificate that can be read."),
    explanation: message(
      "Choose an X.509 certificate as CER, PEM or CRT. A private key or a certificate request is not one.",
    ),
    actions: [],
  },
  "certificate.empty": {
    title: message("The certificate file is empty."),
    explanation: message("Choose an X.509 certificate as CER, PEM or CRT."),
    actions: [],
  },
  "certificate.pfx": {
    title: message("This is a PFX file, which holds a private key."),
    explanation: message(
      "Only the certificate is needed here. Export it as CER or PEM without the key, and choose that file.",
    ),
    actions: [],
  },
  "certificate.alreadyThere": {
    title: message("The registration has this certificate already."),
    explanation: message("Nothing was changed. Choose another certificate, or make a new one."),
    actions: [],
  },
  "certificate.none": {
    title: message("This registration has no certificate."),
    explanation: message("Make one with Create Certificate, or upload one that you have."),
    actions: [],
  },
  "certificate.notHere": {
    title: message("The key of this certificate is not on this computer."),
    explanation: message(
      "It was made elsewhere, or saved to a file only. Microsoft holds the public part and cannot give out the key.",
    ),
    actions: [],
  },
  "file.notRead": {
    title: message("The file could not be read."),
    explanation: message("It may be gone, or not be yours to read. Choose another one."),
    actions: [showLog],
  },
  "file.notWritten": {
    title: message("The file could not be written."),
    explanation: message(
      "The folder may be missing or write-protected, or the disk full. Nothing was left behind; choose another place.",
    ),
    actions: [showLog],
  },
  "tokenFolder.notPrivate": {
    title: message("Tokens are not served: the folder for it is not yours alone."),
    explanation: message(
      "Another user of this computer owns it, or it is a link. Remove it, then serve tokens again; the log says where it is.",
    ),
    actions: [showLog],
  },
  "tokenFolder.notWritten": {
    title: message("Tokens are not served: the program for it could not be written."),
    explanation: message(
      "The disk may be full, or the editor's folder write-protected. The log says where it is.",
    ),
    actions: [showLog],
  },
  "tokenFolder.noSocket": {
    title: message("Tokens are not served: no local socket could be opened."),
    explanation: message(
      "Neither the editor's folder nor the temporary one takes a socket. The log says why.",
    ),
    actions: [showLog],
  },
  "tenantId.missing": {
    title: message("The Directory (tenant) ID is missing."),
    explanation: message("This registration is for one directory only, so a sign-in must name it."),
    actions: [],
  },
  "host.unknown": {
    title: message("No mail host is known for this cloud."),
    explanation: message(
      "No source names the host of this protocol there. Ask an administrator of the organisation for it.",
    ),
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
  "journal.runningElsewhere": {
    title: message("Another window carries this plan out."),
    explanation: message(
      "Wait until it has ended there. If that window is gone, try again in half a minute.",
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
    explanation: problemWords(problem),
    actions: isSetting ? [openSetting(input)] : [],
  };
}
