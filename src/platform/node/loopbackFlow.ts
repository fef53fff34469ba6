import { CancelledError } from "../../base/errors";
import { throwIfAborted, untilAborted } from "../../base/async";
import { LoopbackListener } from "./loopbackListener";
import { newCodeRequest, randomText } from "./msal/codeRequest";
import { parseLoopbackUri } from "./msal/loopbackUri";
import type { SignInFlow } from "./msal/signInFlow";

const defaultRedirectUri = "http://localhost";

/**
 * Authorization code flow with PKCE (RFC 7636, S256) in the system browser, the answer coming to this computer.
 * The page posts it (`form_post`), so that the code is in no address and no history.
 */
export const loopbackFlow: SignInFlow = async (context) => {
  const { request, interaction, signal, clock, translate } = context;
  const { cloud } = request.client;
  const state = randomText();
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
    const code = await newCodeRequest(context, { redirectUri, responseMode: "form_post", state });
    throwIfAborted(signal);
    if (!(await untilAborted(interaction.openBrowser(code.url), signal))) {
      throw new CancelledError();
    }
    return await code.redeem(await listener.wait(signal, clock));
  } finally {
    listener.close();
  }
};
