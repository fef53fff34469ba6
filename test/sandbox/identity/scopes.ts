import { graph, openIdScopes, type Resource, resources } from "../resources";
import { Refusal } from "./aadsts";

/** What was asked of one API. */
export interface ResourceScopes {
  readonly resource: Resource;
  /** The API's name as the client wrote it; empty for bare scopes, which mean Graph. */
  readonly identifier: string;
  /** The API's own spelling; `.default` gives none. */
  readonly values: readonly string[];
  readonly isDefault: boolean;
}

export interface ScopeRequest {
  /** openid, profile, email, offline_access. */
  readonly openId: readonly string[];
  /** In the order of their first scope. */
  readonly resources: readonly ResourceScopes[];
}

const defaultSuffix = ".default";

/**
 * Reads a `scope` parameter. `personal`: scopes that personal accounts do not have are unknown, too.
 * @throws {Refusal} 70011 for an unknown scope or `.default` beside others, 500011 for an unknown API.
 */
export function parseScopes(text: string, tenantName: string): ScopeRequest {
  const words = text.split(/\s+/).filter((word) => word !== "");
  const openId = words.filter((word) => openIdScopes.includes(word.toLowerCase()));
  const named = words
    .filter((word) => !openId.includes(word))
    .map((word) => readScope(word, text, tenantName));
  if (named.length > 1 && named.some(({ value }) => value === defaultSuffix)) {
    throw invalidScope(text, " .default scope can't be combined with resource-specific scopes.");
  }
  const apis = [...new Set(named.map(({ resource }) => resource))];
  return {
    openId: openId.map((word) => word.toLowerCase()),
    resources: apis.map((resource) => {
      const own = named.filter((scope) => scope.resource === resource);
      return {
        resource,
        identifier: own[0]?.identifier ?? "",
        values: own.map(({ value }) => value).filter((value) => value !== defaultSuffix),
        isDefault: own.some(({ value }) => value === defaultSuffix),
      };
    }),
  };
}

/**
 * The one API a token request is about; Graph when it names none.
 * @throws {Refusal} 28000 when it names several.
 */
export function singleResource(request: ScopeRequest, text: string): ResourceScopes {
  if (request.resources.length > 1) throw new Refusal(28000, { scope: text });
  return request.resources[0] ?? bareGraph;
}

/** A request of sign-in scopes alone gives a token for Graph's user information. */
export const bareGraph: ResourceScopes = {
  resource: graph,
  identifier: "",
  values: [],
  isDefault: false,
};

export function invalidScope(scope: string, reason = ""): Refusal {
  return new Refusal(70011, { scope, reason });
}

function readScope(word: string, text: string, tenantName: string) {
  const { identifier, name } = splitScope(word);
  const resource =
    identifier === ""
      ? graph
      : resources.find(({ identifiers }) => identifiers.includes(identifier.toLowerCase()));
  if (resource === undefined) {
    throw new Refusal(500011, { resource: identifier, tenant: tenantName });
  }
  if (name.toLowerCase() === defaultSuffix) return { resource, identifier, value: defaultSuffix };
  const scope = resource.scopes.find(({ value }) => value.toLowerCase() === name.toLowerCase());
  if (scope === undefined) throw invalidScope(text);
  return { resource, identifier, value: scope.value };
}

/** `https://host/Name` or `guid/Name`; a scope without a slash belongs to Graph (Entra "Scopes and permissions"). */
function splitScope(word: string): { identifier: string; name: string } {
  const slash = word.lastIndexOf("/");
  return slash === -1
    ? { identifier: "", name: word }
    : { identifier: word.slice(0, slash).replace(/\/$/, ""), name: word.slice(slash + 1) };
}
