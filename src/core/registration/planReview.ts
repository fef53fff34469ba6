import { type Message, message } from "../../base/message";
import { audienceWords } from "./audience";
import { consentHeadline, grantedWords } from "./consentLines";
import { adminOnlyScopes } from "./permissionNames";
import { permissionOf } from "./permissions";
import type { CertificateDraft, Plan, PlanStep } from "./plan";
import { platformWords } from "./platformWords";
import { presets } from "./presetRegistry";
import type { ApplicationDraft, Platform } from "./registration";
import type { StepOf } from "./stepWords";
import { updateLines } from "./updateLines";

/** Puts a date into the reader's form. */
export type DateWords = (date: Date) => string;

type LinesOf = {
  readonly [Kind in PlanStep["kind"]]: (
    step: StepOf<Kind>,
    dateWords: DateWords,
  ) => readonly Message[];
};

const keyWords: Readonly<Record<NonNullable<CertificateDraft["keyIn"]>, Message>> = {
  editor: message("Its key stays in this editor"),
  file: message("Its key is in the file you chose"),
};

const lines: LinesOf = {
  createApplication: ({ draft }) => [
    message('Create registration "{0}"', draft.displayName),
    message("Supported accounts: {0}", audienceWords(draft.signInAudience).portal),
    ...platformLines(draft),
    ...implicitLines(draft),
    ...permissionLines(draft),
  ],
  confirmApplication: () => [],
  storeSecret: ({ secret }, dateWords) => [
    message(
      'Client secret "{0}" until {1}; its value goes into the secret storage of this editor',
      secret.displayName,
      dateWords(new Date(secret.endDateTime)),
    ),
  ],
  proveSecret: () => [
    message("Prove the new client secret with a token request; the token is thrown away"),
  ],
  removeSecret: ({ displayName, hint, graceMilliseconds }) => [
    graceMilliseconds === undefined
      ? message('Remove client secret "{0}" ({1}…); this cannot be undone', displayName, hint)
      : message(
          '{2} after the new one is in place: remove client secret "{0}" ({1}…). It keeps working until you confirm that',
          displayName,
          hint,
          graceWords(graceMilliseconds),
        ),
  ],
  updateApplication: ({ patch, before }) => updateLines(patch, before),
  addCertificate: ({ certificate }, dateWords) => [
    message(
      'Add certificate "{0}" until {1} (only its public part)',
      certificate.displayName,
      dateWords(new Date(certificate.endDateTime)),
    ),
    message("Thumbprint: {0}", certificate.thumbprint),
    ...(certificate.keyIn === undefined ? [] : [keyWords[certificate.keyIn]]),
  ],
  removeCertificate: ({ displayName }) => [message('Remove certificate "{0}"', displayName)],
  ensureServicePrincipal: () => [
    message("Create its enterprise application in this directory, unless there is one"),
  ],
  grantDelegated: ({ consentFor, resourceName, scopes }) =>
    scopes.map((scope) => {
      const granted = grantedWords("Scope", scope, resourceName);
      return consentFor === "everyone"
        ? message("For everyone · {0}", granted)
        : message("Only you · {0}", granted);
    }),
  grantAppRole: ({ resourceName, value }) => [
    message("The app itself, without a user · {0}", grantedWords("Role", value, resourceName)),
  ],
  revokeDelegated: ({ resourceName, scopes }) =>
    scopes.map((scope) => message("Revoke {0} ({1})", scope, resourceName)),
  revokeAppRole: ({ resourceName, value }) => [
    message("Revoke from the app itself: {0} ({1})", value, resourceName),
  ],
  addOwner: ({ label }) => [message("Add the owner {0}", label)],
  removeOwner: ({ label }) => [message("Remove the owner {0}", label)],
  deleteApplication: () => [message("Delete the registration; it can be restored for 30 days")],
  restoreApplication: () => [message("Restore the registration, with its secrets and permissions")],
  deletePermanently: () => [
    message("Delete the registration for good; nobody can bring it back"),
    message("Values of its client secrets stored in this editor are removed"),
  ],
};

const hour = 3_600_000;

/** In whole hours or days, as it was chosen. */
function graceWords(milliseconds: number): Message {
  const hours = Math.round(milliseconds / hour);
  if (hours === 1) return message("1 hour");
  if (hours < 24) return message("{0} hours", hours);
  const days = Math.round(hours / 24);
  return days === 1 ? message("1 day") : message("{0} days", days);
}

/** The plan in the portal's words, for the review. Nothing has happened yet when it is shown. */
export function describePlan(plan: Plan, dateWords: DateWords): readonly Message[] {
  const note = presets.find(({ id }) => id === plan.presetId)?.reviewNote;
  return [
    ...consentHeadline(plan),
    ...plan.steps.flatMap((step) => linesOf(step, dateWords)),
    ...(note ? [note] : []),
    ...(plan.reviewNotes ?? []),
    ...(plan.markerTag === undefined
      ? []
      : [message("A tag lets it be found again if Microsoft's answer gets lost")]),
  ];
}

function linesOf<Kind extends PlanStep["kind"]>(
  step: StepOf<Kind>,
  dateWords: DateWords,
): readonly Message[] {
  const row: LinesOf[Kind] = lines[step.kind];
  return row(step, dateWords);
}

function platformLines(draft: ApplicationDraft): Message[] {
  const platforms: readonly Platform[] = ["publicClient", "web", "spa"];
  return platforms.flatMap((platform) => {
    const uris = draft[platform]?.redirectUris;
    if (uris === undefined || uris.length === 0) return [];
    return [
      draft.isFallbackPublicClient
        ? message("Platform {0}: {1}, public client flows on", platformWords[platform], list(uris))
        : message("Platform {0}: {1}", platformWords[platform], list(uris)),
    ];
  });
}

function implicitLines({ web }: ApplicationDraft): Message[] {
  const boxes = web?.implicitGrantSettings;
  return [
    ...(boxes?.enableAccessTokenIssuance === true
      ? [message("Access tokens by implicit flow: on")]
      : []),
    ...(boxes?.enableIdTokenIssuance === true
      ? [message("ID tokens by implicit and hybrid flow: on")]
      : []),
  ];
}

function permissionLines(draft: ApplicationDraft): Message[] {
  const delegated = permissionNames(draft, "Scope");
  const application = permissionNames(draft, "Role");
  return [
    ...(delegated === ""
      ? []
      : [
          needsAdministrator(draft)
            ? message("Ask for: {0} (an administrator must consent)", delegated)
            : message(
                "Ask for: {0} (each user consents; an administrator is needed only where the directory demands one)",
                delegated,
              ),
        ]),
    ...(application === ""
      ? []
      : [
          message(
            "Ask for the app itself, without a user: {0} (an administrator must consent)",
            application,
          ),
        ]),
  ];
}

function needsAdministrator({ requiredResourceAccess }: ApplicationDraft): boolean {
  return requiredResourceAccess.some(({ resourceAppId, resourceAccess }) =>
    resourceAccess.some(
      (access) =>
        access.type === "Scope" &&
        adminOnlyScopes.has(permissionOf(resourceAppId, access).value ?? ""),
    ),
  );
}

function permissionNames(draft: ApplicationDraft, type: "Scope" | "Role"): string {
  return list(
    draft.requiredResourceAccess.flatMap(({ resourceAppId, resourceAccess }) =>
      resourceAccess
        .filter((access) => access.type === type)
        .map((access) => permissionOf(resourceAppId, access).value ?? access.id),
    ),
  );
}

const list = (items: readonly string[]): string => items.join(", ");
