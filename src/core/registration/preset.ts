import type { Message } from "../../base/message";
import type { PermissionName } from "./permissions";
import type { Platform, SignInAudience } from "./registration";

/** A use of a mailbox, with the answers that fit it. The picker is drawn from these. */
export interface Preset {
  readonly id: string;
  readonly title: Message;
  /** Short, to the right of the title. */
  readonly description: Message;
  /** One line under the title. */
  readonly detail: Message;
  readonly suggestedName: string;
  /** Offered audiences; the first is preselected. */
  readonly audiences: readonly SignInAudience[];
  readonly platform: Platform;
  /** Preselected redirect URIs. */
  readonly redirectUris: readonly string[];
  /** The person types the redirect URI, because it belongs to their product. */
  readonly asksRedirectUri: boolean;
  readonly credential: "none" | "secret";
  /** Preselected delegated permissions of Microsoft Graph. */
  readonly permissions: readonly PermissionName[];
  /** Why there is a secret, or why there is none. */
  readonly reviewNote: Message;
}
