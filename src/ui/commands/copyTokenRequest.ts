import * as vscode from "vscode";
import { CancelledError } from "../../base/errors";
import { message } from "../../base/message";
import { appScope, appSignInScope } from "../../core/oauth/appScopes";
import { type HandMadeGrant, handMadeTokenCurl } from "../../core/oauth/handMadeRequests";
import { signInObstacle } from "../../core/oauth/signInObstacle";
import type { Registration } from "../../core/registration/registration";
import type { Command } from "../command";
import { handMadeSignIn, lastVerifier } from "../handMade";
import { words } from "../localize";
import type { Ui } from "../parts";
import { back } from "../prompts/frame";
import { askPick, type Choice } from "../prompts/pick";
import { secretNotHere } from "../prompts/pickStoredSecret";
import { readRegistrationFor } from "../readRegistration";
import { copySecret } from "../secretClipboard";

/** Copies a token request as a line for a shell, for people who follow a guide by hand. */
export const copyTokenRequest: Command = {
  id: "entraMail.copyTokenRequest",
  about: "management",
  run: async (ui, target) => {
    const title = words(message("Copy Token Request as cURL"));
    const registration = await readRegistrationFor(ui, target, title);
    const grant = await askGrant(ui, registration, title);
    const secret = await askSecret(ui, registration, grant);
    const text = handMadeTokenCurl(grant, secret);
    if (secret !== undefined) {
      await copySecret(text);
      ui.notifier.inform(
        message("The request is on the clipboard for one minute, with the client secret in it."),
      );
      return;
    }
    await vscode.env.clipboard.writeText(text);
    ui.notifier.inform(
      message(
        "The request is copied. Put your values in place of the words in capitals, and run it in a shell.",
      ),
    );
  },
};

async function askGrant(ui: Ui, registration: Registration, title: string): Promise<HandMadeGrant> {
  const choices = [...personGrants(ui, registration), ...appGrants(ui, registration)];
  // Without any, what keeps a person from signing in is what there is to say
  if (choices.length === 0) handMadeSignIn(ui, registration);
  const grant = await askPick(
    { title },
    { choices, placeholder: words(message("Which token request?")) },
  );
  if (grant === back) throw new CancelledError();
  return grant;
}

function personGrants(ui: Ui, registration: Registration): Choice<HandMadeGrant>[] {
  if (signInObstacle(registration, "paste") !== undefined) return [];
  const signIn = handMadeSignIn(ui, registration);
  return [
    {
      label: words(message("Code for tokens")),
      detail: words(
        message(
          "Redeems the code of a sign-in at the copied address; the answer holds the refresh token.",
        ),
      ),
      value: { kind: "code", signIn, verifier: lastVerifier(signIn) },
    },
    {
      label: words(message("Refresh token for a new access token")),
      detail: words(
        message("Each answer holds a newer refresh token; the old one works on for a while."),
      ),
      value: { kind: "refreshToken", signIn },
    },
  ];
}

function appGrants(
  { registrations, settings }: Ui,
  registration: Registration,
): Choice<HandMadeGrant>[] {
  const tenant = registrations.tenantOf(registration);
  if (tenant === undefined || signInObstacle(registration, "appOnly") !== undefined) return [];
  const { cloud } = settings;
  const scope =
    cloud.appMailScope === undefined
      ? appScope(cloud, "graph")
      : appSignInScope(cloud, registration);
  const client = { cloud, tenant, clientId: registration.appId, confidential: true };
  return [
    {
      label: words(message("Token of the app itself")),
      detail: words(message("Without a person, at the directory's own endpoint.")),
      value: { kind: "app", client, scope },
    },
  ];
}

const withPlaceholder = message("Copy With Placeholder");
const withSecret = message("Copy With Client Secret");

/** The value of the secret, where it is here and the person wants it in the text. @throws CancelledError */
async function askSecret(
  ui: Ui,
  registration: Registration,
  grant: HandMadeGrant,
): Promise<string | undefined> {
  if (grant.kind !== "app" && !grant.signIn.confidential) return undefined;
  const usable = await ui.mailboxes.credentials(registration);
  const stored = usable.find(({ credential }) => credential.kind === "secret")?.credential;
  if (stored?.kind !== "secret") return undefined;
  const answer = await ui.notifier.choose(
    message("Copy the client secret of {0} with the request?", registration.displayName),
    message(
      "Whoever reads the text can act as this app. A shell keeps it in its history, and other programs of this computer see it while it runs. The clipboard is cleared after a minute.",
    ),
    [withPlaceholder, withSecret],
  );
  if (answer === undefined) throw new CancelledError();
  if (answer !== withSecret) return undefined;
  const value = await ui.clientSecrets.read(registration.appId, stored.keyId);
  if (value === undefined) throw secretNotHere();
  return value;
}
