import { type Message, message } from "../../../base/message";
import type { Cloud } from "../../cloud";
import { includesPersonalAccounts } from "../audience";
import { exchangeOnlineAppId, graphAppId, permissionOf } from "../permissions";
import { powerShellString } from "../../exchange/powerShellText";
import type { Plan } from "../plan";
import type { ApplicationDraft, Platform } from "../registration";
import type { CommandBlock, Shell } from "./commandBlock";
import { type RegistrationRequests, registrationRequests } from "./registrationRequests";
import { fitsLine, shQuote } from "./shQuote";

export type M365Command =
  | {
      readonly kind: "command";
      readonly block: CommandBlock;
      /** What it makes otherwise than the plan. */
      readonly differs: readonly Message[];
    }
  | { readonly kind: "impossible"; readonly why: Message };

/** Names under which the CLI looks the APIs up. That of Exchange Online is unverified. */
const apiNames: Readonly<Record<string, string | undefined>> = {
  [graphAppId]: "https://graph.microsoft.com",
  [exchangeOnlineAppId]: "https://outlook.office365.com",
};

const platforms: readonly Platform[] = ["publicClient", "web", "spa"];

interface Obstacle {
  readonly fits: (
    requests: RegistrationRequests,
    shell: Shell,
    cloud: Pick<Cloud, "id">,
  ) => boolean;
  readonly why: Message;
}

const obstacles: readonly Obstacle[] = [
  {
    fits: (requests) => !valuesOf(requests).every(fitsLine),
    why: message("A name or an address holds invisible characters; use az here."),
  },
  {
    fits: (_requests, _shell, { id }) => id !== "global",
    why: message("It knows the APIs of the global cloud only by these names; use az here."),
  },
  {
    fits: ({ draft }) => includesPersonalAccounts(draft.signInAudience),
    why: message("It has no option for personal accounts; use az here."),
  },
  {
    fits: ({ draft }) => draft.web?.implicitGrantSettings !== undefined && boxesOn(draft) === 1,
    why: message("It ticks both implicit-grant boxes or none; use az here."),
  },
  {
    fits: ({ draft }) => permissionNames(draft) === undefined,
    why: message("It needs the names of all permissions; use az here."),
  },
  {
    // Up to version 7.2, PowerShell drops quotes within arguments of programs (about_Parsing); where npm's batch file
    // is taken, cmd.exe reads the others a second time
    fits: (requests, shell) =>
      shell === "powershell" && valuesOf(requests).some((value) => /["\\%&|<>^!]/.test(value)),
    why: message(
      "PowerShell does not hand names and addresses with such special characters to programs unharmed; use az here.",
    ),
  },
];

/**
 * A plan that registers, as the one command that CLI for Microsoft 365 has for it.
 * Source: CLI for Microsoft 365, `entra app add`.
 * @returns undefined for a plan that creates no registration
 */
export function m365Command(
  plan: Plan,
  shell: Shell,
  cloud: Pick<Cloud, "id" | "graphHost">,
): M365Command | undefined {
  const requests = registrationRequests(plan, cloud);
  if (requests === undefined) return undefined;
  const obstacle = obstacles.find(({ fits }) => fits(requests, shell, cloud));
  if (obstacle !== undefined) return { kind: "impossible", why: obstacle.why };
  const line = ["m365 entra app add", ...options(requests).map((option) => write(option, shell))];
  return {
    kind: "command",
    block: {
      does: message("Create the registration with CLI for Microsoft 365"),
      lines: [line.join(" ")],
    },
    differs: differences(requests),
  };
}

type Option = readonly [name: string, value?: string];

function options({ draft, secret, certificate }: RegistrationRequests): readonly Option[] {
  const platform = platformOf(draft);
  const uris = urisOf(draft);
  const { delegated = [], application = [] } = permissionNames(draft) ?? {};
  const given: readonly (Option | false | undefined)[] = [
    ["name", draft.displayName],
    draft.signInAudience === "AzureADMultipleOrgs" && ["multitenant"],
    platform !== undefined && uris.length > 0 && ["platform", platform],
    uris.length > 0 && ["redirectUris", uris.join(",")],
    boxesOn(draft) === 2 && ["implicitFlow"],
    delegated.length > 0 && ["apisDelegated", delegated.join(",")],
    application.length > 0 && ["apisApplication", application.join(",")],
    secret && ["withSecret"],
    certificate && ["certificateBase64Encoded", certificate.der],
    certificate && ["certificateDisplayName", certificate.displayName],
  ];
  return given.flatMap((option) => (option === undefined || option === false ? [] : [option]));
}

function platformOf(draft: ApplicationDraft): Platform | undefined {
  return platforms.find((one) => draft[one] !== undefined);
}

function urisOf(draft: ApplicationDraft): readonly string[] {
  const platform = platformOf(draft);
  return platform === undefined ? [] : (draft[platform]?.redirectUris ?? []);
}

/** What a person typed. */
function valuesOf({ draft, certificate }: RegistrationRequests): readonly string[] {
  return [draft.displayName, certificate?.displayName ?? "", ...urisOf(draft)];
}

/** The value is tied to its option, because it may begin with a dash. */
function write([name, value]: Option, shell: Shell): string {
  if (value === undefined) return `--${name}`;
  return shell === "sh" ? `--${name}=${shQuote(value)}` : powerShellString(`--${name}=${value}`);
}

function boxesOn({ web }: ApplicationDraft): number {
  const { enableAccessTokenIssuance = false, enableIdTokenIssuance = false } =
    web?.implicitGrantSettings ?? {};
  return [enableAccessTokenIssuance, enableIdTokenIssuance].filter(Boolean).length;
}

/** @returns undefined when a permission is not known by name */
function permissionNames(
  draft: ApplicationDraft,
): { readonly delegated: readonly string[]; readonly application: readonly string[] } | undefined {
  const all = draft.requiredResourceAccess.flatMap(({ resourceAppId, resourceAccess }) =>
    resourceAccess.map((access) => {
      const api = apiNames[resourceAppId];
      const { value } = permissionOf(resourceAppId, access);
      return { type: access.type, name: api && value && `${api}/${value}` };
    }),
  );
  const named = (type: "Scope" | "Role"): string[] =>
    all.flatMap((one) => (one.type === type && one.name ? [one.name] : []));
  const found = { delegated: named("Scope"), application: named("Role") };
  return found.delegated.length + found.application.length === all.length ? found : undefined;
}

function differences({
  draft,
  secret,
  servicePrincipal,
}: RegistrationRequests): readonly Message[] {
  return [
    ...(secret
      ? [
          message(
            "Its client secret is named Default and lasts one year; the value is in the answer.",
          ),
        ]
      : []),
    ...(draft.isFallbackPublicClient
      ? [
          // Whether the command sets it with the platform publicClient is unverified
          message(
            "Check afterwards that public client flows are allowed (Authentication > Allow public client flows).",
          ),
        ]
      : []),
    ...(servicePrincipal
      ? [message("The enterprise application is created when an administrator grants consent.")]
      : []),
  ];
}
