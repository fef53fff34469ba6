import { createHash } from "node:crypto";
import type { Application, KeyCredential, PasswordCredential } from "../model";
import { exchangeOnline, graph, type Resource } from "../resources";
import { hashSecret, seededSecret } from "../graph/application/secrets";
import { seededCertificate } from "./certificate";
import { stableGuid } from "./stableIds";

const day = 86_400_000;

interface SecretPlan {
  readonly name: string;
  /** Days from now; negative = expired. */
  readonly endsInDays: number;
}

/** What distinguishes one seeded registration from another. */
export interface ApplicationPlan {
  readonly tenantId: string;
  readonly displayName: string;
  readonly appId?: string;
  readonly signInAudience: string;
  readonly ownerIds?: readonly string[];
  readonly publicClient?: readonly string[];
  readonly web?: readonly string[];
  readonly delegated?: readonly string[];
  readonly exchangeRoles?: readonly string[];
  readonly secrets?: readonly SecretPlan[];
  readonly certificateEndsInDays?: number;
  readonly createdDaysAgo?: number;
  readonly tags?: readonly string[];
}

const isoAt = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().replace(/\.\d+Z$/, "Z");

/** A quarter of a day beyond the full days, so that "12 days left" stays true while one looks at it. */
const daysFrom = (now: number, days: number): string =>
  isoAt(now + (days + Math.sign(days) * 0.25) * day);

/** The value of a seeded secret: same in every run, and in no file. */
export function seededSecretOf(displayName: string, secretName: string): string {
  return seededSecret(`${displayName} ${secretName}`);
}

function access(
  resource: Resource,
  type: "Scope" | "Role",
  names: readonly string[],
): Application["resource"]["requiredResourceAccess"] {
  if (names.length === 0) {
    return [];
  }
  const offered = type === "Scope" ? resource.scopes : resource.roles;
  const resourceAccess = names.map((name) => {
    const found = offered.find((permission) => permission.value === name);
    if (found === undefined) {
      throw new Error(`${resource.displayName} offers no ${type} ${name}`);
    }
    return { id: found.id, type };
  });
  return [{ resourceAppId: resource.appId, resourceAccess }];
}

function certificate(plan: ApplicationPlan, created: number, now: number): KeyCredential[] {
  if (plan.certificateEndsInDays === undefined) {
    return [];
  }
  const endDateTime = daysFrom(now, plan.certificateEndsInDays);
  const key = seededCertificate(plan.displayName, created, Date.parse(endDateTime));
  return [
    {
      keyId: stableGuid(`key ${plan.displayName}`),
      displayName: `CN=${plan.displayName}`,
      type: "AsymmetricX509Cert",
      usage: "Verify",
      key,
      customKeyIdentifier: createHash("sha1").update(Buffer.from(key, "base64")).digest("base64"),
      startDateTime: isoAt(created),
      endDateTime,
    },
  ];
}

/** A registration as it stands after it was made and used for a while. */
export function seedApplication(plan: ApplicationPlan, now: number): Application {
  const created = now - (plan.createdDaysAgo ?? 200) * day;
  const secretHashes = new Map<string, string>();
  const passwordCredentials = (plan.secrets ?? []).map((secret): PasswordCredential => {
    const value = seededSecretOf(plan.displayName, secret.name);
    const keyId = stableGuid(`secret ${plan.displayName} ${secret.name}`);
    secretHashes.set(keyId, hashSecret(value));
    return {
      keyId,
      displayName: secret.name,
      hint: value.slice(0, 3),
      startDateTime: isoAt(created),
      endDateTime: daysFrom(now, secret.endsInDays),
      secretText: null,
    };
  });
  return {
    tenantId: plan.tenantId,
    resource: {
      id: stableGuid(`application ${plan.displayName}`),
      appId: plan.appId ?? stableGuid(`client ${plan.displayName}`),
      displayName: plan.displayName,
      createdDateTime: isoAt(created),
      signInAudience: plan.signInAudience,
      isFallbackPublicClient: plan.publicClient === undefined ? null : true,
      api: { requestedAccessTokenVersion: 2 },
      web: { redirectUris: [...(plan.web ?? [])] },
      spa: { redirectUris: [] },
      publicClient: { redirectUris: [...(plan.publicClient ?? [])] },
      requiredResourceAccess: [
        ...access(graph, "Scope", plan.delegated ?? []),
        ...access(exchangeOnline, "Role", plan.exchangeRoles ?? []),
      ],
      passwordCredentials,
      keyCredentials: certificate(plan, created, now),
      tags: [...(plan.tags ?? [])],
    },
    secretHashes,
    ownerIds: new Set(plan.ownerIds),
    visibleAt: 0,
  };
}
