import { type Message, message } from "../../base/message";
import type { CheckedAccount } from "../../core/configImport/checks/checkConfiguration";
import type { ConfigFinding } from "../../core/configImport/checks/configFinding";
import type { Provider } from "../../core/configImport/checks/provider";
import type {
  ImportedAccount,
  ImportedConfig,
  ImportedFlow,
  ImportedSecret,
  Setting,
} from "../../core/configImport/importedConfig";
import { markdownCode, unbroken } from "../text";
import { severityWords } from "./checkReport";

type Say = (message: Message) => string;

/** What a configuration file means, and what of it will not work. */
export interface ConfigurationFacts {
  readonly fileName: string;
  /** Name of the program whose file it is. */
  readonly program: string;
  readonly config: ImportedConfig;
  readonly accounts: readonly CheckedAccount[];
}

/** The file as a Markdown document. Whether there is a secret is said; its value is not in what this gets. */
export function configurationMarkdown(
  { fileName, program, config, accounts }: ConfigurationFacts,
  say: Say,
): string {
  const blocks = [
    `# ${say(message("What {0} means", fileName))}`,
    say(
      message(
        "Configuration of {0}. The file was read; nothing of it was run, and nothing changed. What is there by default is not in the file: {0} takes it by itself.",
        program,
      ),
    ),
    ...config.notes.map(say),
    ...accounts.flatMap((checked) => section(checked, say)),
  ];
  return `${blocks.join("\n\n")}\n`;
}

const providerNames: Readonly<Record<Provider, Message>> = {
  microsoft: message("Microsoft"),
  google: message("Google"),
  yahoo: message("Yahoo or AOL"),
  other: message("another provider"),
};

const flowWords: Readonly<Record<ImportedFlow, Message>> = {
  browser: message("in the browser"),
  deviceCode: message("with a code on any device"),
  application: message("as itself, without a person"),
};

const secretWords: Readonly<Record<ImportedSecret["kind"], Message>> = {
  none: message("none"),
  value: message("in the file, in clear text; not shown here"),
  encrypted: message("in the file, encrypted by the program"),
  command: message("printed by a command of the file, which was not run"),
  placeholder: message("not filled in"),
};

const clientElsewhere: Readonly<Record<ImportedAccount["clientIdFrom"], Message>> = {
  file: message("missing"),
  command: message("printed by a command of the file, which was not run"),
  otherFile: message("not in this file"),
};

type Row = readonly [label: Message, value: string, where: string];

function section(
  { account, provider, endpointTenant, findings }: CheckedAccount,
  say: Say,
): readonly string[] {
  const where = (setting: Setting): string =>
    unbroken(
      say(setting.line === undefined ? message("by default") : message("line {0}", setting.line)),
    );
  const row = (label: Message, setting: Setting | undefined, missing?: Message): readonly Row[] => {
    if (setting !== undefined) return [[label, markdownCode(setting.value), where(setting)]];
    return missing === undefined ? [] : [[label, say(missing), ""]];
  };
  const rows: readonly Row[] = [
    ...row(message("Mailbox"), account.address),
    [message("Provider"), say(providerNames[provider]), ""],
    ...row(
      message("Application (client) ID"),
      account.clientId,
      clientElsewhere[account.clientIdFrom],
    ),
    ...tenantRows(account, endpointTenant, row),
    [message("Signs in"), say(flowWords[account.flow]), ""],
    ...row(message("Authorization endpoint"), account.authorizeUrl),
    ...row(message("Token endpoint"), account.tokenUrl),
    ...scopeRows(account, where),
    ...row(message("Redirect URI"), account.redirectUri),
    [message("Client secret"), say(secretWords[account.secret.kind]), secretPlace(account, say)],
  ];
  return [
    `## ${say(message("{0}", account.name))}`,
    [
      "| | | |",
      "| --- | --- | --- |",
      ...rows.map(([label, value, place]) => `| ${say(label)} | ${value} | ${place} |`),
    ].join("\n"),
    ...(findings.length === 0 ? [say(message("No problem was found."))] : []),
    ...findings.map((finding) => findingBlock(finding, say)),
  ];
}

/** The setting of its own, else the one in the endpoints. */
function tenantRows(
  { tenant, tokenUrl, authorizeUrl }: ImportedAccount,
  endpointTenant: string | undefined,
  row: (label: Message, setting: Setting | undefined) => readonly Row[],
): readonly Row[] {
  const line = (tokenUrl ?? authorizeUrl)?.line;
  const inEndpoints = endpointTenant === undefined ? undefined : { value: endpointTenant, line };
  return row(message("Directory (tenant)"), tenant ?? inEndpoints);
}

function scopeRows(
  { scopes }: ImportedAccount,
  where: (setting: Setting) => string,
): readonly Row[] {
  const [first] = scopes;
  if (first === undefined) return [];
  return [
    [message("Scopes"), scopes.map(({ value }) => markdownCode(value)).join(" "), where(first)],
  ];
}

function secretPlace({ secret }: ImportedAccount, say: Say): string {
  return secret.kind === "none" ? "" : unbroken(say(message("line {0}", secret.line)));
}

function findingBlock(
  { title, severity, explanation, fix, line }: ConfigFinding,
  say: Say,
): string {
  return [
    `### ${say(title)}`,
    `**${say(severityWords[severity])}${line === undefined ? "" : `, ${say(message("line {0}", line))}`}.** ${say(explanation)}`,
    `- ${say(fix)}`,
  ].join("\n\n");
}
