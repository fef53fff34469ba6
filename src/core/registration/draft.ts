import type { RegisterAnswers } from "./registerAnswers";
import { millisecondsPerDay } from "../time";
import { requireGraphPermissions } from "./permissions";
import type { ApplicationDraft, PasswordCredentialDraft, Platform } from "./registration";

/** What is sent to create the registration the answers describe. */
export function draftApplication(
  answers: RegisterAnswers,
  secret: PasswordCredentialDraft | undefined,
  markerTag: string,
): ApplicationDraft {
  const { preset } = answers;
  return {
    displayName: answers.displayName.trim(),
    signInAudience: answers.audience,
    isFallbackPublicClient: preset.platform === "publicClient",
    ...platformPart(preset.platform, answers.redirectUris),
    api: { requestedAccessTokenVersion: 2 },
    requiredResourceAccess: requireGraphPermissions(answers.permissions),
    ...(secret && { passwordCredentials: [secret] }),
    tags: [markerTag],
  };
}

function platformPart(
  platform: Platform,
  redirectUris: readonly string[],
): Partial<Pick<ApplicationDraft, Platform>> {
  return { [platform]: { redirectUris: [...redirectUris] } };
}

/** The wanted secret. Whole seconds, because Graph may cut the fraction and the end is compared later. */
export function draftSecret(
  { secret }: RegisterAnswers,
  now: Date,
): PasswordCredentialDraft | undefined {
  if (secret === undefined) return undefined;
  const end = new Date(now.getTime() + secret.lifetimeDays * millisecondsPerDay);
  end.setUTCMilliseconds(0);
  return {
    displayName: secret.displayName.trim(),
    endDateTime: end.toISOString().replace(".000Z", "Z"),
  };
}
