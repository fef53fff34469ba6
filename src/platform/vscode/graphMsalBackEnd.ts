import { CancelledError } from "../../base/errors";
import { isFailure } from "../../core/failure";
import { graphCommandLineTools, managementClientId } from "../../core/management/signInMethod";
import { findDirectory } from "../../core/management/signInTarget";
import { claimsOf } from "../../core/oauth/claimsChallenge";
import type { PersonFlowId } from "../../core/oauth/flow";
import type { AccessGrant, OAuthClient } from "../../core/ports";
import type { KnownDirectory } from "../../core/storedState";
import type { BackEndParts, BackEndRequest, BackEndToken, GraphBackEnd } from "./graphBackEnd";

/** Where somebody signs in whose directory is not known: work and school accounts of any. */
const anyDirectory = "organizations";

/** Sign-in in the browser or with a device code, through our own MSAL. */
export function msalBackEnd(flow: PersonFlowId, parts: BackEndParts): GraphBackEnd["token"] {
  return async (request) => {
    const clientId = managementClientId(request.target);
    const known = knownAccount(parts.directories(), request, clientId);
    const scopes = request.permissions.map((name) => `https://${request.cloud.graphHost}/${name}`);
    const claims = claimsOf(request.wwwAuthenticate);
    if (known !== undefined && !request.chooseAccount && claims === undefined) {
      const silent = await silently(parts, request, known, scopes);
      if (silent !== undefined) return silent;
    }
    if (request.interaction === "silent") return undefined;
    const prompts = parts.prompts();
    if (prompts === undefined) return undefined;
    const { tenant } = request.target;
    // Once for each directory: who has signed in with it there has agreed.
    if (clientId === graphCommandLineTools.clientId && known === undefined) {
      const named = findDirectory(parts.directories(), request.cloud.id, tenant)?.displayName;
      if (!(await prompts.agreeToBorrow(named ?? tenant))) throw new CancelledError();
    }
    const client = clientOf(request, clientId, tenant ?? anyDirectory);
    const loginHint = request.chooseAccount ? undefined : known?.accountLabel;
    const grant = await prompts.during((interaction, stop) =>
      parts.tokens.signIn(
        { client, scopes, loginHint, flow, claims },
        interaction,
        AbortSignal.any([stop, request.signal]),
      ),
    );
    return tokenOf(grant, clientId);
  };
}

async function silently(
  { tokens }: BackEndParts,
  request: BackEndRequest,
  { account, tenantId }: KnownAccount,
  scopes: readonly string[],
): Promise<BackEndToken | undefined> {
  const client = clientOf(request, account.clientId, request.target.tenant ?? tenantId);
  try {
    const { homeAccountId } = account;
    return tokenOf(
      await tokens.silent({ client, scopes, homeAccountId }, request.signal),
      account.clientId,
    );
  } catch (error) {
    if (isFailure(error, "oauth.interactionRequired")) return undefined;
    throw error;
  }
}

type KnownAccount = KnownDirectory & { readonly account: NonNullable<KnownDirectory["account"]> };

/** The account last used with this client ID, in the chosen directory where one was chosen. */
function knownAccount(
  directories: readonly KnownDirectory[],
  { cloud, target: { tenant } }: BackEndRequest,
  clientId: string,
): KnownAccount | undefined {
  const fits = (one: KnownDirectory | undefined): one is KnownAccount =>
    one?.cloudId === cloud.id && one.account?.clientId === clientId;
  const chosen = findDirectory(directories, cloud.id, tenant);
  if (chosen !== undefined) return fits(chosen) ? chosen : undefined;
  return tenant === undefined || tenant === anyDirectory ? directories.find(fits) : undefined;
}

function clientOf(
  { cloud }: BackEndRequest,
  clientId: string,
  authorityTenant: string,
): OAuthClient {
  return { cloud, clientId, authorityTenant };
}

function tokenOf(grant: AccessGrant, clientId: string): BackEndToken {
  const { homeAccountId, username, tenantId } = grant.account;
  return {
    accessToken: grant.accessToken,
    accountLabel: username,
    tenantId,
    expiresAt: grant.expiresAt,
    account: { clientId, homeAccountId },
  };
}
