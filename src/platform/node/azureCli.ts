import type { Cloud, CloudId } from "../../core/cloud";
import { Failure } from "../../core/failure";
import { isGuid } from "../../core/guid";
import type { CliToken, FoundDirectory } from "../../core/management/managementPorts";
import { readTokenInfo } from "../../core/oauth/tokenInfo";
import { tenantName } from "../../core/tenantName";
import { cliFailure, readCliRefusal } from "./azureCliErrors";
import { commandLine, findAzureCli, type Machine, runProgram } from "./azureCliProcess";

/** Names of shared authorities: the Azure CLI signs in to directories only. */
const sharedAuthorities = new Set(["common", "organizations", "consumers"]);

/** How the Azure CLI names the clouds (`az cloud list`); which it has for DoD is unverified. */
const cliClouds: Readonly<Record<CloudId, string | undefined>> = {
  global: "AzureCloud",
  usGov: "AzureUSGovernment",
  usGovDoD: "AzureUSGovernment",
  china: "AzureChinaCloud",
  custom: undefined,
};

type Fields = Readonly<Record<string, unknown>>;

/**
 * The Azure CLI as it is installed on this machine. It is asked for a token and nothing else: its files are not read and
 * its client ID is not used. Source: "az account" in the Azure CLI reference.
 */
export class AzureCli {
  constructor(private readonly machine: Machine = process) {}

  async installed(): Promise<boolean> {
    return (await findAzureCli(this.machine)) !== undefined;
  }

  /** See `ManagementWire.cliToken`. */
  async token(cloud: Cloud, tenant: string | undefined, signal: AbortSignal): Promise<CliToken> {
    const directory = tenant === undefined || sharedAuthorities.has(tenant) ? undefined : tenant;
    if (directory !== undefined && !tenantName.test(directory)) {
      throw new Failure("input.invalid", "The directory has an unexpected form.", {
        input: "entraMail.management.tenant",
        problem: "unexpected form",
      });
    }
    const args = ["account", "get-access-token", "--resource-type", "ms-graph"];
    if (directory !== undefined) args.push("--tenant", directory);
    const answer = fields(await this.run(args, directory, signal));
    const accessToken = answer["accessToken"];
    if (typeof accessToken !== "string" || accessToken === "") throw strange();
    const { audience, expiresAt } = readTokenInfo(accessToken);
    checkCloud(audience, cloud);
    return { accessToken, expiresAt: epoch(answer["expires_on"]) ?? expiresAt };
  }

  /** See `ManagementWire.cliDirectories`. */
  async directories(cloud: Cloud, signal: AbortSignal): Promise<readonly FoundDirectory[]> {
    const answer = await this.run(["account", "list"], undefined, signal);
    if (!Array.isArray(answer)) throw strange();
    const found = new Map<string, FoundDirectory>();
    for (const account of answer.map(fields)) {
      const tenantId = text(account["tenantId"]);
      const environment = text(account["cloudName"] ?? account["environmentName"]);
      if (tenantId === undefined || !isGuid(tenantId)) continue;
      if (environment !== undefined && environment !== (cliClouds[cloud.id] ?? environment))
        continue;
      found.set(tenantId, {
        tenantId,
        displayName: text(account["tenantDisplayName"]),
        defaultDomain: text(account["tenantDefaultDomain"]),
      });
    }
    return [...found.values()];
  }

  private async run(
    args: readonly string[],
    tenant: string | undefined,
    signal: AbortSignal,
  ): Promise<unknown> {
    const program = await findAzureCli(this.machine);
    if (program === undefined) throw cliFailure("cliMissing", "There is no az on the PATH.");
    const line = commandLine(program, [...args, "--output", "json"], this.machine);
    if (line === undefined) {
      throw cliFailure("cliFailed", "The Azure CLI cannot be started safely.", { detail: program });
    }
    const answer = await runProgram(line, this.machine, signal).catch((error: unknown) => {
      throw isSystemError(error)
        ? cliFailure("cliFailed", "The Azure CLI did not start.", { detail: error.code }, error)
        : error;
    });
    if (answer.exitCode !== 0) throw readCliRefusal(answer, tenant);
    try {
      return JSON.parse(answer.stdout) as unknown;
    } catch {
      // The text may hold a token: it is not told.
      throw strange();
    }
  }
}

/** The Azure CLI has a cloud of its own, and its token would be sent to another one's Graph in vain. */
function checkCloud(audience: string | undefined, cloud: Cloud): void {
  if (audience === undefined || !URL.canParse(audience)) return;
  const { host } = new URL(audience);
  if (host === cloud.graphHost) return;
  throw cliFailure("cliOtherCloud", `The token is for ${host}.`, {
    detail: host,
    cloud: cliClouds[cloud.id],
  });
}

function isSystemError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && "syscall" in error && "code" in error;
}

function strange(): Failure {
  return cliFailure("cliFailed", "The Azure CLI answered something else than was asked for.", {
    detail: "unexpected output",
  });
}

function fields(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : {};
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Seconds since 1970; since Azure CLI 2.54. */
function epoch(value: unknown): string | undefined {
  return typeof value === "number" && value > 0 && value < 8.64e12
    ? new Date(value * 1000).toISOString()
    : undefined;
}
