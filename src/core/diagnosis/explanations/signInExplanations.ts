import { type Message, message } from "../../../base/message";
import type { FailureCode } from "../../failure";
import { aadstsCode, explainOAuthError } from "../../oauth/aadsts";
import {
  chooseManagementClient,
  chooseManagementTenant,
  signInAgain,
} from "../../oauth/aadsts/entry";
import { showLog } from "./commonActions";
import { type Explain, fact } from "./explanation";
import { explainMethod } from "./methodExplanations";
import { createManagementApp, switchDirectory, switchMethod } from "./managementActions";

type SignInCode = Extract<FailureCode, `signIn.${string}` | `oauth.${string}`>;

const explainOAuth: Explain = (failure) =>
  explainOAuthError(
    fact(failure, "error") || undefined,
    aadstsCode(failure.facts["aadsts"]) ?? aadstsCode(failure.message),
  );

const notConsented = message(
  "The client ID of this sign-in was not granted it. Ask an administrator to consent, or sign in another way.",
);

/** By the way of signing in. */
const whyScopeIsMissing: Readonly<Record<string, Message | undefined>> = {
  editorClient: message(
    "It was made with VS Code's own client ID, which Microsoft has not given this permission, and no consent can. Sign in another way, or with a client ID of your own that has it.",
  ),
  azureCli: message(
    "The token of the Azure CLI does not carry it. Sign in another way, or with a client ID of your own that has it.",
  ),
};

/** What the identity platform said, for managing registrations and for mailboxes. */
export const signInExplanations: Readonly<Record<SignInCode, Explain>> = {
  "signIn.required": () => ({
    title: message("Sign in to manage registrations."),
    explanation: message(
      "Nobody is signed in to a directory in this editor. Sign in from the App Registrations view.",
    ),
    actions: [showLog],
  }),
  "signIn.preauthorizationMissing": () => ({
    title: message("The client ID of this sign-in may not manage registrations."),
    explanation: message(
      "It belongs to Microsoft, which has not given it the permission for that (AADSTS65002), and no consent can. Sign in another way: with the Azure CLI, in the browser, or with a client ID of your own.",
    ),
    actions: [
      switchMethod,
      chooseManagementClient,
      ...explainOAuthError(undefined, 65002).actions.filter(({ kind }) => kind === "openLink"),
    ],
  }),
  "signIn.scopeMissing": (failure) => ({
    title: message("The sign-in lacks the permission {0}.", fact(failure, "missing")),
    explanation: whyScopeIsMissing[fact(failure, "client")] ?? notConsented,
    actions: [switchMethod, chooseManagementClient, createManagementApp, showLog],
  }),
  "signIn.otherDirectory": (failure) => ({
    title: message("This was begun in another directory."),
    explanation: message(
      "It belongs to {0}, and the sign-in is for {1}. Sign in there to go on.",
      fact(failure, "expected"),
      fact(failure, "actual"),
    ),
    actions: [switchDirectory, chooseManagementTenant],
  }),
  "signIn.methodUnavailable": explainMethod,
  "signIn.noDirectory": () => ({
    title: message("This personal account has no directory."),
    explanation: message(
      "Registrations live in directories, and Microsoft no longer lets personal accounts create them outside of one. A free Azure sign-up (it asks for a card) or the Microsoft 365 Developer Program makes one; or sign in to a directory where this account is a guest, or import the client ID of a registration that somebody else made.",
    ),
    actions: [
      {
        kind: "openLink",
        title: message("Azure Sign-Up"),
        url: "https://azure.microsoft.com/free",
      },
      switchDirectory,
      {
        kind: "runCommand",
        title: message("Import Registration"),
        command: "entraMail.importRegistration",
      },
      {
        kind: "openLink",
        title: message("Developer Program"),
        url: "https://developer.microsoft.com/microsoft-365/dev-program",
      },
    ],
  }),
  "oauth.refused": explainOAuth,
  "oauth.interactionRequired": (failure) => {
    const { title, explanation, actions } = explainOAuth(failure);
    const again = actions.some(({ kind }) => kind === "signInMailbox");
    return { title, explanation, actions: again ? actions : [signInAgain, ...actions] };
  },
  "oauth.unreachable": (failure) => ({
    title: message("Microsoft's sign-in cannot be reached."),
    explanation: message(
      "No connection came about ({0}). Check the network, the proxy and the entraMail.cloud setting.",
      fact(failure, "reason"),
    ),
    actions: [showLog],
  }),
  "oauth.unexpectedAnswer": () => ({
    title: message("Something other than Microsoft's sign-in answered."),
    explanation: message(
      "A network sign-in page, a proxy or a policy page came in place of the answer. Open any web page once to see whether the network wants something.",
    ),
    actions: [showLog],
  }),
  "oauth.timedOut": () => ({
    title: message("The sign-in was not finished in time."),
    explanation: message(
      "No answer came from the browser. If it showed an error there, its number (AADSTS…) says why.",
    ),
    actions: [signInAgain],
  }),
};
