import { type Message, message } from "../../../base/message";
import type { Cloud } from "../../cloud";
import { audienceWords } from "../audience";
import { permissionOf } from "../permissions";
import type { Plan } from "../plan";
import { platformWords } from "../platformWords";
import type { ApplicationDraft, Platform } from "../registration";
import { registrationRequests } from "./registrationRequests";

/**
 * The list of registrations in the Microsoft Entra admin center; undefined in a cloud whose portal is not known. The
 * form of the address is not documented: it is what the portal shows and what public guides link to.
 */
export function portalListLink({ portalHost }: Pick<Cloud, "portalHost">): string | undefined {
  return portalHost === undefined
    ? undefined
    : `https://${portalHost}/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade`;
}

/**
 * A plan that registers, as steps by hand in the portal's words.
 * @param dateWords puts a date into the reader's form
 * @returns no steps for a plan that creates no registration
 */
export function portalSteps(plan: Plan, dateWords: (date: Date) => string): readonly Message[] {
  const requests = registrationRequests(plan, { graphHost: "" });
  if (requests === undefined) return [];
  const { draft, secret, certificate, servicePrincipal } = requests;
  return [
    message("Open App registrations and choose New registration."),
    message("Name: {0}", draft.displayName),
    message("Supported account types: {0}", audienceWords(draft.signInAudience).portal),
    ...redirectSteps(draft),
    message("Choose Register. The Overview shows the Application (client) ID."),
    ...(draft.isFallbackPublicClient
      ? [message("Authentication > Allow public client flows: Yes, then Save.")]
      : []),
    ...implicitSteps(draft),
    ...permissionSteps(draft),
    ...(secret
      ? [
          message(
            "Certificates & secrets > New client secret: description {0}, end {1}. Copy the Value at once, not the Secret ID; it is shown only this time.",
            secret.displayName,
            dateWords(new Date(secret.endDateTime)),
          ),
        ]
      : []),
    ...(certificate
      ? [
          message(
            "Certificates & secrets > Certificates > Upload certificate: the public part of {0}, thumbprint {1}.",
            certificate.displayName,
            certificate.thumbprint,
          ),
        ]
      : []),
    ...(servicePrincipal
      ? [
          message(
            "API permissions > Grant admin consent, by an administrator. The object id for Exchange Online is that of the enterprise application (Overview > Managed application in local directory).",
          ),
        ]
      : []),
  ];
}

function redirectSteps(draft: ApplicationDraft): readonly Message[] {
  const platforms: readonly Platform[] = ["publicClient", "web", "spa"];
  return platforms.flatMap((platform) => {
    const uris = draft[platform]?.redirectUris ?? [];
    return uris.map((uri, index) =>
      index === 0
        ? message("Redirect URI: platform {0}, {1}", portalPlatform[platform], uri)
        : message(
            "After registering, under Authentication, add to {0}: {1}",
            platformWords[platform],
            uri,
          ),
    );
  });
}

/** What the select box of the page "Register an application" calls the platforms. */
const portalPlatform: Readonly<Record<Platform, Message>> = {
  publicClient: message("Public client/native (mobile & desktop)"),
  web: message("Web"),
  spa: message("Single-page application (SPA)"),
};

function implicitSteps({ web }: ApplicationDraft): readonly Message[] {
  const boxes = web?.implicitGrantSettings;
  return [
    ...(boxes?.enableAccessTokenIssuance === true
      ? [message("Authentication > Implicit grant and hybrid flows: tick Access tokens.")]
      : []),
    ...(boxes?.enableIdTokenIssuance === true
      ? [message("Authentication > Implicit grant and hybrid flows: tick ID tokens.")]
      : []),
  ];
}

const permissionWay = {
  Scope: (api: string, names: string) =>
    message("API permissions > Add a permission > {0} > Delegated permissions: {1}", api, names),
  Role: (api: string, names: string) =>
    message(
      "API permissions > Add a permission > {0} (under APIs my organization uses, where it is not shown at once) > Application permissions: {1}",
      api,
      names,
    ),
} as const;

function permissionSteps({ requiredResourceAccess }: ApplicationDraft): readonly Message[] {
  return requiredResourceAccess.flatMap(({ resourceAppId, resourceAccess }) =>
    (["Scope", "Role"] as const).flatMap((type) => {
      const found = resourceAccess.filter((access) => access.type === type);
      const [first] = found;
      if (first === undefined) return [];
      const { resourceName } = permissionOf(resourceAppId, first);
      const names = found.map((access) => permissionOf(resourceAppId, access).value ?? access.id);
      return [permissionWay[type](resourceName, names.join(", "))];
    }),
  );
}
