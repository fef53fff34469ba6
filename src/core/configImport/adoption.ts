import { isGuid } from "../guid";
import type { ImportAnswers } from "../registration/importRegistration";
import { graphDelegatedPermissions, type PermissionName } from "../registration/permissions";
import type { SignInAudience } from "../registration/registration";
import { tenantName } from "../tenantName";
import type { CheckedAccount } from "./checks/checkConfiguration";
import { sharedTenants } from "./checks/endpoint";
import { knownClient } from "./checks/knownClients";
import { meantName } from "./checks/scope";
import type { HeldSecret } from "./heldSecret";
import { importerTitle } from "./importers";
import type { ImportedAccount, ImporterId } from "./importedConfig";

/** What a file tells about the registration it uses: the answers with which Import Registration by Client ID begins. */
export interface Adoptable {
  /** The account it was taken from, as the file calls it. */
  readonly account: string;
  readonly answers: Omit<ImportAnswers, "secret"> & { readonly tenantId: string };
  /** In the file in clear text; it is kept only when the person says so. */
  readonly secret: HeldSecret | undefined;
}

/** Which accounts may sign in, by the tenant in the endpoints. */
const audiences: Readonly<Record<string, SignInAudience>> = {
  common: "AzureADandPersonalMicrosoftAccount",
  organizations: "AzureADMultipleOrgs",
  consumers: "PersonalMicrosoftAccount",
};

/**
 * The registrations that a person could take over, each once. An app that belongs to somebody else is none of them.
 */
export function adoptables(
  importer: ImporterId,
  accounts: readonly CheckedAccount[],
): readonly Adoptable[] {
  const found = accounts
    .filter(({ provider }) => provider === "microsoft")
    // One that signs in as itself opens no mailbox that a person signs in
    .filter(({ account }) => account.flow !== "application")
    .flatMap((checked) => adoptableOf(importer, checked));
  return found.filter(
    ({ answers }, index) => found.findIndex((one) => one.answers.appId === answers.appId) === index,
  );
}

function adoptableOf(importer: ImporterId, checked: CheckedAccount): readonly Adoptable[] {
  const { account } = checked;
  const appId = account.clientId?.value.toLowerCase() ?? "";
  if (!isGuid(appId) || knownClient(appId) !== undefined) return [];
  const tenant = tenantOf(checked);
  const hasSecret = account.secret.kind !== "none" && account.secret.kind !== "placeholder";
  return [
    {
      account: account.name,
      answers: {
        appId,
        displayName: nameFor(importer, account.name),
        signInAudience: audiences[tenant] ?? "AzureADMyOrg",
        tenantId: audiences[tenant] === undefined ? tenant : "",
        platform: hasSecret ? "web" : "publicClient",
        redirectUris: [account.redirectUri?.value ?? "http://localhost"],
        permissions: permissionsOf(account),
      },
      secret: account.secret.kind === "value" ? account.secret.held : undefined,
    },
  ];
}

/** The tenant that tells most: one directory before a name for many. */
function tenantOf({ account, endpointTenant }: CheckedAccount): string {
  const named = [endpointTenant, account.tenant?.value.toLowerCase()].flatMap((tenant) =>
    tenant !== undefined && tenantName.test(tenant) ? [tenant] : [],
  );
  return named.find((tenant) => !sharedTenants.has(tenant)) ?? named[0] ?? "common";
}

function permissionsOf({ scopes }: ImportedAccount): readonly PermissionName[] {
  const wanted = new Set(
    scopes.map(({ value }) => {
      const name = value.replace(/^.*\//, "");
      return meantName({ name }) ?? name;
    }),
  );
  const names = (Object.keys(graphDelegatedPermissions) as PermissionName[]).filter((name) =>
    wanted.has(name),
  );
  return names.length > 0 ? names : ["IMAP.AccessAsUser.All", "SMTP.Send", "offline_access"];
}

/** Longest that fits all kinds of accounts (Entra "supported accounts validation": 90). */
const longestName = 90;

function nameFor(importer: ImporterId, name: string): string {
  const [program = ""] = importerTitle(importer).split(/[ .]/);
  const clean = name.replaceAll(/[\p{Cc}\p{Cf}]/gu, "").trim();
  return Array.from(clean === "" ? program : `${program} ${clean}`)
    .slice(0, longestName)
    .join("");
}
