import { formFields, type HttpRequest, type HttpResponse } from "../http";
import { userByName } from "../lookup";
import type { User } from "../model";
import { graph } from "../resources";
import { Refusal, refusalBody } from "./aadsts";
import { assignRoles, requestedByAdmin } from "./adminPermissions";
import { checkAccount, directoryName } from "./authorities";
import { rememberUser, signedInUsers } from "./browserSession";
import {
  mayConsentForAll,
  mayGrantGraphRoles,
  missingConsent,
  type MissingConsent,
  neededScopes,
  recordConsent,
} from "./consent";
import type { Interaction } from "./interaction";
import { accountPage, adminNeededPage, confirmPage, consentPage, errorPage } from "./pages";
import type { Identity } from "./state";

/** The first page of a sign-in, or its end where the browser's session is enough (OpenID Connect Core §3.1.2.1). */
export function beginSignIn(
  identity: Identity,
  request: HttpRequest,
  interaction: Interaction,
): HttpResponse {
  identity.interactions.set(interaction.id, interaction);
  const { prompt, loginHint } = interaction;
  const known = signedInUsers(identity, request).filter(
    (user) =>
      loginHint === undefined || user.userPrincipalName.toLowerCase() === loginHint.toLowerCase(),
  );
  if (prompt === "none") return silent(identity, request, interaction, known);
  const [only, ...others] = known;
  const sso = prompt === undefined || prompt === "" || prompt === "consent";
  return sso && only !== undefined && others.length === 0
    ? proceed(identity, request, interaction, only)
    : pickAccount(identity, interaction);
}

/** POST /common/login: the account was chosen or typed. */
export function accountChosen(identity: Identity, request: HttpRequest): HttpResponse {
  const fields = formFields(request);
  const interaction = identity.interactions.get(fields.get("flow") ?? "");
  if (interaction === undefined) return refusedPage(identity, request, new Refusal(9002313));
  const name = (fields.get("account") ?? "").trim();
  const user = userByName(identity.world, name);
  if (user === undefined) {
    const values = { user: name, tenant: directoryName(interaction.authority) };
    return pickAccount(identity, interaction, new Refusal(50034, values).message);
  }
  const answer = proceed(identity, request, interaction, user);
  const session = rememberUser(identity, request, user);
  return { ...answer, headers: { ...answer.headers, ...session } };
}

/** POST /common/consent: accepted or declined. */
export function consentDecided(identity: Identity, request: HttpRequest): HttpResponse {
  const fields = formFields(request);
  const interaction = identity.interactions.get(fields.get("flow") ?? "");
  const progress = interaction?.progress;
  if (interaction === undefined || progress === undefined || progress.stage === "account") {
    return refusedPage(identity, request, new Refusal(9002313));
  }
  if (progress.stage === "adminNeeded") return end(identity, interaction, new Refusal(90094));
  if (fields.get("decision") !== "accept") return end(identity, interaction, new Refusal(65004));
  if (progress.stage === "confirm") return end(identity, interaction, progress.user);
  const { user, missing } = progress;
  const organization = interaction.consentFor === "organization";
  const forAll = organization || (fields.get("forAll") === "yes" && mayConsentForAll(user));
  recordConsent(identity.world, interaction.client, user, missing, forAll);
  if (organization) assignRoles(identity.world, interaction.client, user, missing);
  return finish(identity, interaction, user);
}

function pickAccount(identity: Identity, interaction: Interaction, error?: string): HttpResponse {
  interaction.progress = { stage: "account" };
  const { authority, loginHint } = interaction;
  const rank = (user: User) =>
    (user.userPrincipalName === loginHint ? 0 : 2) +
    ("tenant" in authority && authority.tenant.id === user.tenantId ? 0 : 1);
  const users = [...identity.world.users.values()].sort((a, b) => rank(a) - rank(b));
  return accountPage(interaction, users, error);
}

function silent(
  identity: Identity,
  request: HttpRequest,
  interaction: Interaction,
  known: readonly User[],
): HttpResponse {
  const [only, ...others] = known;
  if (only === undefined) return end(identity, interaction, new Refusal(50058));
  if (others.length > 0) return end(identity, interaction, new Refusal(16000));
  const answer = proceed(identity, request, interaction, only);
  if (interaction.progress.stage === "account") return answer;
  const { appId, displayName } = interaction.client;
  const values = { clientId: appId, app: displayName };
  return end(identity, interaction, new Refusal(65001, values, "consent_required"));
}

/** The person is known: are account and permissions in order? */
function proceed(
  identity: Identity,
  request: HttpRequest,
  interaction: Interaction,
  person: User,
): HttpResponse {
  const { world } = identity;
  const { client, authority } = interaction;
  let missing: readonly MissingConsent[];
  let user: User;
  try {
    user = checkAccount(world, client, authority, person).user;
  } catch (error) {
    // The account is wrong, not the request: the live service says so on its own page.
    return refusedPage(identity, request, asRefusal(error));
  }
  try {
    missing = consentWanted(identity, interaction, user);
  } catch (error) {
    return end(identity, interaction, asRefusal(error));
  }
  if (missing.length === 0) return finish(identity, interaction, user);
  if (needsAdmin(identity, interaction, user, missing)) {
    interaction.progress = { stage: "adminNeeded" };
    return adminNeededPage(interaction, describe(identity, request, new Refusal(90094)));
  }
  interaction.progress = { stage: "consent", user, missing };
  const tenant = world.tenants.get(user.tenantId);
  const forAll = mayConsentForAll(user) && tenant?.consumers === false;
  return consentPage(interaction, user, tenant, missing, forAll);
}

function consentWanted(
  { world }: Identity,
  interaction: Interaction,
  user: User,
): readonly MissingConsent[] {
  const { client, scope, prompt } = interaction;
  if (interaction.consentFor === "organization") return requestedByAdmin(client, scope);
  const missing = missingConsent(world, client, user, scope);
  if (prompt !== "consent" || !client.takesConsent) return missing;
  const all = scope.resources.map((asked) => ({
    resource: asked.resource,
    scopes: neededScopes(world, client, user, asked),
  }));
  return all.length > 0 ? all : [{ resource: graph, scopes: scope.openId }];
}

function needsAdmin(
  { world }: Identity,
  interaction: Interaction,
  user: User,
  missing: readonly MissingConsent[],
): boolean {
  if (world.tenants.get(user.tenantId)?.consumers === true) return false;
  // The consent to application permissions of Graph itself takes a higher role (Entra "Grant tenant-wide admin
  // consent").
  const ofGraph = missing.some(
    ({ resource, roles = [] }) => resource === graph && roles.length > 0,
  );
  if (ofGraph && !mayGrantGraphRoles(user)) return true;
  if (mayConsentForAll(user)) return false;
  if (interaction.consentFor === "organization" || !world.settings.userConsentAllowed) return true;
  return missing.some(({ resource, scopes }) =>
    resource.scopes.some(({ value, adminOnly }) => adminOnly && scopes.includes(value)),
  );
}

function finish(identity: Identity, interaction: Interaction, user: User): HttpResponse {
  if (!interaction.confirms) return end(identity, interaction, user);
  interaction.progress = { stage: "confirm", user };
  return confirmPage(interaction, user);
}

function end(identity: Identity, interaction: Interaction, result: User | Refusal): HttpResponse {
  identity.interactions.delete(interaction.id);
  return result instanceof Refusal ? interaction.refuse(result) : interaction.complete(result);
}

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  throw error;
}

function describe(identity: Identity, request: HttpRequest, refusal: Refusal) {
  const { origin, searchParams } = request.url;
  const correlationId = searchParams.get("client-request-id") ?? undefined;
  return refusalBody(refusal, { now: identity.clock.now(), origin, correlationId });
}

/** The error as a page: for what must not, or cannot, travel to the client. */
export function refusedPage(
  identity: Identity,
  request: HttpRequest,
  refusal: Refusal,
): HttpResponse {
  return errorPage(describe(identity, request, refusal));
}
