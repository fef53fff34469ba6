import { createHash, randomBytes } from "node:crypto";
import { CancelledError } from "../../base/errors";
import { throwIfAborted, untilAborted } from "../../base/async";
import { Failure } from "../../core/failure";
import { LoopbackListener } from "./loopbackListener";
import { parseLoopbackUri } from "./msal/loopbackUri";
import type { SignInFlow } from "./msal/signInFlow";

const defaultRedirectUri = "http://localhost";

/** 256 bit, in characters that need no encoding. */
function random(): string {
  return randomBytes(32).toString("base64url");
}

/**
 * Authorization code flow with PKCE (RFC 7636, S256) in the system browser, the answer coming to this computer.
 * The page posts it (`form_post`), so that the code is in no address and no history. Public clients and
 * confidential ones alike: RFC 9700 §2.1.1 wants PKCE for both.
 */
export const loopbackFlow: SignInFlow = async (context) => {
  const { application, request, interaction, signal, clock, translate } = context;
  const { cloud } = request.client;
  const [state, nonce, codeVerifier] = [random(), random(), random()];
  const listener = await LoopbackListener.open({
    address: parseLoopbackUri(request.redirectUri ?? defaultRedirectUri),
    state,
    // Hosts of other clouds go by several names that no source lists completely.
    issuerHost: cloud.verified ? cloud.loginHost : undefined,
    pages: {
      success: {
        title: translate("Signed in"),
        text: translate("You can close this page and go back to the editor."),
      },
      failure: {
        title: translate("Not signed in"),
        text: translate(
          "The sign-in page reported an error. Go back to the editor for the details.",
        ),
      },
      refused: {
        title: translate("Nothing to do here"),
        text: translate("This request does not belong to a sign-in that is under way."),
      },
    },
  });
  try {
    const { redirectUri } = listener;
    const common = { scopes: [...request.scopes], redirectUri, ...optionalClaims(request.claims) };
    const url = await application.run("signIn", signal, () =>
      application.msal.getAuthCodeUrl({
        ...common,
        state,
        nonce,
        codeChallenge: createHash("sha256").update(codeVerifier).digest("base64url"),
        codeChallengeMethod: "S256",
        responseMode: "form_post",
        ...(request.loginHint === undefined
          ? { prompt: "select_account" }
          : { loginHint: request.loginHint }),
      }),
    );
    checkSignInUrl(url, cloud.loginHost);
    throwIfAborted(signal);
    if (!(await untilAborted(interaction.openBrowser(url), signal))) throw new CancelledError();
    const answer = await listener.wait(signal, clock);
    const payload = {
      code: answer.code,
      state,
      nonce,
      ...(answer.clientInfo === undefined ? {} : { client_info: answer.clientInfo }),
    };
    return await application.run("signIn", signal, () =>
      application.msal.acquireTokenByCode(
        { ...common, code: answer.code, codeVerifier, state, nonce },
        payload,
      ),
    );
  } finally {
    listener.close();
  }
};

function optionalClaims(claims: string | undefined): { claims?: string } {
  return claims === undefined ? {} : { claims };
}

/** Only the sign-in page of the chosen cloud is ever opened. */
function checkSignInUrl(url: string, loginHost: string): void {
  if (URL.canParse(url) && new URL(url).origin === `https://${loginHost}`) return;
  throw new Failure(
    "oauth.unexpectedAnswer",
    "The sign-in page is not on the cloud's login host.",
    {
      error: "authorize_endpoint",
    },
  );
}
