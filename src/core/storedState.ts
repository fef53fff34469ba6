import type { Mailbox } from "./mailbox/mailbox";
import type { Journal } from "./registration/journal";
import type { Iso8601 } from "./time";

/** Everything the extension remembers besides secrets. */
export interface StoredState {
  readonly version: 1;
  readonly mailboxes: readonly Mailbox[];
  /** Plans that stopped half-way, to be continued or undone. */
  readonly journals: readonly Journal[];
  /** Client secrets whose value lies in this editor's SecretStorage. */
  readonly storedSecrets: readonly StoredSecretFacts[];
}

export interface StoredSecretFacts {
  readonly appId: string;
  readonly keyId: string;
  readonly storedAt: Iso8601;
}

export const emptyState: StoredState = {
  version: 1,
  mailboxes: [],
  journals: [],
  storedSecrets: [],
};
