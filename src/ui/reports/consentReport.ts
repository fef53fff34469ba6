import { message } from "../../base/message";
import { type ConsentRow, consentRows, consentWords } from "../../core/consent/consentRows";
import type { ConsentState } from "../../core/consent/consentState";
import type { Registration } from "../../core/registration/registration";
import { markdownCode } from "../text";
import type { ReportLanguage } from "./loginReport";

/** Scopes about the person and the sign-in, not about mail (OpenID Connect Core 5.4, 11; Graph "User.Read"). */
const signInScopes: ReadonlySet<string> = new Set([
  "openid",
  "profile",
  "email",
  "offline_access",
  "User.Read",
]);

type Say = ReportLanguage["say"];

/** Requested and granted permissions as a Markdown document, one table per API. */
export function consentReportMarkdown(
  registration: Registration,
  state: ConsentState,
  { say }: Pick<ReportLanguage, "say">,
): string {
  const rows = consentRows(registration, state);
  const requested = rows.filter((row) => row.requested);
  const leftOver = rows.filter((row) => !row.requested);
  const blocks = [
    `# ${say(message("Consent: {0}", registration.displayName))}`,
    say(verdict(requested, state)),
    ...(isLeftToPeople(requested)
      ? [
          say(
            message(
              "Nothing to do: each person agrees at the first sign-in. To spare them, an administrator can use Grant Admin Consent.",
            ),
          ),
        ]
      : []),
    ...enterpriseApplication(state, say),
    ...tablesByApi(requested, say),
    ...(leftOver.length === 0
      ? []
      : [
          `## ${say(message("Granted, but not asked for"))}`,
          say(
            message(
              "These permissions stay granted although the registration does not ask for them (any more). Take them back with Entra Mail: Revoke Consent.",
            ),
          ),
          table(leftOver, say, { withApi: true }),
        ]),
    ...notes(rows, say),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function verdict(
  requested: readonly ConsentRow[],
  { servicePrincipal }: ConsentState,
): ReturnType<typeof message> {
  if (requested.length === 0) return message("The registration asks for no permission.");
  const missing = requested.filter((row) => !row.grantedToEveryone && !row.grantedToMe);
  if (missing.length === 0) return message("Everything that is asked for is granted.");
  if (servicePrincipal === undefined) {
    return message(
      "Nothing is granted yet: nobody of this directory has signed in with the registration.",
    );
  }
  return message("Not granted to you yet: {0} of {1}.", missing.length, requested.length);
}

/** Nothing is granted, and nothing needs an administrator. */
function isLeftToPeople(requested: readonly ConsentRow[]): boolean {
  return (
    requested.length > 0 &&
    requested.every(
      (row) => row.found && !row.adminOnly && !row.grantedToEveryone && !row.grantedToMe,
    )
  );
}

function enterpriseApplication({ servicePrincipal }: ConsentState, say: Say): readonly string[] {
  if (servicePrincipal === undefined) return [];
  const { id, accountEnabled, appRoleAssignmentRequired } = servicePrincipal;
  return [
    say(message("Enterprise application (object ID): {0}", id)),
    ...(accountEnabled
      ? []
      : [say(message("Signing in with it is switched off in Enterprise applications."))]),
    ...(appRoleAssignmentRequired
      ? [say(message("Only people who are assigned to it in Enterprise applications can sign in."))]
      : []),
  ];
}

function tablesByApi(rows: readonly ConsentRow[], say: Say): readonly string[] {
  const names = [...new Set(rows.map(({ resourceName }) => resourceName))];
  return names.flatMap((name) => [
    `## ${headingOf(name)}`,
    table(signInScopesLast(rows.filter(({ resourceName }) => resourceName === name)), say, {
      withApi: false,
    }),
  ]);
}

/** The name of an API comes from the directory: only letters and figures have no meaning in Markdown. */
function headingOf(name: string): string {
  return /^[\p{L}\p{N}]+(?: [\p{L}\p{N}]+)*$/u.test(name) ? name : markdownCode(name);
}

/** What opens a mailbox is looked for first. */
function signInScopesLast(rows: readonly ConsentRow[]): readonly ConsentRow[] {
  return [...rows.filter((row) => !isSignInScope(row)), ...rows.filter(isSignInScope)];
}

function isSignInScope({ type, name }: ConsentRow): boolean {
  return type === "Scope" && signInScopes.has(name);
}

function table(
  rows: readonly ConsentRow[],
  say: Say,
  { withApi }: { readonly withApi: boolean },
): string {
  const head = [
    ...(withApi ? [message("API")] : []),
    message("Permission"),
    message("Type"),
    message("Consent"),
    message("Who may consent"),
  ].map(say);
  const lines = rows.map((row) => [
    ...(withApi ? [markdownCode(row.resourceName)] : []),
    markdownCode(row.name),
    say(row.type === "Scope" ? message("delegated") : message("application")),
    say(consentWords(row)),
    say(whoMayConsent(row)),
  ]);
  return [head, head.map(() => "---"), ...lines]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

function whoMayConsent({ adminOnly, found }: ConsentRow): ReturnType<typeof message> {
  if (!found) return message("nobody");
  return adminOnly
    ? message("an administrator")
    : message("each person, unless the directory forbids it");
}

function notes(rows: readonly ConsentRow[], say: Say): readonly string[] {
  const notFound = rows.some(({ found, requested }) => requested && !found);
  const elsewhere = rows.some(({ grantedUnder }) => grantedUnder !== undefined);
  return [
    ...(notFound
      ? [
          say(
            message(
              "Not found: the API does not publish this permission in this directory. It may be misspelt, withdrawn, or the directory has no subscription to the service.",
            ),
          ),
        ]
      : []),
    ...(elsewhere
      ? [
          say(
            message(
              "Mail programs ask for these permissions at outlook.office.com; the directory can therefore keep the consent under Office 365 Exchange Online although the registration asks under Microsoft Graph.",
            ),
          ),
        ]
      : []),
  ];
}
