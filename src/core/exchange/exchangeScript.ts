import { type Message, message } from "../../base/message";
import type { CloudId } from "../cloud";
import { harmlessName, powerShellComment, powerShellString } from "./powerShellText";

/**
 * How an app without a user is let into mailboxes: by permission on each mailbox (IMAP, POP and SMTP), or by an
 * application role over a scope (SMTP only). Source: Exchange "authenticate an IMAP, POP or SMTP application by
 * OAuth" and "SMTP onboarding to app RBAC".
 */
export type ExchangeVariant = "mailboxPermission" | "rbac";

export interface ExchangeScriptFacts {
  readonly variant: ExchangeVariant;
  readonly appId: string;
  /** Object id of the ENTERPRISE application, not that of the registration. */
  readonly enterpriseObjectId: string;
  /** Object id of the registration, to tell the two apart in the script. */
  readonly registrationObjectId: string;
  readonly displayName: string;
  /** Directory id, or its `.onmicrosoft.com` domain. */
  readonly organization: string;
  readonly mailboxes: readonly string[];
  /** Also let the app send as each mailbox; variant `mailboxPermission` only. */
  readonly sendAs: boolean;
  readonly cloudId: CloudId;
}

/** `-ExchangeEnvironmentName` of Connect-ExchangeOnline. Source: Exchange "app-only authentication". */
const environments: Readonly<Partial<Record<CloudId, string>>> = {
  usGov: "O365USGovGCCHigh",
  usGovDoD: "O365USGovDoD",
  china: "O365China",
};

const smtpRole = "Application SMTP.SendAsApp";

/**
 * A script for Exchange Online PowerShell that can be run again. It is shown, never run from here.
 * @param say puts the comments into the reader's language
 * @throws Failure `input.invalid` for a value with control characters
 */
export function exchangeScript(
  facts: ExchangeScriptFacts,
  say: (sentence: Message) => string,
): string {
  const tell = (...sentences: readonly Message[]): readonly string[] =>
    sentences.map((sentence) => powerShellComment(say(sentence)));
  const grant = facts.variant === "rbac" ? rbacLines(tell) : mailboxLines(facts.sendAs, tell);
  return [
    ...headLines(facts, tell),
    "",
    ...valueLines(facts, tell),
    "",
    ...connectLines(facts.cloudId, tell),
    "",
    ...principalLines(tell),
    "",
    ...grant,
    "",
    ...checkLines(facts.variant, tell),
    "",
  ].join("\n");
}

type Tell = (...sentences: readonly Message[]) => readonly string[];

function headLines({ displayName, variant }: ExchangeScriptFacts, tell: Tell): readonly string[] {
  return [
    ...tell(
      message("Lets the app {0} into mailboxes of Exchange Online.", harmlessName(displayName)),
      message("Read it first, then run it in PowerShell. It can be run again."),
      variant === "rbac"
        ? message(
            "You need the role group Organization Management (Entra role Exchange Administrator).",
          )
        : message(
            "You need the Entra role Exchange Administrator, or the rights to these commands.",
          ),
    ),
    "$ErrorActionPreference = 'Stop'",
  ];
}

function valueLines(facts: ExchangeScriptFacts, tell: Tell): readonly string[] {
  const { appId, enterpriseObjectId, registrationObjectId, organization, mailboxes } = facts;
  const names = mailboxes.map((mailbox) => `    ${powerShellString(mailbox)}`);
  return [
    ...tell(message("Application (client) ID")),
    `$appId = ${powerShellString(appId)}`,
    ...tell(
      message("Object ID of the ENTERPRISE application, which is what Exchange asks for."),
      message("Not that of the app registration, {0}:", registrationObjectId),
      message("with that one everything below succeeds, and the login is refused."),
    ),
    `$enterpriseObjectId = ${powerShellString(enterpriseObjectId)}`,
    `$displayName = ${powerShellString(harmlessName(facts.displayName))}`,
    ...tell(message("Directory (tenant)")),
    `$organization = ${powerShellString(organization)}`,
    ...tell(message("The mailboxes the app may open")),
    "$mailboxes = @(",
    ...names,
    ")",
  ];
}

function connectLines(cloudId: CloudId, tell: Tell): readonly string[] {
  const environment = environments[cloudId];
  const parameter = environment === undefined ? "" : ` -ExchangeEnvironmentName ${environment}`;
  return [
    ...tell(message("1. Exchange Online PowerShell: installed when missing, then signed in")),
    "if (-not (Get-Module -ListAvailable -Name ExchangeOnlineManagement)) {",
    "    Install-Module -Name ExchangeOnlineManagement -Scope CurrentUser",
    "}",
    "Import-Module ExchangeOnlineManagement",
    `Connect-ExchangeOnline -Organization $organization${parameter}`,
  ];
}

/**
 * Asked for by a filter: `Get-ServicePrincipal -Identity` returns all of them for one that is not there. A wrong
 * object id can only be mended by removing it. Source: the pages of Get- and Set-ServicePrincipal.
 */
function principalLines(tell: Tell): readonly string[] {
  return [
    ...tell(message("2. The app, made known to Exchange")),
    "$principal = Get-ServicePrincipal | Where-Object { $_.AppId -eq $appId } | Select-Object -First 1",
    "if ($principal -and $principal.ObjectId -ne $enterpriseObjectId) {",
    ...tell(
      message("Exchange knows the app with another object ID. Remove it there, then run again."),
    ).map((line) => `    ${line}`),
    "    throw ('Wrong ObjectId in Exchange. Run: Remove-ServicePrincipal -Identity ' + $principal.ObjectId)",
    "}",
    "if (-not $principal) {",
    "    $principal = New-ServicePrincipal -AppId $appId -ObjectId $enterpriseObjectId -DisplayName $displayName",
    "}",
  ];
}

function mailboxLines(sendAs: boolean, tell: Tell): readonly string[] {
  return [
    ...tell(
      message("3. Full access to each mailbox: what IMAP, POP and SMTP ask for"),
      message("A permission that is there already only gives a warning."),
    ),
    "foreach ($mailbox in $mailboxes) {",
    "    Add-MailboxPermission -Identity $mailbox -User $principal.Identity -AccessRights FullAccess | Out-Null",
    ...(sendAs
      ? [
          "    Add-RecipientPermission -Identity $mailbox -Trustee $principal.Identity -AccessRights SendAs -Confirm:$false | Out-Null",
        ]
      : []),
    "}",
  ];
}

/**
 * The scope belongs to the app, and setting its filter replaces it: what another run put there is kept. Which form
 * Exchange gives a filter that it took is unverified; an address that is not recognised is added once more, which
 * changes nothing.
 */
function rbacLines(tell: Tell): readonly string[] {
  return [
    ...tell(
      message("3. A scope that holds the mailboxes, and the role to send by SMTP within it"),
      message(
        "Do not add the API permission SMTP.SendAsApp to the registration: with it Exchange asks for mailbox permissions instead.",
      ),
      message(
        "For many mailboxes use a group: {0}",
        "MemberOfGroup -eq '<distinguished name of the group>'",
      ),
      message("Mailboxes that the scope holds already stay in it: new ones are added."),
    ),
    "$scopeName = 'Mail app ' + $appId",
    "$scope = Get-ManagementScope | Where-Object { $_.Name -eq $scopeName } | Select-Object -First 1",
    "$held = [string]$scope.RecipientFilter",
    "if ($scope -and -not $held) {",
    "    throw ('The management scope ' + $scopeName + ' holds no recipient filter that could be extended.')",
    "}",
    `$added = @($mailboxes | ForEach-Object { $_.Replace("'", "''") } | Where-Object { $held -notmatch ("[':]" + [regex]::Escape($_) + "'") })`,
    `$filter = ($added | ForEach-Object { "EmailAddresses -eq '" + $_ + "'" }) -join ' -or '`,
    "if (-not $scope) {",
    "    New-ManagementScope -Name $scopeName -RecipientRestrictionFilter $filter | Out-Null",
    "} elseif ($added) {",
    "    Set-ManagementScope -Identity $scopeName -RecipientRestrictionFilter ('(' + $held + ') -or ' + $filter)",
    "}",
    "$assignmentName = 'SMTP ' + $appId",
    "if (-not (Get-ManagementRoleAssignment | Where-Object { $_.Name -eq $assignmentName })) {",
    `    New-ManagementRoleAssignment -Name $assignmentName -Role '${smtpRole}' -App $principal.ObjectId -CustomResourceScope $scopeName | Out-Null`,
    "}",
  ];
}

function checkLines(variant: ExchangeVariant, tell: Tell): readonly string[] {
  const permissions =
    variant === "rbac"
      ? []
      : [
          "    Get-MailboxPermission -Identity $mailbox | Where-Object { $_.AccessRights -contains 'FullAccess' } | Format-Table Identity, User, AccessRights",
        ];
  return [
    ...tell(
      message("4. What Exchange says now"),
      variant === "rbac"
        ? message("Each mailbox should show the role with InScope True.")
        : message(
            "The app should be in each list. The second table names application roles (RBAC) and is empty without them.",
          ),
      message(
        "Logins can be refused for 30 minutes to 2 hours after this, although the answer here is right.",
      ),
    ),
    "foreach ($mailbox in $mailboxes) {",
    ...permissions,
    "    Test-ServicePrincipalAuthorization -Identity $principal.ObjectId -Resource $mailbox | Format-Table RoleName, AllowedResourceScope, InScope",
    "}",
  ];
}
