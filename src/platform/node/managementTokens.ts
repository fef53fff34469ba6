import type { Cloud } from "../../core/cloud";
import type {
  CliToken,
  FoundDirectory,
  ManagementWire,
} from "../../core/management/managementPorts";
import type { Clock } from "../../core/time";
import { listArmTenants } from "./armTenants";
import { AzureCli } from "./azureCli";
import { lookUpTenant } from "./tenantLookup";

export interface ManagementTokensDeps {
  readonly clock: Pick<Clock, "now">;
  readonly cli?: AzureCli;
  readonly fetch?: typeof globalThis.fetch;
}

/** The Azure CLI, Azure Resource Manager and the directories' metadata, behind one door. */
export class ManagementTokens implements ManagementWire {
  private readonly cli: AzureCli;

  constructor(private readonly deps: ManagementTokensDeps) {
    this.cli = deps.cli ?? new AzureCli();
  }

  async cliInstalled(): Promise<boolean> {
    return await this.cli.installed();
  }

  async cliToken(cloud: Cloud, tenant: string | undefined, signal: AbortSignal): Promise<CliToken> {
    return await this.cli.token(cloud, tenant, signal);
  }

  async cliDirectories(cloud: Cloud, signal: AbortSignal): Promise<readonly FoundDirectory[]> {
    return await this.cli.directories(cloud, signal);
  }

  async azureDirectories(
    host: string,
    accessToken: string,
    signal: AbortSignal,
  ): Promise<readonly FoundDirectory[]> {
    return await listArmTenants(host, accessToken, this.fetch, signal);
  }

  async tenantId(cloud: Cloud, name: string, signal: AbortSignal): Promise<string> {
    return await lookUpTenant(cloud, name, this.fetch, this.deps.clock, signal);
  }

  /** Looked up at each call: the editor replaces the global one to follow its proxy settings. */
  private get fetch(): typeof globalThis.fetch {
    return this.deps.fetch ?? ((...request) => globalThis.fetch(...request));
  }
}
