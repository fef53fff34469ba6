import { randomBytes, randomInt, randomUUID } from "node:crypto";
import { formFields, type HttpRequest, type HttpResponse } from "../http";
import { homeOf } from "../lookup";
import type { Refusal } from "./aadsts";
import { directoryName } from "./authorities";
import { findClient } from "./clients";
import { deviceCodePage, messagePage } from "./pages";
import { parseScopes, singleResource } from "./scopes";
import { beginSignIn } from "./signIn";
import type { DeviceGrant, Identity } from "./state";
import { answerJson, readTokenRequest } from "./token";
import { requiredField } from "./tokenRequest";

const lifetimeSeconds = 900;
/** The live service says 5; nobody gains by tests that wait. */
const pollSeconds = 1;
const userCodeAlphabet = "BCDFGHJKLMNPQRSTVWXYZ23456789";

/** POST /{tenant}/oauth2/v2.0/devicecode (RFC 8628 §3.1). */
export function deviceCode(identity: Identity, request: HttpRequest, tenant: string): HttpResponse {
  return answerJson(identity, request, () => {
    const fields = formFields(request);
    const { client, authority } = readTokenRequest(identity, request, fields, tenant);
    const text = requiredField(fields, "scope");
    const scope = parseScopes(text, directoryName(authority));
    singleResource(scope, text);
    const grant: DeviceGrant = {
      deviceCode: `${client.appId.slice(0, 1).toUpperCase()}AQABAAEAAAA${randomBytes(150).toString("base64url")}`,
      userCode: Array.from(
        { length: 9 },
        () => userCodeAlphabet[randomInt(userCodeAlphabet.length)],
      ).join(""),
      clientId: client.appId,
      authority,
      scope,
      expiresAt: identity.clock.now() + lifetimeSeconds * 1000,
      answer: "pending",
      redeemed: false,
    };
    identity.devices.set(grant.deviceCode, grant);
    const page = `${request.url.origin}/common/oauth2/deviceauth`;
    return {
      user_code: grant.userCode,
      device_code: grant.deviceCode,
      verification_uri: page,
      expires_in: lifetimeSeconds,
      interval: pollSeconds,
      message: `To sign in, use a web browser to open the page ${page} and enter the code ${grant.userCode} to authenticate.`,
    };
  });
}

/** GET /common/oauth2/deviceauth: where the person types the code in. */
export function deviceCodeForm(_identity: Identity, request: HttpRequest): HttpResponse {
  return deviceCodePage(request.url.searchParams.get("otc") ?? "");
}

/** POST /common/oauth2/deviceauth. */
export function deviceCodeEntered(identity: Identity, request: HttpRequest): HttpResponse {
  const typed = (formFields(request).get("otc") ?? "").trim().toUpperCase();
  const grant = [...identity.devices.values()].find(({ userCode }) => userCode === typed);
  const now = identity.clock.now();
  const client = grant && findClient(identity.world, grant.clientId, now);
  const open = grant?.answer === "pending" && grant.expiresAt > now;
  if (grant === undefined || client === undefined || !open) {
    return deviceCodePage(typed, "That code didn't work. Check the code and try again.");
  }
  return beginSignIn(identity, request, {
    id: randomUUID(),
    client,
    authority: grant.authority,
    scope: grant.scope,
    prompt: "select_account",
    loginHint: undefined,
    consentFor: "user",
    confirms: true,
    progress: { stage: "account" },
    complete: (user) => {
      grant.answer = { userId: homeOf(user).id };
      return messagePage(
        client.displayName,
        `You have signed in to the ${client.displayName} application on your device. You may now close this window.`,
      );
    },
    refuse: (refusal: Refusal) => {
      if (refusal.code === 65004) grant.answer = "declined";
      return messagePage("Sign-in was not completed", refusal.message);
    },
  });
}
