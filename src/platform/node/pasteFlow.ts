import { CancelledError } from "../../base/errors";
import { throwIfAborted, untilAborted } from "../../base/async";
import { Failure } from "../../core/failure";
import { readPastedAnswer } from "../../core/oauth/pastedAnswer";
import { pasteWords } from "../../core/oauth/pasteWords";
import { newCodeRequest, randomText } from "./msal/codeRequest";
import { failureFromBody } from "./msal/oauthFailure";
import type { SignInFlow } from "./msal/signInFlow";

/**
 * Authorization code flow whose answer a person carries over: the browser ends at the redirect URI, at which nobody
 * listens, and its address is pasted here. `response_mode=query`, because that is what an address bar shows.
 */
export const pasteFlow: SignInFlow = async (context) => {
  const { request, interaction, signal } = context;
  const { redirectUri } = request;
  if (redirectUri === undefined) {
    throw new Failure("input.invalid", "There is no redirect URI for a pasted answer.", {
      input: "redirectUri",
      problem: "readableMissing",
    });
  }
  const { cloud } = request.client;
  const state = randomText();
  const code = await newCodeRequest(context, { redirectUri, responseMode: "query", state });
  throwIfAborted(signal);
  if (!(await untilAborted(interaction.openBrowser(code.url), signal))) throw new CancelledError();
  const awaited = {
    state,
    redirectUri,
    loginHost: cloud.loginHost,
    // Hosts of other clouds go by several names that no source lists completely.
    issuerHost: cloud.verified ? cloud.loginHost : undefined,
  };
  const pasted = await interaction.askPastedAnswer(
    {
      url: code.url,
      redirectUri,
      check: (text) => {
        const read = readPastedAnswer(text, awaited);
        return read.kind === "problem" ? pasteWords[read.problem] : undefined;
      },
    },
    signal,
  );
  throwIfAborted(signal);
  const answer = readPastedAnswer(pasted, awaited);
  if (answer.kind === "code") return await code.redeem(answer);
  if (answer.kind === "refusal") {
    const { error, description, suberror } = answer;
    throw failureFromBody(
      { error, error_description: description, ...(suberror === undefined ? {} : { suberror }) },
      "signIn",
    );
  }
  throw new Failure("input.invalid", `The pasted answer cannot be used: ${answer.problem}.`, {
    input: "pastedAnswer",
    problem: answer.problem,
  });
};
