import { isCancelled } from "../base/errors";
import { armHost } from "../core/management/armHost";
import type {
  FoundDirectory,
  ManagementSignIn,
  ManagementWire,
} from "../core/management/managementPorts";
import type { Interaction, Log, SettingsReader } from "../core/ports";
import type { KnownDirectory } from "../core/storedState";

export interface ListedDirectory extends FoundDirectory {
  readonly current: boolean;
  /** Who was signed in there last. */
  readonly accountLabel: string | undefined;
}

export interface DirectoryListing {
  readonly directories: readonly ListedDirectory[];
  /** Azure could list more, and was not asked because nobody is signed in to it. */
  readonly azureUnasked: boolean;
  /** A source could not be asked; the log says why. */
  readonly incomplete: boolean;
}

export interface DirectorySources {
  readonly signIn: Pick<ManagementSignIn, "target" | "azureToken">;
  readonly wire: Pick<ManagementWire, "cliDirectories" | "azureDirectories">;
  readonly settings: Pick<SettingsReader, "cloud">;
  readonly log: Log;
}

/**
 * Asks whoever knows directories of the person: Azure, and the Azure CLI where it signs in.
 * @param azure whether the editor may ask for a sign-in
 * @throws CancelledError
 */
export async function askSources(
  sources: DirectorySources,
  azure: Interaction,
  signal: AbortSignal,
): Promise<Omit<DirectoryListing, "directories"> & { readonly found: readonly FoundDirectory[] }> {
  const { signIn, wire, settings, log } = sources;
  const [fromAzure, fromCli] = await Promise.all([
    attempt(log, "Azure", () => azureDirectories(sources, azure, signal)),
    signIn.target.method === "azureCli"
      ? attempt(log, "The Azure CLI", () => wire.cliDirectories(settings.cloud, signal))
      : [],
  ]);
  return {
    found: [...(fromAzure === "unasked" ? [] : (fromAzure ?? [])), ...(fromCli ?? [])],
    azureUnasked: fromAzure === "unasked",
    incomplete: fromAzure === undefined || fromCli === undefined,
  };
}

/** Those that were signed in to, then the others by name; the current one before all. */
export function mergeDirectories(
  known: readonly KnownDirectory[],
  named: ReadonlyMap<string, FoundDirectory>,
  currentId: string | undefined,
): readonly ListedDirectory[] {
  const row = (one: FoundDirectory & { readonly accountLabel?: string }): ListedDirectory => {
    const { tenantId, accountLabel } = one;
    const name = named.get(tenantId);
    return {
      tenantId,
      displayName: name?.displayName ?? one.displayName,
      defaultDomain: name?.defaultDomain ?? one.defaultDomain,
      accountLabel,
      current: tenantId === currentId,
    };
  };
  const others = [...named.values()]
    .filter(({ tenantId }) => !known.some((one) => one.tenantId === tenantId))
    .sort((a, b) => (a.displayName ?? a.tenantId).localeCompare(b.displayName ?? b.tenantId));
  return [...known, ...others].map(row).sort((a, b) => Number(b.current) - Number(a.current));
}

async function azureDirectories(
  { settings, signIn, wire }: DirectorySources,
  interaction: Interaction,
  signal: AbortSignal,
): Promise<readonly FoundDirectory[] | "unasked"> {
  const host = armHost(settings.cloud.id);
  if (host === undefined) return [];
  const token = await signIn.azureToken(host, interaction);
  return token === undefined ? "unasked" : await wire.azureDirectories(host, token, signal);
}

async function attempt<T>(log: Log, what: string, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (isCancelled(error)) throw error;
    log.warn(`${what} could not list the directories: ${String(error)}`);
    return undefined;
  }
}
