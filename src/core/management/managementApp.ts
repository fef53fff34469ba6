import { Failure } from "../failure";
import type { NewId } from "../ports";
import { changePlan } from "../registration/changes/changePlan";
import { graphPermissions } from "../registration/permissionNames";
import { graphAppId, graphDelegatedPermissions } from "../registration/permissions";
import type { Plan } from "../registration/plan";
import type { Registration, ResourceAccess } from "../registration/registration";
import { checkDisplayName } from "../registration/rules";

/** What the extension needs whatever it does. */
export const neededPermissions = ["Application.ReadWrite.All", "User.Read"] as const;

/** What only some commands need: consent, and looking people up. */
export const optionalPermissions = [
  "DelegatedPermissionGrant.ReadWrite.All",
  "AppRoleAssignment.ReadWrite.All",
  "Directory.Read.All",
] as const;

export type OptionalPermission = (typeof optionalPermissions)[number];

/**
 * Redirect URIs at which VS Code's Microsoft provider waits: browser, web page of VS Code, broker of macOS. The one of
 * the Windows broker holds the client ID: see {@link planBrokerRedirect}. As shipped in VS Code 1.139.
 */
export const managementRedirectUris = [
  "http://localhost",
  "https://vscode.dev/redirect",
  "msauth.com.msauth.unsignedapp://auth",
] as const;

export interface ManagementAppAnswers {
  readonly displayName: string;
  readonly optional: readonly OptionalPermission[];
}

/**
 * The registration with which this extension signs in to manage registrations: a public client for this directory only,
 * with exactly the permissions it needs.
 * @throws Failure `input.invalid`
 */
export function planManagementApp(answers: ManagementAppAnswers, newId: NewId): Plan {
  const displayName = answers.displayName.trim();
  if (checkDisplayName(displayName, "AzureADMyOrg") !== undefined) {
    throw new Failure("input.invalid", "The name cannot be used.", {
      input: "displayName",
      problem: "not allowed",
    });
  }
  const markerTag = `entra-mail:${newId()}`;
  const names = [
    ...neededPermissions,
    ...optionalPermissions.filter((name) => answers.optional.includes(name)),
  ];
  return {
    title: displayName,
    purpose: "registerManagementApp",
    markerTag,
    steps: [
      {
        kind: "createApplication",
        draft: {
          displayName,
          signInAudience: "AzureADMyOrg",
          isFallbackPublicClient: true,
          publicClient: { redirectUris: managementRedirectUris },
          api: { requestedAccessTokenVersion: 2 },
          requiredResourceAccess: [
            { resourceAppId: graphAppId, resourceAccess: names.map(graphScope) },
          ],
          tags: [markerTag],
        },
      },
      { kind: "confirmApplication" },
    ],
  };
}

/** Redirect URI of the sign-in broker of Windows. */
export function brokerRedirectUri(appId: string): string {
  return `ms-appx-web://Microsoft.AAD.BrokerPlugin/${appId}`;
}

/** Adds the redirect URI that holds the client ID, which is known only after the creation. */
export function planBrokerRedirect(registration: Registration): Plan {
  const { appId, redirectUris } = registration;
  const before = redirectUris.publicClient;
  const uri = brokerRedirectUri(appId);
  const plan = changePlan(registration, {
    patch: { publicClient: { redirectUris: before.includes(uri) ? before : [...before, uri] } },
    before: { publicClient: { redirectUris: before } },
  });
  return { ...plan, purpose: "registerManagementApp" };
}

const idsByName = new Map(
  Object.entries(graphPermissions).flatMap(([key, name]) =>
    key.startsWith("Scope:") ? [[name, key.slice("Scope:".length)] as const] : [],
  ),
);

function graphScope(name: (typeof neededPermissions)[number] | OptionalPermission): ResourceAccess {
  const id = name === "User.Read" ? graphDelegatedPermissions[name].id : idsByName.get(name);
  if (id === undefined) throw new Error(`The permission table lacks ${name}.`);
  return { id, type: "Scope" };
}
