import type { SignInMethodId } from "../../core/management/signInMethod";
import type { SignInTarget } from "../../core/management/signInTarget";
import { editorSession } from "./editorAccount";
import type { BackEndParts, BackEndRequest, BackEndToken, GraphBackEnd } from "./graphBackEnd";
import { msalBackEnd } from "./graphMsalBackEnd";

export type GraphBackEnds = Readonly<Record<SignInMethodId, GraphBackEnd>>;

/** One row per method. */
export function graphBackEnds(parts: BackEndParts): GraphBackEnds {
  return {
    ownClient: {
      asksForPermissions: true,
      token: (request) => byEditorAccount(request, ownClientScopes),
    },
    editorClient: {
      asksForPermissions: false,
      token: (request) => byEditorAccount(request, editorClientScopes),
    },
    azureCli: {
      asksForPermissions: false,
      token: async ({ cloud, target: { tenant }, signal }) =>
        await parts.wire.cliToken(cloud, tenant, signal),
    },
    browser: { asksForPermissions: true, token: msalBackEnd("loopback", parts) },
    deviceCode: { asksForPermissions: true, token: msalBackEnd("deviceCode", parts) },
  };
}

type ScopesOf = (
  request: Pick<BackEndRequest, "cloud" | "permissions"> & {
    readonly target: Pick<SignInTarget, "clientId" | "tenant">;
  },
) => readonly string[];

/** Authorities at which a personal account can sign in; there Graph wants User.Read besides. */
const authoritiesOfPersonalAccounts = new Set(["common", "consumers"]);

/** Scopes for the person's own client. Names beginning with VSCODE_ steer the provider and are not sent. */
export const ownClientScopes: ScopesOf = ({ cloud, permissions, target: { clientId, tenant } }) => {
  const graph = `https://${cloud.graphHost}/`;
  const scopes = permissions.map((name) => `${graph}${name}`);
  if (clientId !== undefined) scopes.push(`VSCODE_CLIENT_ID:${clientId}`);
  if (tenant !== undefined) scopes.push(`VSCODE_TENANT:${tenant}`);
  if (tenant !== undefined && authoritiesOfPersonalAccounts.has(tenant)) {
    scopes.push(`${graph}User.Read`);
  }
  return sorted(scopes);
};

/** VS Code's own client gets what Microsoft has pre-authorised for it, and nothing by consent: see AADSTS65002. */
export const editorClientScopes: ScopesOf = ({ cloud, target: { tenant } }) =>
  sorted([
    `https://${cloud.graphHost}/.default`,
    ...(tenant === undefined ? [] : [`VSCODE_TENANT:${tenant}`]),
  ]);

async function byEditorAccount(
  request: BackEndRequest,
  scopesOf: ScopesOf,
): Promise<BackEndToken | undefined> {
  const session = await editorSession({ ...request, scopes: scopesOf(request) });
  return session && { accessToken: session.accessToken, accountLabel: session.account.label };
}

function sorted(scopes: readonly string[]): readonly string[] {
  return [...new Set(scopes)].sort();
}
