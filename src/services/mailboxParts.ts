import type { Credential } from "../core/mailbox/credential";
import type { Mailbox } from "../core/mailbox/mailbox";
import type { FlowId } from "../core/oauth/flow";
import type {
  AppTokens,
  Clock,
  Log,
  MailboxTokens,
  NewId,
  SecretStore,
  SettingsReader,
  StateStore,
} from "../core/ports";
import type { Registration } from "../core/registration/registration";

/** What the mailbox use cases stand on. */
export interface MailboxServiceParts {
  readonly tokens: MailboxTokens;
  readonly appTokens: AppTokens;
  readonly secrets: SecretStore;
  readonly state: StateStore;
  readonly settings: SettingsReader;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Log;
}

export interface MailboxSignIn {
  readonly registration: Registration;
  /** Directory the registration lives in; needed when it is for one directory only. */
  readonly tenantId: string | undefined;
  /** Who signs in; of an app that acts as itself the mailbox that it opens. */
  readonly address: string;
  /** Mailbox to open with the sign-in, where it is another one: a shared mailbox. */
  readonly opens?: string | undefined;
  readonly flow: FlowId;
  /** Which of several credentials the client proves itself with. Default: the one that lasts longest. */
  readonly credential?: Credential | undefined;
}

export interface MailboxSignInAgain {
  readonly mailboxId: string;
  readonly flow: FlowId;
  /** The registration as it is now, where it can be read: it tells whether the flow fits and which secret counts. */
  readonly registration?: Registration | undefined;
  /** The earlier identity was the wrong one: nobody is suggested, so that the page asks which account it is. */
  readonly chooseAccount?: boolean;
  /** As in {@link MailboxSignIn}; where the registration is known. */
  readonly credential?: Credential | undefined;
}

export interface SignedIn {
  readonly mailbox: Mailbox;
  /** Set when the address typed is not the identity in the token. The identity decided. */
  readonly mismatch: { readonly typed: string; readonly actual: string } | undefined;
  /** The token of an app carries no application permission: no administrator has granted one. */
  readonly rolesMissing?: boolean;
}
