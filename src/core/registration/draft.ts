import { requireApplicationPermissions } from "./applicationPermissions";
import type { RegisterAnswers } from "./registerAnswers";
import { millisecondsPerDay } from "../time";
import { requireGraphPermissions } from "./permissions";
import type {
  ApplicationDraft,
  PasswordCredentialDraft,
  RequiredResourceAccess,
} from "./registration";

/** What is sent to create the registration the answers describe. */
export function draftApplication(
  answers: RegisterAnswers,
  secret: PasswordCredentialDraft | undefined,
  markerTag: string,
): ApplicationDraft {
  return {
    displayName: answers.displayName.trim(),
    signInAudience: answers.audience,
    isFallbackPublicClient: answers.platform === "publicClient",
    ...platformPart(answers),
    api: { requestedAccessTokenVersion: 2 },
    requiredResourceAccess: joined([
      ...requireGraphPermissions(answers.permissions),
      ...requireApplicationPermissions(answers.applicationPermissions),
    ]),
    ...(secret && { passwordCredentials: [secret] }),
    tags: [markerTag],
  };
}

function platformPart({
  platform,
  redirectUris,
  implicitGrant,
}: RegisterAnswers): Partial<Pick<ApplicationDraft, "web" | "spa" | "publicClient">> {
  if (platform === "none") return {};
  if (platform !== "web" || implicitGrant === undefined) {
    return { [platform]: { redirectUris: [...redirectUris] } };
  }
  return {
    web: {
      redirectUris: [...redirectUris],
      implicitGrantSettings: {
        enableAccessTokenIssuance: implicitGrant.accessTokens,
        enableIdTokenIssuance: implicitGrant.idTokens,
      },
    },
  };
}

/** Each API once: Graph refuses to have it twice. */
function joined(required: readonly RequiredResourceAccess[]): readonly RequiredResourceAccess[] {
  const apis = [...new Set(required.map(({ resourceAppId }) => resourceAppId))];
  return apis.map((resourceAppId) => ({
    resourceAppId,
    resourceAccess: required
      .filter((one) => one.resourceAppId === resourceAppId)
      .flatMap(({ resourceAccess }) => resourceAccess),
  }));
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
