// A stand-in for the Azure CLI: the commands below, with its words and exit codes; tokens come from the sandbox.
// Source: Azure/azure-cli, command_modules/profile, and public reports of its messages.
import { parseArgs } from "node:util";

const admin = process.env.ENTRA_SANDBOX_ADMIN;

/** The program speaks of problems on stderr, with this mark. */
function fail(message, code) {
  process.stderr.write(`ERROR: ${message}\n`);
  process.exit(code);
}

async function ask(path, body) {
  const response = await fetch(`${admin}/admin/azure-cli/${path}`, {
    method: body === undefined ? "GET" : "POST",
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

const two = (value) => String(value).padStart(2, "0");

/** As Python writes local times: 2026-11-21 13:00:00.000000. */
function localTime(milliseconds) {
  const date = new Date(milliseconds);
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join("-");
  const time = [two(date.getHours()), two(date.getMinutes()), two(date.getSeconds())].join(":");
  return `${day} ${time}.000000`;
}

async function accessToken(options) {
  if (options.tenant !== undefined && options.subscription !== undefined) {
    fail("Please specify only one of subscription and tenant, not both", 1);
  }
  const resourceType = options["resource-type"] ?? "arm";
  const { tenant } = options;
  const { status, body } = await ask("token", { resourceType, tenant });
  if (status === 401) fail("Please run 'az login' to setup account.", 1);
  if (status !== 200) {
    const again = tenant === undefined ? "" : ` --tenant "${tenant}"`;
    const scope = ` --scope "${resourceType === "ms-graph" ? "https://graph.microsoft.com" : "https://management.core.windows.net/"}/.default"`;
    fail(
      `${body.error}\nInteractive authentication is needed. Please run:\naz logout\naz login${again}${scope}`,
      1,
    );
  }
  return {
    accessToken: body.accessToken,
    expiresOn: localTime(body.expiresAt),
    expires_on: Math.floor(body.expiresAt / 1000),
    // With a tenant named there is no subscription that the token is for.
    ...(tenant === undefined ? { subscription: body.tenantId } : {}),
    tenant: body.tenantId,
    tokenType: "Bearer",
  };
}

/** Directories without a subscription are listed as accounts of their own. */
async function accounts() {
  const { body } = await ask("accounts");
  if (body.tenants.length === 0) {
    process.stderr.write('WARNING: Please run "az login" to access your accounts.\n');
  }
  return body.tenants.map(({ id, displayName, domain }, index) => ({
    cloudName: "AzureCloud",
    homeTenantId: id,
    id,
    isDefault: index === 0,
    managedByTenants: [],
    name: "N/A(tenant level account)",
    state: "Enabled",
    tenantDefaultDomain: domain,
    tenantDisplayName: displayName,
    tenantId: id,
    user: { name: body.user, type: "user" },
  }));
}

const versions = {
  "azure-cli": "2.80.0",
  "azure-cli-core": "2.80.0",
  "azure-cli-telemetry": "1.1.0",
  extensions: {},
};

const text = { type: "string" };
const common = {
  output: { type: "string", short: "o" },
  "only-show-errors": { type: "boolean" },
};
const commands = {
  "account get-access-token": {
    options: {
      ...common,
      "resource-type": text,
      tenant: { type: "string", short: "t" },
      subscription: { type: "string", short: "s" },
    },
    run: accessToken,
  },
  "account list": {
    options: { ...common, all: { type: "boolean" }, refresh: { type: "boolean" } },
    run: accounts,
  },
  version: { options: common, run: () => versions },
};

/** Values of an option that are no others; a wrong one is refused as the program does. */
const choices = {
  output: ["json", "jsonc", "none", "table", "tsv", "yaml", "yamlc"],
  "resource-type": ["aad-graph", "arm", "batch", "data-lake", "media", "ms-graph", "oss-rdbms"],
};

function optionsOf(name, args) {
  let parsed;
  try {
    parsed = parseArgs({ args, options: commands[name].options, allowPositionals: false });
  } catch {
    const known = new Set(Object.keys(commands[name].options).map((option) => `--${option}`));
    const foreign = args.find((arg) => arg.startsWith("-") && !known.has(arg.split("=")[0]));
    if (foreign === undefined) fail("argument: expected one argument", 2);
    fail(`unrecognized arguments: ${foreign}`, 2);
  }
  for (const [option, allowed] of Object.entries(choices)) {
    const value = parsed.values[option];
    if (value !== undefined && !allowed.includes(value)) {
      const list = allowed.join(", ");
      fail(`'${value}' is not a valid value for '--${option}'. Allowed values: ${list}.`, 2);
    }
  }
  return parsed.values;
}

const args = process.argv.slice(2);
const firstOption = args.findIndex((arg) => arg.startsWith("-"));
const words = args.slice(0, firstOption === -1 ? args.length : firstOption);
const name = words.join(" ");
if (!Object.hasOwn(commands, name)) {
  const foreign = words.find((word) => !Object.keys(commands).some((one) => one.includes(word)));
  fail(`'${foreign ?? name}' is misspelled or not recognized by the system.`, 2);
}
const options = optionsOf(name, args.slice(words.length));
if ((options.output ?? "json") !== "json") fail("the stand-in writes JSON only", 2);
process.stdout.write(`${JSON.stringify(await commands[name].run(options), null, 2)}\n`);
