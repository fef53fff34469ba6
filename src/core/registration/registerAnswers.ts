import type { ApplicationPermissionName } from "./applicationPermissions";
import type { PermissionName } from "./permissions";
import type { CertificateDraft } from "./plan";
import type { CredentialKind, PlatformChoice, Preset } from "./preset";
import type { ImplicitGrant, SignInAudience } from "./registration";
import { defaultSecretLifetimeDays } from "./rules";

/** What the person chose in the steps of Register Mail App. */
export interface RegisterAnswers {
  readonly preset: Preset;
  readonly displayName: string;
  readonly audience: SignInAudience;
  readonly platform: PlatformChoice;
  /** Delegated permissions of Microsoft Graph. */
  readonly permissions: readonly PermissionName[];
  readonly applicationPermissions: readonly ApplicationPermissionName[];
  readonly redirectUris: readonly string[];
  readonly credential: CredentialKind;
  /** With the credential `secret`. */
  readonly secret?: { readonly displayName: string; readonly lifetimeDays: number } | undefined;
  /** With the credential `certificate`. */
  readonly certificate?: CertificateDraft | undefined;
  /** The implicit-grant boxes, where the preset asks about them. */
  readonly implicitGrant?: ImplicitGrant | undefined;
}

/**
 * The answers that a preset brings along. A certificate is not among them: it has to be made or chosen.
 * @param audiences what is offered in this cloud; the first is preselected
 */
export function answersOf(preset: Preset, audiences = preset.audiences): RegisterAnswers {
  const [audience] = audiences;
  const [platform] = preset.platforms;
  const [credential] = preset.credentials;
  if (audience === undefined || platform === undefined || credential === undefined) {
    throw new Error(`The preset ${preset.id} offers no accounts, platform or credential.`);
  }
  const { suggestedName: displayName, permissions, applicationPermissions, redirectUris } = preset;
  return {
    preset,
    displayName,
    audience,
    platform,
    permissions,
    applicationPermissions,
    redirectUris,
    credential,
    ...(credential === "secret" && {
      secret: { displayName, lifetimeDays: defaultSecretLifetimeDays },
    }),
    ...(preset.implicitGrant && { implicitGrant: preset.implicitGrant.preselected }),
  };
}

/** Redirect URIs that stand in the box when a platform is chosen. */
export function suggestedRedirectUris(preset: Preset, platform: PlatformChoice): readonly string[] {
  if (platform === preset.platforms[0]) return preset.redirectUris;
  return platform === "publicClient" ? ["http://localhost"] : [];
}

/** The first secret is named after its registration; names of secrets are shorter. */
export function firstSecretName(displayName: string): string {
  return displayName.slice(0, 90);
}
