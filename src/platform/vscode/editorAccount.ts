import * as vscode from "vscode";
import type { Cloud } from "../../core/cloud";
import type { GraphTokenRequest } from "../../core/ports";
import { readSignInError } from "./signInErrors";

/** What the accounts of the editor are asked for. */
export interface EditorSessionRequest extends Pick<
  GraphTokenRequest,
  "interaction" | "wwwAuthenticate"
> {
  readonly cloud: Cloud;
  readonly scopes: readonly string[];
  /** Asks which account to use even when one was chosen before. */
  readonly chooseAccount?: boolean | undefined;
}

/**
 * A session of the editor's Microsoft account provider.
 * @returns undefined when `silent` and nobody is signed in
 * @throws Failure `signIn.preauthorizationMissing`, `oauth.*`, `input.invalid`; CancelledError
 */
export async function editorSession(
  request: EditorSessionRequest,
): Promise<vscode.AuthenticationSession | undefined> {
  const { cloud, scopes, wwwAuthenticate } = request;
  const what = wwwAuthenticate === undefined ? scopes : { wwwAuthenticate, fallbackScopes: scopes };
  try {
    return await vscode.authentication.getSession(
      cloud.authenticationProvider,
      what,
      sessionOptions(request),
    );
  } catch (error) {
    throw readSignInError(error, cloud.authenticationProvider);
  }
}

function sessionOptions(request: EditorSessionRequest): vscode.AuthenticationGetSessionOptions {
  if (request.interaction === "silent") return { silent: true };
  return {
    createIfNone: {
      detail: vscode.l10n.t(
        "Entra Mail reads and creates app registrations in your directory with this account.",
      ),
    },
    ...(request.chooseAccount === true ? { clearSessionPreference: true } : {}),
  };
}
