import type { Mailbox } from "./mailbox/mailbox";
import type { CloudId } from "./cloud";
import type { Intent } from "./registration/intent";
import type { Journal } from "./registration/journal";
import type {
  CertificateFacts,
  ClientSecretFacts,
  Registration,
  RegistrationSummary,
} from "./registration/registration";
import type { Iso8601 } from "./time";
import type { TokenCommandState } from "./tokenCommand/served";

/** Everything the extension remembers besides secrets. */
export interface StoredState {
  readonly version: 1;
  readonly mailboxes: readonly Mailbox[];
  /** Sign-ins that were signed out of, the newest first; at most 100. No window brings one of them back. */
  readonly signedOut: readonly string[];
  /** Plans that stopped half-way, to be continued or undone. */
  readonly journals: readonly Journal[];
  /** Client secrets whose value lies in this editor's SecretStorage. */
  readonly storedSecrets: readonly StoredSecretFacts[];
  /** Certificates whose private key lies in this editor's SecretStorage. */
  readonly storedCertificates: readonly StoredCertificateFacts[];
  /** Registrations that stand on top. */
  readonly pinned: readonly RememberedRegistration[];
  /** Registrations last worked with in this editor, the newest first; at most 20. */
  readonly lastUsed: readonly RememberedRegistration[];
  /** What registrations made here are meant for, the newest first; at most 500. */
  readonly intents: readonly Intent[];
  /** Registrations known by their client id only, because Graph cannot be asked for them. */
  readonly imported: readonly ImportedRegistration[];
  /** Credentials as last seen: expiry is watched from these, without a sign-in. */
  readonly watched: readonly WatchedRegistration[];
  readonly expiryNotice: ExpiryNoticeState;
  /** Directories that were signed in to, the newest first; at most 20. */
  readonly directories: readonly KnownDirectory[];
  /** What tells whether this editor keeps secrets. */
  readonly secretCanary: SecretCanaryFacts;
  /** How and where the person signs in to manage registrations, where that was chosen. */
  readonly management: ManagementChoice;
  /** Whether tokens are served to mail programs of this computer. */
  readonly tokenCommand: TokenCommandState;
}

/** A list row as last seen, so that it can be shown without asking for it. */
export interface RememberedRegistration {
  readonly summary: RegistrationSummary;
  readonly tenantId: string | undefined;
  readonly cloudId: CloudId;
  readonly at: Iso8601;
}

/** A registration entered by hand; its object id is `imported:<appId>`. */
export interface ImportedRegistration {
  readonly registration: Registration;
  /** GUID or domain of the directory it lives in; needed when it is for one directory only. */
  readonly tenantId: string | undefined;
  readonly cloudId: CloudId;
  readonly importedAt: Iso8601;
}

/** Names and ends only. */
export interface WatchedRegistration {
  readonly objectId: string;
  readonly appId: string;
  readonly displayName: string;
  readonly tenantId: string | undefined;
  readonly cloudId: CloudId;
  readonly clientSecrets: readonly ClientSecretFacts[];
  readonly certificates: readonly CertificateFacts[];
  readonly seenAt: Iso8601;
}

export interface ExpiryNoticeState {
  /** Day of the last notification, local time, `2026-11-21`. */
  readonly lastDay: string | undefined;
  /** "Don't Show Again" was chosen. */
  readonly off: boolean;
}

export interface SecretCanaryFacts {
  /** When a value was written that has to be there at the next start; undefined = none is expected. */
  readonly plantedAt: Iso8601 | undefined;
  /** "Don't Show Again" was chosen. */
  readonly off: boolean;
}

/** A directory, and how it was signed in to: the choice is remembered for each. */
export interface KnownDirectory {
  readonly cloudId: CloudId;
  readonly tenantId: string;
  readonly displayName: string | undefined;
  readonly defaultDomain: string | undefined;
  readonly accountLabel: string;
  readonly signInMethod: string;
  readonly usedAt: Iso8601;
  /** Client ID in the settings when it was signed in to; empty = none. */
  readonly clientId?: string | undefined;
  /** Whose tokens lie in SecretStorage; browser and device code only. */
  readonly account?: { readonly clientId: string; readonly homeAccountId: string } | undefined;
}

/** A choice holds as long as the setting it was made in place of says the same; empty = it said nothing. */
export interface ManagementChoice {
  readonly method?: { readonly id: string; readonly clientIdWas: string } | undefined;
  readonly directory?:
    | { readonly cloudId: CloudId; readonly tenantId: string; readonly tenantWas: string }
    | undefined;
  /** A management app was offered. */
  readonly appOffered?: boolean | undefined;
}

export interface StoredCertificateFacts {
  /** SHA-1 in upper-case hexadecimal digits. */
  readonly thumbprint: string;
  /** Registration it was made for, once that is known. */
  readonly appId: string | undefined;
  readonly displayName: string;
  readonly storedAt: Iso8601;
}

export interface StoredSecretFacts {
  readonly appId: string;
  readonly keyId: string;
  readonly storedAt: Iso8601;
}

export const emptyState: StoredState = {
  version: 1,
  mailboxes: [],
  signedOut: [],
  journals: [],
  storedSecrets: [],
  storedCertificates: [],
  pinned: [],
  lastUsed: [],
  intents: [],
  imported: [],
  watched: [],
  expiryNotice: { lastDay: undefined, off: false },
  directories: [],
  secretCanary: { plantedAt: undefined, off: false },
  management: {},
  tokenCommand: { served: [] },
};
