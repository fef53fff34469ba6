import type { Message } from "../../base/message";
import type { SignInPrompt } from "../oauth/signInPrompt";
import type { ApplicationPermissionName } from "./applicationPermissions";
import type { MailPermissionName } from "./mailPermissions";
import type { PermissionName } from "./permissions";
import type { ImplicitGrant, Platform, SignInAudience } from "./registration";

/** Where redirect URIs are registered; `none` = nobody is sent back, because nobody signs in. */
export type PlatformChoice = Platform | "none";

/** How the app proves that it is this app. */
export type CredentialKind = "none" | "secret" | "certificate";

/** A use of a mailbox, with the answers that fit it. The picker is drawn from these. */
export interface Preset {
  /** Stable: journals know it. */
  readonly id: string;
  readonly title: Message;
  /** Short, to the right of the title. */
  readonly description: Message;
  /** One line under the title. */
  readonly detail: Message;
  readonly suggestedName: string;
  /** Who the program is towards the mailbox: a person who signs in, the app itself, or whatever is chosen. */
  readonly actsAs: "person" | "app" | "either";
  /** Offered audiences; the first is preselected. */
  readonly audiences: readonly SignInAudience[];
  /** A line under an offered audience, where the product's guide or the facts give one. */
  readonly audienceAdvice?: Readonly<Partial<Record<SignInAudience, Message>>>;
  /** Offered platforms; the first is preselected, and asked for only where there are several. */
  readonly platforms: readonly PlatformChoice[];
  /** Preselected redirect URIs of the preselected platform. */
  readonly redirectUris: readonly string[];
  /** The person types the redirect URI, because it belongs to their product. */
  readonly asksRedirectUri: boolean;
  /** What to know when the redirect URI is typed. */
  readonly redirectUriAdvice?: Message;
  /** Offered credentials; the first is preselected, and asked for only where there are several. */
  readonly credentials: readonly CredentialKind[];
  /** Preselected delegated permissions of Microsoft Graph. */
  readonly permissions: readonly PermissionName[];
  /** Preselected application permissions. */
  readonly applicationPermissions: readonly ApplicationPermissionName[];
  /** Those of them, and others, that depend on what the program does; the notes say when. */
  readonly dependingPermissions?: readonly MailPermissionName[];
  /** Present where the guide of the product asks for the implicit-grant boxes: they are asked about. */
  readonly implicitGrant?: PresetImplicitGrant;
  /** Which tenant stands in the program's authority: the one that fits the audience, or always the directory's own id. */
  readonly authority: "ofAudience" | "directory";
  /** What the sign-in page asks people in any case, where the product's guide says so. Default: what is needed. */
  readonly signInPrompt?: SignInPrompt;
  /** Why there is a secret, or why there is none. */
  readonly reviewNote: Message;
  /** What is left to do afterwards, outside of the registration, in order. */
  readonly followUps: readonly FollowUp[];
  /** Where the product's guide, or common belief, says otherwise than the facts. */
  readonly notes: readonly Message[];
}

export interface PresetImplicitGrant {
  /** The boxes as the guide wants them: preselected. */
  readonly preselected: ImplicitGrant;
  /** Why they may be left off. */
  readonly caution: Message;
}

/** A step outside of the registration. */
export interface FollowUp {
  readonly text: Message;
  /** A page of ours or of the product that belongs to it; part of this program, never of an answer. */
  readonly url?: string;
  /** Only for registrations with which mailboxes can be signed in from here. */
  readonly needsSignIn?: true;
}
