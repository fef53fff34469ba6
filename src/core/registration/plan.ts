import type { Message } from "../../base/message";
import type { JsonObject } from "../json";
import type { Iso8601 } from "../time";
import type { ApplicationDraft, PasswordCredentialDraft } from "./registration";

/** What a plan is for; `planWords` has a title and a verb for each. */
export type PlanPurpose =
  | "register"
  /** The registration with which this extension itself signs in. */
  | "registerManagementApp"
  | "change"
  | "addSecret"
  | "removeSecret"
  | "rotateSecret"
  | "addCertificate"
  | "removeCertificate"
  | "grantConsent"
  | "revokeConsent"
  | "changeOwners"
  | "delete"
  | "restore"
  | "deletePermanently"
  | "fix";

/** The registration that a plan is about, where it exists already. */
export interface PlanSubject {
  readonly objectId: string;
  readonly appId: string;
  readonly displayName: string;
  /** The directory the plan was made for, where that is known: in no other one it is carried out. */
  readonly tenantId?: string | undefined;
}

/** What will be done, as data: shown in the review, walked by the service, kept in the journal. */
export interface Plan {
  /** Display name of the registration. */
  readonly title: string;
  /** Absent in plans of version 0.1: `register`. */
  readonly purpose?: PlanPurpose;
  /** Absent when the plan creates the registration. */
  readonly subject?: PlanSubject;
  readonly presetId?: string;
  /** Tag on the registration by which an unanswered creation is found again. */
  readonly markerTag?: string;
  readonly steps: readonly PlanStep[];
  /** What the person should know before it is applied: consequences, and what is not certain. Shown in the review. */
  readonly reviewNotes?: readonly Message[];
}

export type PlanStep =
  /** Creates the registration, with its first secret where the draft holds one. */
  | { readonly kind: "createApplication"; readonly draft: ApplicationDraft }
  /** Waits until the directory knows the new registration (replication). */
  | { readonly kind: "confirmApplication" }
  /** Makes a client secret, where the creation did not return one, and puts its value into SecretStorage. */
  | { readonly kind: "storeSecret"; readonly secret: PasswordCredentialDraft }
  /** Asks for a token with the secret that `storeSecret` made, again and again while it is not known everywhere. */
  | { readonly kind: "proveSecret" }
  /** Removes a client secret, and its value from SecretStorage. Cannot be undone. */
  | {
      readonly kind: "removeSecret";
      readonly keyId: string;
      readonly displayName: string;
      readonly hint: string;
      /**
       * The plan rests for so long before this step, counted from when the step before it is done: both secrets
       * work meanwhile. Absent: it does not rest.
       */
      readonly graceMilliseconds?: number | undefined;
    }
  /**
   * PATCHes the application. `before` holds the same properties as they stood when the plan was made: where they
   * stand otherwise by now, and not as wanted, somebody else changed them and nothing is sent.
   */
  | { readonly kind: "updateApplication"; readonly patch: JsonObject; readonly before: JsonObject }
  /** Adds the public part of a certificate; its key is stored or saved before the plan begins. */
  | {
      readonly kind: "addCertificate";
      readonly certificate: CertificateDraft;
      /**
       * Key ids of the certificates that stood there when the plan was made. The whole list is written at once: a
       * list without one of them is older than the plan, or somebody removed it. Absent: there were none.
       */
      readonly others?: readonly string[];
    }
  /** Cannot be undone by the plan: Graph does not hand the removed one out. */
  | {
      readonly kind: "removeCertificate";
      readonly keyId: string;
      readonly displayName: string;
      /** As for `addCertificate`, without the one that is removed. */
      readonly others?: readonly string[];
    }
  /** Creates the enterprise application in this directory, unless there is one. */
  | { readonly kind: "ensureServicePrincipal" }
  /** Grants delegated permissions of one API, for everyone or for the person who is signed in. */
  | {
      readonly kind: "grantDelegated";
      readonly resourceAppId: string;
      readonly resourceName: string;
      readonly scopes: readonly string[];
      readonly consentFor: "everyone" | "me";
    }
  /** Grants an application permission. */
  | {
      readonly kind: "grantAppRole";
      readonly resourceAppId: string;
      readonly resourceName: string;
      readonly appRoleId: string;
      /** Name of the permission, such as `IMAP.AccessAsApp`. */
      readonly value: string;
    }
  /** Takes scopes out of a delegated grant; without any left the grant is deleted. */
  | {
      readonly kind: "revokeDelegated";
      readonly grantId: string;
      readonly resourceName: string;
      readonly scopes: readonly string[];
    }
  | {
      readonly kind: "revokeAppRole";
      readonly assignmentId: string;
      readonly resourceName: string;
      readonly value: string;
    }
  | { readonly kind: "addOwner"; readonly ownerId: string; readonly label: string }
  | { readonly kind: "removeOwner"; readonly ownerId: string; readonly label: string }
  /** Deletes the registration; it can be restored for 30 days. */
  | { readonly kind: "deleteApplication" }
  | { readonly kind: "restoreApplication" }
  /** Deletes a deleted registration for good. Cannot be undone. */
  | { readonly kind: "deletePermanently" };

/** The public part of a certificate. */
export interface CertificateDraft {
  readonly displayName: string;
  /** DER in base64. */
  readonly der: string;
  /** SHA-1 of the DER, upper-case hexadecimal digits, as the portal shows it. */
  readonly thumbprint: string;
  readonly startDateTime: Iso8601;
  readonly endDateTime: Iso8601;
  /** Where its key is kept; absent where that is not known. */
  readonly keyIn?: "editor" | "file";
}
