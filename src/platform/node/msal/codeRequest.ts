import { createHash, randomBytes } from "node:crypto";
import type { AuthenticationResult } from "@azure/msal-node";
import { Failure } from "../../../core/failure";
import type { SignInContext } from "./signInFlow";

/** One authorization code request: the page to open, and how its answer becomes tokens. */
export interface CodeRequest {
  readonly url: string;
  /** @throws Failure `oauth.*`; CancelledError */
  redeem(answer: {
    readonly code: string;
    readonly clientInfo: string | undefined;
  }): Promise<AuthenticationResult | null>;
}

/** 256 bit, in characters that need no encoding. */
export function randomText(): string {
  return randomBytes(32).toString("base64url");
}

/**
 * Begins an authorization code flow with PKCE (RFC 7636, S256), for public clients and confidential ones alike:
 * RFC 9700 §2.1.1 wants PKCE for both.
 * @param state sent back by the page; {@link randomText}
 * @throws Failure `oauth.*`
 */
export async function newCodeRequest(
  { application, request, signal }: SignInContext,
  {
    redirectUri,
    responseMode,
    state,
  }: {
    readonly redirectUri: string;
    readonly responseMode: "form_post" | "query";
    readonly state: string;
  },
): Promise<CodeRequest> {
  const [nonce, codeVerifier] = [randomText(), randomText()];
  const { claims, loginHint } = request;
  const common = {
    scopes: [...request.scopes],
    redirectUri,
    ...(claims === undefined ? {} : { claims }),
  };
  const prompt = request.prompt ?? (loginHint === undefined ? "select_account" : undefined);
  const url = await application.run("signIn", signal, () =>
    application.msal.getAuthCodeUrl({
      ...common,
      state,
      nonce,
      codeChallenge: createHash("sha256").update(codeVerifier).digest("base64url"),
      codeChallengeMethod: "S256",
      responseMode,
      ...(request.consentTo === undefined ? {} : { extraScopesToConsent: [...request.consentTo] }),
      ...(prompt === undefined ? {} : { prompt }),
      ...(loginHint === undefined ? {} : { loginHint }),
    }),
  );
  checkSignInUrl(url, request.client.cloud.loginHost);
  return {
    url,
    redeem: ({ code, clientInfo }) =>
      application.run("signIn", signal, () =>
        application.msal.acquireTokenByCode(
          { ...common, code, codeVerifier, state, nonce },
          {
            code,
            state,
            nonce,
            ...(clientInfo === undefined ? {} : { client_info: clientInfo }),
          },
        ),
      ),
  };
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
