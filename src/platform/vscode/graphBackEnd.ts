import type { Cloud } from "../../core/cloud";
import type { ManagementPrompts, ManagementWire } from "../../core/management/managementPorts";
import type { SignInTarget } from "../../core/management/signInTarget";
import type { GraphTokenRequest, MailboxTokens } from "../../core/ports";
import type { KnownDirectory } from "../../core/storedState";
import type { Iso8601 } from "../../core/time";

export interface BackEndRequest extends Omit<GraphTokenRequest, "access" | "signal"> {
  readonly cloud: Cloud;
  readonly target: SignInTarget;
  /** Names of the permissions to ask for, without their resource. */
  readonly permissions: readonly string[];
  readonly chooseAccount: boolean;
  readonly signal: AbortSignal;
}

export interface BackEndToken {
  readonly accessToken: string;
  readonly accountLabel?: string | undefined;
  readonly tenantId?: string | undefined;
  /** Until when it can be kept in memory; undefined = whoever gave it keeps it. */
  readonly expiresAt?: Iso8601 | undefined;
  /** Whose tokens lie in SecretStorage. */
  readonly account?: KnownDirectory["account"];
}

/** A way to get a token for Microsoft Graph. */
export interface GraphBackEnd {
  /** False where the token always carries the same permissions. */
  readonly asksForPermissions: boolean;
  readonly token: (request: BackEndRequest) => Promise<BackEndToken | undefined>;
}

export interface BackEndParts {
  readonly wire: Pick<ManagementWire, "cliToken">;
  /** Sign-ins through our own MSAL, with a place of their own for the tokens. */
  readonly tokens: MailboxTokens;
  readonly prompts: () => ManagementPrompts | undefined;
  readonly directories: () => readonly KnownDirectory[];
}
