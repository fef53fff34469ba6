import type { Cloud } from "../../core/cloud";
import type { GraphTokenRequest } from "../../core/ports";
import { editorSession } from "./editorAccount";
import type { ManagementSettings } from "./settings";

export interface BackEndRequest extends GraphTokenRequest {
  readonly cloud: Cloud;
  readonly management: ManagementSettings;
  readonly chooseAccount?: boolean | undefined;
}

export interface BackEndToken {
  readonly accessToken: string;
  readonly accountLabel: string;
}

/** A way to get a token for Microsoft Graph. */
export interface GraphBackEnd {
  readonly id: "ownClient" | "editorClient";
  readonly fits: (management: ManagementSettings) => boolean;
  readonly token: (request: BackEndRequest) => Promise<BackEndToken | undefined>;
}

type ScopesOf = (request: Pick<BackEndRequest, "cloud" | "management">) => readonly string[];

/** In order of preference; the first that fits the settings is used. */
export const graphBackEnds: readonly GraphBackEnd[] = [
  {
    id: "ownClient",
    fits: ({ clientId }) => clientId !== undefined,
    token: (request) => byEditorAccount(request, ownClientScopes),
  },
  {
    id: "editorClient",
    fits: () => true,
    token: (request) => byEditorAccount(request, editorClientScopes),
  },
];

/** Authorities at which a personal account can sign in; there Graph wants User.Read besides. */
const authoritiesOfPersonalAccounts = new Set(["common", "consumers"]);

/** Scopes for the person's own client. Names beginning with VSCODE_ steer the provider and are not sent. */
export const ownClientScopes: ScopesOf = ({ cloud, management: { clientId, tenant } }) => {
  const graph = `https://${cloud.graphHost}/`;
  const scopes = [`${graph}Application.ReadWrite.All`];
  if (clientId !== undefined) scopes.push(`VSCODE_CLIENT_ID:${clientId}`);
  if (tenant !== undefined) scopes.push(`VSCODE_TENANT:${tenant}`);
  if (tenant !== undefined && authoritiesOfPersonalAccounts.has(tenant)) {
    scopes.push(`${graph}User.Read`);
  }
  return sorted(scopes);
};

/** VS Code's own client gets what Microsoft has pre-authorised for it, and nothing by consent: see AADSTS65002. */
export const editorClientScopes: ScopesOf = ({ cloud, management: { tenant } }) =>
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
