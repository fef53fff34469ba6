import { findServicePrincipal } from "../lookup";
import { Refusal } from "./aadsts";
import { grantedRoles } from "./adminPermissions";
import { directoryName } from "./authorities";
import { checkCredential, isPresent } from "./clientAuthentication";
import { parseScopes, singleResource } from "./scopes";
import { type Grant, requiredField } from "./tokenRequest";

/** RFC 6749 §4.4: the application for itself. A token without roles is issued, too; the API then refuses it. */
export const clientCredentialsGrant: Grant = (identity, request) => {
  const { fields, client, authority } = request;
  if (authority.kind === "organizations") throw new Refusal(50059);
  if (authority.kind !== "tenant") throw new Refusal(9001023);
  if (!isPresent(request.credentials)) throw new Refusal(7000216);
  checkCredential(identity, request);
  const scope = requiredField(fields, "scope");
  const asked = singleResource(parseScopes(scope, directoryName(authority)), scope);
  if (!asked.isDefault) throw new Refusal(1002012, { scope });
  const { world } = identity;
  const { tenant } = authority;
  const principal = findServicePrincipal(world, tenant.id, client.appId);
  if (principal === undefined) {
    throw new Refusal(7000229, { clientId: client.appId, tenant: tenant.id });
  }
  const lifetimeSeconds = world.settings.accessTokenSeconds;
  return {
    token_type: "Bearer",
    expires_in: lifetimeSeconds,
    ext_expires_in: lifetimeSeconds,
    access_token: identity.tokens.mint({
      client,
      tenant,
      user: undefined,
      principalId: principal.id,
      asked,
      scopes: [],
      roles: grantedRoles(world, tenant.id, client.appId, asked.resource),
      lifetimeSeconds,
    }),
  };
};
