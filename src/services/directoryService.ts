import { isCancelled } from "../base/errors";
import type { CloudId } from "../core/cloud";
import { Emitter } from "../base/event";
import { DisposableStore } from "../base/lifecycle";
import type { PeopleDirectory } from "../core/directoryPorts";
import { Failure } from "../core/failure";
import { missingRight } from "../core/management/graphAccess";
import type {
  FoundDirectory,
  ManagementSignIn,
  ManagementWire,
  SignedIn,
} from "../core/management/managementPorts";
import type { SignInMethodId } from "../core/management/signInMethod";
import { findDirectory, rememberDirectory } from "../core/management/signInTarget";
import { consumersTenantId } from "../core/oauth/authority";
import type { Clock, Interaction, Log, SettingsReader, StateStore } from "../core/ports";
import type { KnownDirectory } from "../core/storedState";
import { cloudInUse } from "./cloudInUse";
import { askSources, type DirectoryListing, mergeDirectories } from "./directoryListing";

/** Where somebody is signed in for managing registrations. Names are untrusted text. */
export interface CurrentDirectory {
  /** Undefined for a personal account without a directory, and where the token does not tell. */
  readonly tenantId: string | undefined;
  readonly displayName: string | undefined;
  readonly defaultDomain: string | undefined;
  readonly accountLabel: string;
  readonly method: SignInMethodId;
}

export interface DirectoryServiceParts {
  readonly signIn: ManagementSignIn;
  readonly people: Pick<PeopleDirectory, "organization">;
  readonly wire: Pick<ManagementWire, "cliDirectories" | "azureDirectories" | "tenantId">;
  readonly state: StateStore;
  readonly settings: Pick<SettingsReader, "cloud">;
  readonly clock: Pick<Clock, "now">;
  readonly log: Log;
}

/** When a directory was last used is written down no more often than this. */
const writeEveryMilliseconds = 60 * 60_000;

/** The directories of the person: where one is signed in, which there are, and how each was signed in to. */
export class DirectoryService {
  private readonly subscriptions = new DisposableStore();
  private readonly changed = this.subscriptions.add(new Emitter<void>());
  /** The current directory, or what is known of it, changed. */
  readonly onDidChange = this.changed.event;
  private signedIn: SignedIn | undefined;
  /** Names that a listing told: to one account, in one cloud. */
  private readonly names = new Map<string, FoundDirectory>();
  private namesOf: { readonly cloudId: CloudId; readonly account: string | undefined } | undefined;

  constructor(private readonly parts: DirectoryServiceParts) {
    this.subscriptions.add(parts.signIn.onDidAnswer((answer) => this.see(answer)));
    this.subscriptions.add(
      parts.signIn.onDidChange(() => {
        const { signedIn } = this;
        if (signedIn !== undefined && !this.isTarget(signedIn)) this.see(undefined);
      }),
    );
  }

  get current(): CurrentDirectory | undefined {
    const { signedIn } = this;
    if (signedIn === undefined) return undefined;
    const { tenantId, accountLabel, target } = signedIn;
    const known = this.known(tenantId);
    const listed = tenantId === undefined ? undefined : this.names.get(tenantId);
    return {
      tenantId,
      displayName: known?.displayName ?? listed?.displayName,
      defaultDomain: known?.defaultDomain ?? listed?.defaultDomain,
      accountLabel,
      method: target.method,
    };
  }

  /** The name of a directory of the cloud in use, as far as it is known. Untrusted text. */
  nameOf(tenantId: string): string | undefined {
    const { state, settings } = this.parts;
    const cloudId = cloudInUse(settings);
    const known = cloudId && findDirectory(state.state.directories, cloudId, tenantId);
    return known?.displayName ?? this.names.get(tenantId)?.displayName;
  }

  /**
   * Learns the name of the directory, once for each: to be called after a sign-in that the person asked for.
   * @throws Failure `signIn.noDirectory` for a personal account that has none; CancelledError
   */
  async identify(signal: AbortSignal): Promise<CurrentDirectory | undefined> {
    const { signedIn } = this;
    if (signedIn === undefined) return undefined;
    const { accountLabel } = signedIn;
    if (isPersonal(signedIn)) throw noDirectory(accountLabel);
    if (this.current?.displayName !== undefined) return this.current;
    const facts = await this.organization(signal);
    if (facts === undefined) return this.current;
    if (facts === "none") throw noDirectory(accountLabel);
    this.names.set(facts.tenantId, facts);
    await this.remember(signedIn, facts.tenantId);
    this.changed.fire();
    return this.current;
  }

  /**
   * The directories that can be chosen, the current one first, then those used last.
   * @param azure whether the editor may ask for a sign-in, to list more
   * @throws CancelledError
   */
  async list(azure: Interaction, signal: AbortSignal): Promise<DirectoryListing> {
    const { cloud } = this.parts.settings;
    this.keepNamesOf(cloud.id, this.signedIn?.accountLabel);
    const { found, ...rest } = await askSources(this.parts, azure, signal);
    for (const directory of found) this.names.set(directory.tenantId, directory);
    const known = this.parts.state.state.directories.filter(
      ({ cloudId, tenantId }) => cloudId === cloud.id && tenantId !== consumersTenantId,
    );
    const directories = mergeDirectories(known, this.names, this.current?.tenantId);
    return { directories, ...rest };
  }

  /** The id of the directory that a domain or id names. @throws Failure `oauth.*`, `input.invalid`; CancelledError */
  async resolve(name: string, signal: AbortSignal): Promise<string> {
    const { wire, settings } = this.parts;
    return await wire.tenantId(settings.cloud, name, signal);
  }

  /** Whether somebody has signed in to this directory with the client ID that the settings name now. */
  hasUsed(tenantId: string): boolean {
    const { settings, signIn, state } = this.parts;
    const known = findDirectory(state.state.directories, settings.cloud.id, tenantId);
    return known !== undefined && known.clientId === (signIn.target.clientId ?? "");
  }

  /** True once: after the first sign-in with a client ID of Microsoft's that may manage registrations. */
  async shallOfferApp(): Promise<boolean> {
    const { signedIn } = this;
    const { state } = this.parts;
    if (signedIn === undefined || state.state.management.appOffered === true) return false;
    const { method, clientId } = signedIn.target;
    const borrowed = method === "azureCli" || (method !== "editorClient" && clientId === undefined);
    if (!borrowed || missingRight("write", signedIn.scopes) !== undefined) return false;
    await state.update((now) => ({ ...now, management: { ...now.management, appOffered: true } }));
    return true;
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private see(answer: SignedIn | undefined): void {
    const before = JSON.stringify(this.current);
    this.signedIn = answer;
    if (answer !== undefined) this.keepNamesOf(answer.cloudId, answer.accountLabel);
    const tenantId = answer?.tenantId;
    if (answer !== undefined && tenantId !== undefined && this.isNews(answer, tenantId)) {
      this.remember(answer, tenantId).catch((error: unknown) => {
        this.parts.log.warn(`The directory could not be remembered: ${String(error)}`);
      });
    }
    if (before !== JSON.stringify(this.current)) this.changed.fire();
  }

  /** What another account or cloud listed is not for this one. @param account undefined while nobody is known */
  private keepNamesOf(cloudId: CloudId, account: string | undefined): void {
    const before = this.namesOf;
    const other = account !== undefined && before?.account !== undefined;
    if (before?.cloudId !== cloudId || (other && before.account !== account)) this.names.clear();
    this.namesOf = { cloudId, account: account ?? before?.account };
  }

  private isTarget({ target, cloudId }: SignedIn): boolean {
    const { signIn, settings } = this.parts;
    try {
      return (
        settings.cloud.id === cloudId && JSON.stringify(signIn.target) === JSON.stringify(target)
      );
    } catch {
      // A setting that cannot be used names no directory.
      return false;
    }
  }

  private isNews({ target, account, accountLabel }: SignedIn, tenantId: string): boolean {
    const known = this.known(tenantId);
    if (known === undefined) return true;
    const age = this.parts.clock.now().getTime() - Date.parse(known.usedAt);
    return (
      !(age < writeEveryMilliseconds) ||
      this.parts.state.state.directories[0]?.tenantId !== tenantId ||
      known.signInMethod !== target.method ||
      known.accountLabel !== accountLabel ||
      (known.clientId ?? "") !== (target.clientId ?? "") ||
      JSON.stringify(known.account) !== JSON.stringify(account) ||
      (known.displayName === undefined && this.names.get(tenantId)?.displayName !== undefined)
    );
  }

  private async remember(signedIn: SignedIn, tenantId: string): Promise<void> {
    const { cloudId, accountLabel, target, account } = signedIn;
    const named = this.names.get(tenantId);
    const entry = {
      cloudId,
      tenantId,
      accountLabel,
      signInMethod: target.method,
      usedAt: this.parts.clock.now().toISOString(),
      clientId: target.clientId ?? "",
      account,
      ...(named?.displayName === undefined ? {} : { displayName: named.displayName }),
      ...(named?.defaultDomain === undefined ? {} : { defaultDomain: named.defaultDomain }),
    };
    await this.parts.state.update((state) => rememberDirectory(state, entry));
  }

  private known(tenantId: string | undefined): KnownDirectory | undefined {
    const { directories } = this.parts.state.state;
    const { signedIn } = this;
    return signedIn && findDirectory(directories, signedIn.cloudId, tenantId);
  }

  /** Undefined when it cannot be asked for; `none` for an account without a directory. */
  private async organization(
    signal: AbortSignal,
  ): Promise<(FoundDirectory & { readonly tenantId: string }) | "none" | undefined> {
    try {
      const call = { interaction: "silent", signal } as const;
      return (await this.parts.people.organization(call)) ?? "none";
    } catch (error) {
      if (isCancelled(error)) throw error;
      this.parts.log.warn(`The directory did not tell its name: ${String(error)}`);
      return undefined;
    }
  }
}

/** A personal account without a directory: its tokens name none, and often cannot be read at all. */
function isPersonal({ tenantId, scopes }: SignedIn): boolean {
  return tenantId === consumersTenantId || (tenantId === undefined && scopes === undefined);
}

function noDirectory(accountLabel: string): Failure {
  return new Failure("signIn.noDirectory", "The personal account has no directory.", {
    account: accountLabel,
  });
}
