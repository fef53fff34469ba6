import { PublicClientApplication } from "@azure/msal-node";
import { untilAborted } from "../../base/async";
import { Failure } from "../../core/failure";
import type { SignInFlow } from "./msal/signInFlow";

/**
 * Device authorization grant (RFC 8628): a short code is typed in on any device. Confidential clients do not
 * have it: Entra wants "Allow public client flows" for it (AADSTS7000218 otherwise).
 */
export const deviceCodeFlow: SignInFlow = async ({
  application,
  request,
  interaction,
  signal,
  clock,
}) => {
  const { msal } = application;
  if (!(msal instanceof PublicClientApplication)) {
    throw new Failure(
      "input.invalid",
      "A client with a secret cannot sign in with a device code.",
      {
        input: "flow",
        problem: "deviceCodeNeedsPublicClient",
      },
    );
  }
  const deviceRequest = {
    scopes: [...request.scopes],
    cancel: false,
    ...(request.claims === undefined ? {} : { claims: request.claims }),
    deviceCodeCallback: (code: {
      userCode: string;
      verificationUri: string;
      expiresIn: number;
    }) => {
      if (!/^https:\/\//i.test(code.verificationUri)) throw strangePage();
      interaction.showDeviceCode({
        userCode: code.userCode,
        verificationUri: code.verificationUri,
        expiresAt: new Date(clock.now().getTime() + code.expiresIn * 1000).toISOString(),
      });
    },
  };
  const stop = (): void => void (deviceRequest.cancel = true);
  signal.addEventListener("abort", stop, { once: true });
  try {
    // MSAL notices `cancel` at its next poll only; the caller need not wait for that.
    return await application.run("signIn", signal, () =>
      untilAborted(msal.acquireTokenByDeviceCode(deviceRequest), signal),
    );
  } finally {
    signal.removeEventListener("abort", stop);
    stop();
  }
};

function strangePage(): Failure {
  return new Failure("oauth.unexpectedAnswer", "The device sign-in page is not an https page.", {
    property: "verification_uri",
  });
}
