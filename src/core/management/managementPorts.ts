import type { Event } from "../../base/event";
import type { Cloud } from "../cloud";
import type { GraphToken, GraphTokenSource, Interaction, SignInInteraction } from "../ports";
import type { Iso8601 } from "../time";
import type { SignInMethodId } from "./signInMethod";
import type { SignInTarget } from "./signInTarget";

/** A directory that somebody else names. Names are untrusted text. */
export interface FoundDirectory {
  readonly tenantId: string;
  readonly displayName: string | undefined;
  readonly defaultDomain: string | undefined;
}

export interface CliToken {
  readonly accessToken: string;
  readonly expiresAt: Iso8601 | undefined;
}

/** What signing in for managing registrations needs of the machine and the network. */
export interface ManagementWire {
  /** Whether the Azure CLI is on the PATH of the machine where the extension runs. */
  cliInstalled(): Promise<boolean>;
  /**
   * A token of the Azure CLI for Microsoft Graph. Opens nothing.
   * @param tenant id or domain; undefined = that of its current subscription
   * @throws Failure `signIn.methodUnavailable`, `oauth.refused`, `input.invalid`; CancelledError
   */
  cliToken(cloud: Cloud, tenant: string | undefined, signal: AbortSignal): Promise<CliToken>;
  /** The directories the Azure CLI is signed in to. Throws as {@link cliToken}. */
  cliDirectories(cloud: Cloud, signal: AbortSignal): Promise<readonly FoundDirectory[]>;
  /**
   * The directories of an account, from Azure Resource Manager.
   * @throws Failure `oauth.unreachable`, `oauth.unexpectedAnswer`, `oauth.refused`; CancelledError
   */
  azureDirectories(
    host: string,
    accessToken: string,
    signal: AbortSignal,
  ): Promise<readonly FoundDirectory[]>;
  /**
   * The id of the directory that a domain or id names.
   * @throws Failure `oauth.refused` with AADSTS90002 when there is none; `oauth.*`; CancelledError
   */
  tenantId(cloud: Cloud, name: string, signal: AbortSignal): Promise<string>;
}

/** How the person is involved in a sign-in that the editor's accounts do not do. */
export interface ManagementPrompts {
  /**
   * Asks before a client ID that belongs to Microsoft is used.
   * @param directory its name, domain or id; untrusted text
   */
  agreeToBorrow(directory: string | undefined): Promise<boolean>;
  /** Runs a sign-in behind a notification that can be cancelled. */
  during<T>(work: (interaction: SignInInteraction, signal: AbortSignal) => Promise<T>): Promise<T>;
}

/** Facts of a sign-in: never the token. */
export interface SignedIn extends Omit<GraphToken, "accessToken"> {
  readonly target: SignInTarget;
  readonly cloudId: Cloud["id"];
  /** The person was there: a window may have opened. */
  readonly prompted: boolean;
  /** Whose tokens lie in SecretStorage; browser and device code only. */
  readonly account: { readonly clientId: string; readonly homeAccountId: string } | undefined;
}

/** Sign-in for managing registrations, by the method that was chosen. */
export interface ManagementSignIn extends GraphTokenSource {
  /** @throws Failure `input.invalid` when a setting cannot be used */
  readonly target: SignInTarget;
  /** Fires with every answer to a token request; undefined = nobody is signed in. */
  readonly onDidAnswer: Event<SignedIn | undefined>;
  /** Who shows the sign-ins that are not the editor's. */
  usePrompts(prompts: ManagementPrompts): void;
  /** Asks which account to use. Throws as `token`. */
  switchAccount(): Promise<void>;
  /** Signs in, whatever the token may do: to look at it. */
  inspect(): Promise<GraphToken | undefined>;
  /** Uses this way from now on, in this directory and in those that have none remembered. */
  chooseMethod(id: SignInMethodId): Promise<void>;
  /** Uses this directory from now on; undefined = the one in the settings, or the account's own. */
  chooseDirectory(tenantId: string | undefined): Promise<void>;
  /** Writes client ID and directory into the settings. */
  useOwnClient(clientId: string, tenantId: string | undefined): Promise<void>;
  /** Whether the Azure CLI can be used at all. */
  cliInstalled(): Promise<boolean>;
  /** A token of the editor's account for Azure Resource Manager at `host`. */
  azureToken(host: string, interaction: Interaction): Promise<string | undefined>;
}
