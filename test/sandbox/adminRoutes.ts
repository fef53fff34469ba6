import { setTimeout as sleep } from "node:timers/promises";
import { mailboxState, mailRoutes } from "./adminMailRoutes";
import { type AdminRoute, badRequest, done, fieldsOf } from "./adminRoute";
import { readFault } from "./faults";
import { type HttpRequest, type HttpResponse, json } from "./http";
import { Refusal } from "./identity/aadsts";
import { azureCliTenants, azureCliToken, azureCliUser } from "./identity/azureCli";
import { revokeUser } from "./identity/state";
import { userByName } from "./lookup";
import type { SandboxSettings } from "./model";
import type { SandboxParts } from "./parts";
import type { RequestFilter } from "./requestLog";

function filterOf({ url }: HttpRequest): RequestFilter {
  return {
    host: url.searchParams.get("host") ?? undefined,
    method: url.searchParams.get("method") ?? undefined,
    path: url.searchParams.get("path") ?? undefined,
  };
}

/** The switches of the sandbox, for tests in other processes. */
export function adminRoutes(parts: SandboxParts): readonly AdminRoute[] {
  const { world, requests, faults, clock, identity } = parts;
  return [
    ...mailRoutes(world),
    { method: "GET", path: /^\/admin\/state$/, answer: () => json(stateOf(parts)) },
    {
      method: "PATCH",
      path: /^\/admin\/settings$/,
      answer: (request) => changeSettings(world.settings, fieldsOf(request)),
    },
    {
      method: "POST",
      path: /^\/admin\/faults$/,
      answer: (request) => {
        const fault = readFault(fieldsOf(request));
        if (typeof fault === "string") return badRequest(fault);
        faults.add(fault);
        return done;
      },
    },
    {
      method: "DELETE",
      path: /^\/admin\/faults$/,
      answer: () => {
        faults.clear();
        return done;
      },
    },
    {
      method: "GET",
      path: /^\/admin\/requests$/,
      answer: (request) => json(requests.entries(filterOf(request))),
    },
    {
      method: "DELETE",
      path: /^\/admin\/requests$/,
      answer: () => {
        requests.clear();
        return done;
      },
    },
    {
      method: "POST",
      path: /^\/admin\/users\/([^/]+)\/revoke$/,
      answer: (_request, name) => {
        const user = userByName(world, name);
        if (user === undefined) return json({ error: "no such user" }, 404);
        revokeUser(identity, user.id);
        return done;
      },
    },
    {
      method: "GET",
      path: /^\/admin\/requests\/operations$/,
      answer: () => json(requests.operations()),
    },
    {
      method: "GET",
      path: /^\/admin\/azure-cli\/accounts$/,
      answer: () =>
        json({
          user: azureCliUser(identity)?.userPrincipalName ?? null,
          tenants: azureCliTenants(identity),
        }),
    },
    {
      method: "POST",
      path: /^\/admin\/azure-cli\/token$/,
      answer: (request) => tokenForAzureCli(parts, fieldsOf(request)),
    },
    {
      method: "POST",
      path: /^\/admin\/clock$/,
      answer: (request) => {
        const { aheadSeconds } = fieldsOf(request);
        if (typeof aheadSeconds !== "number") return badRequest("aheadSeconds must be a number");
        clock.setAhead(aheadSeconds);
        return done;
      },
    },
  ];
}

/** 401 when nobody is signed in to `az`, 400 with the identity platform's words when it refuses. */
async function tokenForAzureCli(
  { identity, issued, world }: SandboxParts,
  { resourceType, tenant }: Readonly<Record<string, unknown>>,
): Promise<HttpResponse> {
  await sleep(world.settings.azureCliDelayMs);
  try {
    const wanted = typeof tenant === "string" ? tenant : undefined;
    const token = azureCliToken(identity, String(resourceType), wanted);
    if (token === undefined) return json({ error: "nobody is signed in" }, 401);
    issued.add("access_token", token.accessToken);
    return json(token);
  } catch (error) {
    if (error instanceof Refusal) return badRequest(error.message);
    throw error;
  }
}

function changeSettings(
  settings: SandboxSettings,
  changes: Readonly<Record<string, unknown>>,
): HttpResponse {
  const current = settings as unknown as Record<string, unknown>;
  for (const [name, value] of Object.entries(changes)) {
    if (!Object.hasOwn(current, name)) return badRequest(`unknown setting ${name}`);
    if (typeof value !== typeof current[name]) return badRequest(`wrong type for ${name}`);
  }
  Object.assign(settings, changes);
  return json(settings);
}

function stateOf({ world, requests, clock }: SandboxParts) {
  const applications = [...world.applications.values()].map(({ tenantId, resource }) => [
    resource.displayName,
    {
      id: resource.id,
      appId: resource.appId,
      tenantId,
      signInAudience: resource.signInAudience,
      passwordCredentials: resource.passwordCredentials.length,
    },
  ]);
  return {
    now: clock.now(),
    tenants: [...world.tenants.values()],
    users: [...world.users.values()],
    applications: Object.fromEntries(applications) as Record<string, unknown>,
    mailboxes: [...world.mailboxes.values()].map(mailboxState),
    settings: world.settings,
    requests: requests.entries(),
  };
}
