import { randomUUID } from "node:crypto";
import { formFields, type HttpRequest, type HttpResponse } from "../http";
import { homeOf } from "../lookup";
import type { User } from "../model";
import { Refusal, refusalBody } from "./aadsts";
import { answerClient, isResponseMode, type ResponseMode } from "./answer";
import {
  type Authority,
  authorityKey,
  checkAudience,
  directoryName,
  findAuthority,
} from "./authorities";
import { type Client, findClient, type Platform } from "./clients";
import { clientInfo } from "./idTokens";
import { matchRedirectUri } from "./redirectUris";
import { parseScopes, type ScopeRequest } from "./scopes";
import { beginSignIn, refusedPage } from "./signIn";
import { type Identity, newCode } from "./state";

/** Codes live about ten minutes (Entra "authorization code flow"). */
const codeLifetimeMs = 10 * 60_000;

/** A request whose redirect URI is proven: from here on errors travel to the client. */
interface TrustedRequest {
  readonly parameters: URLSearchParams;
  readonly client: Client;
  readonly authority: Authority;
  readonly redirectUri: string;
  readonly platform: Platform;
  readonly mode: ResponseMode;
  readonly state: string | undefined;
}

/** GET or POST /{tenant}/oauth2/v2.0/authorize. */
export function authorize(identity: Identity, request: HttpRequest, tenant: string): HttpResponse {
  const parameters = new URLSearchParams(request.url.searchParams);
  for (const [name, value] of formFields(request)) parameters.append(name, value);
  let trusted: TrustedRequest;
  try {
    trusted = trust(identity, parameters, tenant);
  } catch (error) {
    if (error instanceof Refusal) return refusedPage(identity, request, error);
    throw error;
  }
  const refuse = (refusal: Refusal) => refuseToClient(identity, request, trusted, refusal);
  try {
    const scope = checkRequest(trusted);
    return beginSignIn(identity, request, {
      id: randomUUID(),
      client: trusted.client,
      authority: trusted.authority,
      scope,
      prompt: parameters.get("prompt") ?? undefined,
      loginHint: parameters.get("login_hint") ?? undefined,
      consentFor: "user",
      confirms: false,
      progress: { stage: "account" },
      complete: (user) => grantCode(identity, trusted, scope, user),
      refuse,
    });
  } catch (error) {
    if (error instanceof Refusal) return refuse(error);
    throw error;
  }
}

/** @throws {Refusal} of the kind that is shown on a page, as there is nobody yet to send it to. */
function trust(identity: Identity, parameters: URLSearchParams, segment: string): TrustedRequest {
  const authority = findAuthority(identity.world, segment);
  const clientId = parameters.get("client_id");
  if (!clientId) throw new Refusal(900144, { parameter: "client_id" });
  const client = findClient(identity.world, clientId, identity.clock.now());
  if (client === undefined) {
    throw new Refusal(700016, { clientId, tenant: directoryName(authority) });
  }
  checkAudience(client, authority);
  const redirectUri = parameters.get("redirect_uri") ?? "";
  const { platform } = matchRedirectUri(client, redirectUri);
  const mode = parameters.get("response_mode") ?? "query";
  if (!isResponseMode(mode)) throw new Refusal(9002313);
  return { parameters, client, authority, redirectUri, platform, mode, state: stateOf(parameters) };
}

/**
 * The state to echo. VS Code appends its callback URL as state without encoding it, so that URL's own parameters
 * arrive as siblings; the live helper page gets them back as part of the state, and so does ours.
 */
function stateOf(parameters: URLSearchParams): string | undefined {
  const state = parameters.get("state");
  if (state === null) return undefined;
  const siblings = [...parameters].filter(([name]) => name.startsWith("vscode-"));
  return state + siblings.map(([name, value]) => `&${name}=${value}`).join("");
}

/** @throws {Refusal} for what is wrong with the request itself. */
function checkRequest({ parameters, platform, authority }: TrustedRequest): ScopeRequest {
  const responseType = parameters.get("response_type") ?? "";
  if (responseType === "") throw new Refusal(900144, { parameter: "response_type" });
  if (responseType !== "code") throw new Refusal(700054, { responseType });
  const scope = parameters.get("scope")?.trim() ?? "";
  if (scope === "") throw new Refusal(900144, { parameter: "scope" });
  const challenge = parameters.get("code_challenge");
  if (challenge === null) {
    // The live service demands PKCE of single-page applications only; RFC 9700 §2.1.1 demands it of every public
    // client, and this sandbox does, too.
    if (platform !== "web") throw new Refusal(9002325);
  } else {
    if (parameters.get("code_challenge_method") !== "S256") throw new Refusal(9002313);
    if (!/^[\w-]{43}$/.test(challenge)) throw new Refusal(50147);
  }
  return parseScopes(scope, directoryName(authority));
}

function grantCode(
  identity: Identity,
  trusted: TrustedRequest,
  scope: ScopeRequest,
  user: User,
): HttpResponse {
  const { parameters, redirectUri } = trusted;
  const code = newCode(identity.world.tenants.get(user.tenantId)?.consumers === true);
  identity.codes.set(code, {
    clientId: trusted.client.appId,
    userId: homeOf(user).id,
    authorityKey: authorityKey(trusted.authority),
    redirectUri,
    platform: trusted.platform,
    codeChallenge: parameters.get("code_challenge") ?? undefined,
    nonce: parameters.get("nonce") ?? undefined,
    scope,
    expiresAt: identity.clock.now() + codeLifetimeMs,
    redeemed: false,
  });
  return answerClient(redirectUri, trusted.mode, {
    code,
    ...(parameters.get("client_info") === "1" ? { client_info: clientInfo(user) } : {}),
    ...(trusted.state === undefined ? {} : { state: trusted.state }),
    session_state: randomUUID(),
  });
}

function refuseToClient(
  identity: Identity,
  request: HttpRequest,
  trusted: TrustedRequest,
  refusal: Refusal,
): HttpResponse {
  const body = refusalBody(refusal, {
    now: identity.clock.now(),
    origin: request.url.origin,
    correlationId: trusted.parameters.get("client-request-id") ?? undefined,
  });
  // The authorize endpoint has no grant to call invalid (OpenID Connect Core §3.1.2.6).
  const error = body.error === "invalid_grant" ? "interaction_required" : body.error;
  return answerClient(trusted.redirectUri, trusted.mode, {
    error,
    error_description: body.error_description,
    error_uri: body.error_uri,
    ...(refusal.code === 65004 ? { error_subcode: "cancel" } : {}),
    ...(trusted.state === undefined ? {} : { state: trusted.state }),
  });
}
