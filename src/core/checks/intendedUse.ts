import {
  declaredPermissionNames,
  exchangeOnlineAppId,
  permissionOf,
} from "../registration/permissions";
import type { Registration } from "../registration/registration";
import type { CheckEvidence } from "./check";
import { isServerUri } from "./redirectUriKinds";

/** How a registration is used towards a mailbox: it decides which platform, credential and permissions fit. */
export type IntendedUse =
  /** A program on a person's computer: public client, no secret. */
  | "desktop"
  /** A server on behalf of people: Web platform, secret or certificate. */
  | "web"
  /** A service without a person: application permissions. */
  | "appOnly";

/** What the registration is meant for: by its preset, else by what stands in it. */
export function intendedUse({
  preset,
  registration,
}: Pick<CheckEvidence, "preset" | "registration">): IntendedUse {
  if (preset?.actsAs === "app") return "appOnly";
  if (preset?.actsAs === "person") return preset.platforms[0] === "web" ? "web" : "desktop";
  return bySetUp(registration);
}

function bySetUp(registration: Registration): IntendedUse {
  const { redirectUris, isFallbackPublicClient, clientSecrets } = registration;
  const delegated = declaredPermissionNames(registration.requiredResourceAccess);
  if (applicationMailPermissions(registration).length > 0 && !hasMailScope(delegated))
    return "appOnly";
  const hasSecret = clientSecrets.length > 0;
  const { publicClient } = redirectUris;
  // A server whose callback was registered in the wrong place
  if (hasSecret && publicClient.length > 0 && publicClient.every(isServerUri)) return "web";
  if (publicClient.length > 0) return "desktop";
  if (redirectUris.web.length > 0 && (hasSecret || !isFallbackPublicClient)) return "web";
  return hasSecret && !isFallbackPublicClient ? "web" : "desktop";
}

/** The delegated permissions with which a mailbox is opened. */
export const mailScopes: readonly string[] = [
  "IMAP.AccessAsUser.All",
  "POP.AccessAsUser.All",
  "SMTP.Send",
  "Mail.Read",
  "Mail.ReadWrite",
  "Mail.Send",
  "Mail.Read.Shared",
  "Mail.ReadWrite.Shared",
  "Mail.Send.Shared",
  "Mail.ReadBasic",
  "EWS.AccessAsUser.All",
];

export function hasMailScope(names: ReadonlySet<string>): boolean {
  return mailScopes.some((name) => names.has(name));
}

/** Names of the application permissions that are declared for mail. */
export function applicationMailPermissions({
  requiredResourceAccess,
}: Pick<Registration, "requiredResourceAccess">): readonly string[] {
  return requiredResourceAccess.flatMap(({ resourceAppId, resourceAccess }) =>
    resourceAccess.flatMap((access) => {
      if (access.type !== "Role") return [];
      const { value } = permissionOf(resourceAppId, access);
      const isMail =
        value !== undefined && /^(?:Mail\.|IMAP\.|POP\.|SMTP\.|full_access_as_app)/.test(value);
      return isMail ? [value] : [];
    }),
  );
}

/** True when an application permission for IMAP, POP or SMTP is declared; Exchange Online alone has them. */
export function declaresProtocolRole({ requiredResourceAccess }: Registration): boolean {
  return requiredResourceAccess.some(
    ({ resourceAppId, resourceAccess }) =>
      resourceAppId === exchangeOnlineAppId &&
      resourceAccess.some(
        (access) =>
          access.type === "Role" &&
          /^(?:IMAP|POP)\.AccessAsApp$|^SMTP\.SendAsApp$/.test(
            permissionOf(resourceAppId, access).value ?? "",
          ),
      ),
  );
}
