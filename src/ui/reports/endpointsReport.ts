import { message, type Message } from "../../base/message";
import type { Cloud } from "../../core/cloud";
import { audienceWords } from "../../core/registration/audience";
import {
  type EndpointRow,
  endpointsOf,
  endpointTenant,
  signInEndpoints,
} from "../../core/registration/endpoints";
import type { RegistrationSummary } from "../../core/registration/registration";
import { markdownCode } from "../text";
import type { ReportLanguage } from "./loginReport";

type Say = ReportLanguage["say"];

export interface EndpointsFacts {
  readonly registration: RegistrationSummary;
  readonly tenantId: string | undefined;
  readonly cloud: Cloud;
}

/** Where to sign in and where the mail is, as a Markdown document. */
export function endpointsMarkdown(
  { registration, tenantId, cloud }: EndpointsFacts,
  { say }: Pick<ReportLanguage, "say">,
): string {
  const rows = endpointsOf(registration, tenantId, cloud);
  const group = (name: EndpointRow["group"]): readonly EndpointRow[] =>
    rows.filter((row) => row.group === name);
  const blocks = [
    `# ${say(message("Endpoints: {0}", registration.displayName))}`,
    table(
      [
        { label: message("Application (client) ID"), value: registration.appId },
        ...(tenantId === undefined
          ? []
          : [{ label: message("Directory (tenant) ID"), value: tenantId }]),
      ],
      say,
    ),
    `## ${say(message("Sign-in"))}`,
    say(whichApplies(registration, endpointTenant(registration, tenantId))),
    table(group("signIn"), say),
    ...ownDirectory({ registration, tenantId, cloud }, say),
    `## ${say(message("Mail"))}`,
    table(group("mail"), say),
    `## ${say(message("Scopes to ask for"))}`,
    say(
      message(
        "Always with the whole name: a scope without its host means Microsoft Graph, and the mail servers refuse such a token.",
      ),
    ),
    table(group("scopes"), say),
    ...(cloud.verified
      ? []
      : [say(message("The hosts of this cloud come from public programs and are not verified."))]),
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** All endpoints as lines of `name: value`. */
export function endpointsBlock(
  { registration, tenantId, cloud }: EndpointsFacts,
  say: (label: Message) => string,
): string {
  return [
    { label: message("Application (client) ID"), value: registration.appId },
    ...(tenantId === undefined
      ? []
      : [{ label: message("Directory (tenant) ID"), value: tenantId }]),
    ...endpointsOf(registration, tenantId, cloud),
  ]
    .map(({ label, value }) => `${say(label)}: ${value}\n`)
    .join("");
}

function whichApplies({ signInAudience }: RegistrationSummary, tenant: string): Message {
  const { short } = audienceWords(signInAudience);
  return signInAudience === "AzureADMyOrg"
    ? message(
        "Supported accounts: {0}. Such a registration answers at the addresses of its own directory only; the shared ones refuse it (AADSTS50194).",
        short,
      )
    : message("Supported accounts: {0}. These are the shared addresses ({1}).", short, tenant);
}

/** People of the own directory may also use its own addresses, and some apps ask for them. */
function ownDirectory(
  { registration, tenantId, cloud }: EndpointsFacts,
  say: Say,
): readonly string[] {
  const { signInAudience } = registration;
  const shared =
    signInAudience === "AzureADMultipleOrgs" ||
    signInAudience === "AzureADandPersonalMicrosoftAccount";
  if (!shared || tenantId === undefined) return [];
  return [
    `### ${say(message("For people of this directory only"))}`,
    say(
      message(
        "They also work, but keep everybody else out. Use one of the two sets throughout: a code from one is refused by the other.",
      ),
    ),
    table(signInEndpoints(cloud, tenantId, tenantId), say),
  ];
}

function table(rows: readonly Pick<EndpointRow, "label" | "value">[], say: Say): string {
  return [
    "| | |",
    "| --- | --- |",
    ...rows.map(({ label, value }) => `| ${say(label)} | ${markdownCode(value)} |`),
  ].join("\n");
}
