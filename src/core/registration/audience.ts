import { type Message, message } from "../../base/message";
import { Failure } from "../failure";
import type { SignInAudience } from "./registration";

interface AudienceRow {
  /** The product's short words. */
  readonly short: Message;
  /** The portal's sentence under "Supported account types". */
  readonly portal: Message;
  /** Tenant part of the authority, where the audience decides it alone. */
  readonly authorityTenant: string | undefined;
  readonly personalAccounts: boolean;
}

const rows: Readonly<Record<SignInAudience, AudienceRow>> = {
  AzureADMyOrg: {
    short: message("This directory only"),
    portal: message("Accounts in this organizational directory only (Single tenant)"),
    authorityTenant: undefined,
    personalAccounts: false,
  },
  AzureADMultipleOrgs: {
    short: message("Any Entra directory"),
    portal: message("Accounts in any organizational directory (Multitenant)"),
    authorityTenant: "organizations",
    personalAccounts: false,
  },
  AzureADandPersonalMicrosoftAccount: {
    short: message("Any Entra directory and personal accounts"),
    portal: message("Accounts in any organizational directory and personal Microsoft accounts"),
    authorityTenant: "common",
    personalAccounts: true,
  },
  PersonalMicrosoftAccount: {
    short: message("Personal accounts only"),
    portal: message("Personal Microsoft accounts only"),
    authorityTenant: "consumers",
    personalAccounts: true,
  },
};

/** All that Graph knows. */
export const audienceNames: readonly string[] = Object.keys(rows);

export function isAudience(value: unknown): value is SignInAudience {
  return typeof value === "string" && Object.hasOwn(rows, value);
}

export function audienceWords(audience: SignInAudience): { short: Message; portal: Message } {
  const { short, portal } = rows[audience];
  return { short, portal };
}

/** True when outlook.com accounts can sign in: stricter limits apply (Entra "supported accounts validation"). */
export function includesPersonalAccounts(audience: SignInAudience): boolean {
  return rows[audience].personalAccounts;
}

/** What Entra allows for an audience. Source: Entra "supported accounts validation" and "reply URL". */
export interface AudienceLimits {
  /** Characters of the display name; Graph itself would take 256. */
  readonly nameLength: number;
  /** Redirect URIs of all platforms together. */
  readonly redirectUris: number;
  /** Client secrets; undefined where no limit of their own is known. */
  readonly clientSecrets: number | undefined;
  /** Permissions of all APIs together. */
  readonly permissions: number;
  /** Permissions of one API; undefined where no limit of their own is known. */
  readonly permissionsPerApi: number | undefined;
  /** Application ID URIs; undefined where nothing stricter than at their making is known. */
  readonly identifierUris:
    | { readonly most: number; readonly length: number; readonly urn: boolean }
    | undefined;
  /** Whether it may define app roles of its own. */
  readonly appRoles: boolean;
}

const personalLimits: AudienceLimits = {
  nameLength: 90,
  redirectUris: 100,
  clientSecrets: 2,
  permissions: 200,
  permissionsPerApi: 30,
  identifierUris: { most: 50, length: 120, urn: false },
  appRoles: false,
};

const workLimits: AudienceLimits = {
  nameLength: 120,
  redirectUris: 256,
  clientSecrets: undefined,
  permissions: 400,
  permissionsPerApi: undefined,
  identifierUris: undefined,
  appRoles: true,
};

/** The limits of an audience; they are stricter as soon as personal accounts can sign in. */
export function limitsOf(audience: SignInAudience): AudienceLimits {
  return includesPersonalAccounts(audience) ? personalLimits : workLimits;
}

/** All audiences, from the narrowest. */
export const audiences = Object.keys(rows) as readonly SignInAudience[];

/**
 * The tenant part of the authority that fits the audience: a GUID, `organizations`, `common` or
 * `consumers`. The wrong one is refused with AADSTS50194 or AADSTS9002332.
 * @throws Failure `input.invalid` (input `tenantId`) for a single tenant without a usable tenant id
 */
export function authorityTenantOf(audience: SignInAudience, tenantId: string | undefined): string {
  const decided = rows[audience].authorityTenant;
  if (decided !== undefined) return decided;
  // A GUID or a domain name; it becomes a part of a URL
  if (tenantId === undefined || !/^[A-Za-z0-9][A-Za-z0-9.-]*$/.test(tenantId)) {
    throw new Failure("input.invalid", "A single-tenant registration needs its tenant id.", {
      input: "tenantId",
      problem: tenantId === undefined ? "missing" : "malformed",
    });
  }
  return tenantId;
}
