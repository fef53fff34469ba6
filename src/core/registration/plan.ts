import type { ApplicationDraft, PasswordCredentialDraft } from "./registration";

/** What will be done, as data: shown in the review, walked by the service, kept in the journal. */
export interface Plan {
  readonly title: string;
  readonly presetId: string;
  /** Tag on the registration by which an unanswered creation is found again. */
  readonly markerTag: string;
  readonly steps: readonly PlanStep[];
}

export type PlanStep =
  /** Creates the registration, with its first secret where the draft holds one. */
  | { readonly kind: "createApplication"; readonly draft: ApplicationDraft }
  /** Waits until the directory knows the new registration (replication). */
  | { readonly kind: "confirmApplication" }
  /** Puts the secret's value into SecretStorage; makes the secret first when the creation did not return one. */
  | { readonly kind: "storeSecret"; readonly secret: PasswordCredentialDraft };
