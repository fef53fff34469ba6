import * as vscode from "vscode";
import { message } from "../../base/message";
import { handMadeAuthorizeUrl } from "../../core/oauth/handMadeRequests";
import { presetOf } from "../../core/registration/presetRegistry";
import type { Command } from "../command";
import { handMadeSignIn, newChallenge } from "../handMade";
import { words } from "../localize";
import { readRegistrationFor } from "../readRegistration";

/** Copies the address of a sign-in that a person makes by hand, as guides of products describe it. */
export const copyAuthorizeUrl: Command = {
  id: "entraMail.copyAuthorizeUrl",
  about: "management",
  run: async (ui, target) => {
    const title = words(message("Copy Authorize URL"));
    const registration = await readRegistrationFor(ui, target, title);
    const signIn = handMadeSignIn(ui, registration);
    const { consentTo, redirectUri } = signIn;
    const preset = presetOf(ui.remembered.intentOf(registration.appId)?.presetId);
    const challenge = await newChallenge(ui, signIn);
    await vscode.env.clipboard.writeText(
      handMadeAuthorizeUrl(signIn, { consentTo, prompt: preset?.signInPrompt, challenge }),
    );
    ui.notifier.inform(
      message(
        "The address is copied. Open it, sign in as the mailbox, and copy the value of code from the address at {0}: it ends before the next &, works once, and for ten minutes.",
        redirectUri,
      ),
      {
        title: message("Copy Token Request as cURL"),
        run: () =>
          vscode.commands.executeCommand("entraMail.copyTokenRequest", registration.objectId),
      },
    );
  },
};
