import type { Plan, PlanStep } from "../registration/plan";
import { planAbout } from "../registration/planAbout";
import type { Registration } from "../registration/registration";
import { type ConsentRow, isOpen } from "./consentRows";
import type { ConsentState } from "./consentState";

type Subject = Pick<Registration, "objectId" | "appId" | "displayName">;

/**
 * Grants what is requested and not granted yet: everyone's, or that of the person who is signed in. Application
 * permissions are granted to the app itself, so they are part of the first kind only. Without anything to grant
 * the plan has no steps.
 */
export function planGrant(
  registration: Subject,
  { servicePrincipal }: ConsentState,
  chosen: readonly ConsentRow[],
  consentFor: "everyone" | "me",
): Plan {
  const open = chosen.filter((row) => isOpen(row, consentFor));
  const steps = [...delegatedSteps(open, consentFor), ...appRoleSteps(open)];
  const first: PlanStep[] =
    steps.length === 0 || servicePrincipal !== undefined
      ? []
      : [{ kind: "ensureServicePrincipal" }];
  return planAbout(registration, "grantConsent", [...first, ...steps]);
}

/** Creates the enterprise application, where a script or a sign-in needs it. */
export function planServicePrincipal(registration: Subject): Plan {
  return planAbout(registration, "change", [{ kind: "ensureServicePrincipal" }]);
}

/** One thing that can be revoked: a scope of a delegated grant, or an application permission. */
export type Revocable =
  | {
      readonly kind: "scope";
      readonly grantId: string;
      readonly resourceName: string;
      readonly name: string;
      readonly holder: "everyone" | "me" | "other";
      /** Object id of the person it is granted to; undefined for everyone. */
      readonly principalId: string | undefined;
    }
  | {
      readonly kind: "role";
      readonly assignmentId: string;
      readonly resourceName: string;
      readonly name: string;
    };

/** Everything that is granted, one row per permission and holder. */
export function revocables({ grants, appRoles, apis, me }: ConsentState): readonly Revocable[] {
  const scopes = grants.flatMap(({ id, resourceId, consentFor, principalId, scopes: names }) =>
    names.map((name): Revocable => ({
      kind: "scope",
      grantId: id,
      resourceName: apis.find((api) => api.id === resourceId)?.displayName ?? resourceId,
      name,
      holder:
        consentFor === "everyone"
          ? "everyone"
          : me !== undefined && principalId === me.id
            ? "me"
            : "other",
      principalId,
    })),
  );
  const roles = appRoles.map(({ id, resourceId, resourceName, appRoleId }): Revocable => {
    const api = apis.find((one) => one.id === resourceId);
    const published = api?.permissions.find((one) => one.type === "Role" && one.id === appRoleId);
    return {
      kind: "role",
      assignmentId: id,
      resourceName: api?.displayName ?? resourceName,
      name: published?.value ?? appRoleId,
    };
  });
  return [...scopes, ...roles];
}

/** Takes the chosen permissions back. */
export function planRevoke(registration: Subject, chosen: readonly Revocable[]): Plan {
  const byGrant = new Map<string, { resourceName: string; scopes: string[] }>();
  const roles: PlanStep[] = [];
  for (const one of chosen) {
    if (one.kind === "role") {
      const { assignmentId, resourceName, name } = one;
      roles.push({ kind: "revokeAppRole", assignmentId, resourceName, value: name });
    } else {
      const { grantId, resourceName, name } = one;
      const grant = byGrant.get(grantId) ?? { resourceName, scopes: [] };
      grant.scopes.push(name);
      byGrant.set(grantId, grant);
    }
  }
  const scopes = [...byGrant].map(([grantId, { resourceName, scopes: names }]): PlanStep => ({
    kind: "revokeDelegated",
    grantId,
    resourceName,
    scopes: names,
  }));
  return planAbout(registration, "revokeConsent", [...scopes, ...roles]);
}

function delegatedSteps(
  rows: readonly ConsentRow[],
  consentFor: "everyone" | "me",
): readonly PlanStep[] {
  const byApi = new Map<string, { resourceName: string; scopes: string[] }>();
  for (const { type, resourceAppId, resourceName, name } of rows) {
    if (type !== "Scope" || resourceAppId === undefined) continue;
    const api = byApi.get(resourceAppId) ?? { resourceName, scopes: [] };
    api.scopes.push(name);
    byApi.set(resourceAppId, api);
  }
  return [...byApi].map(([resourceAppId, { resourceName, scopes }]) => ({
    kind: "grantDelegated",
    resourceAppId,
    resourceName,
    scopes,
    consentFor,
  }));
}

function appRoleSteps(rows: readonly ConsentRow[]): readonly PlanStep[] {
  return rows.flatMap(({ type, resourceAppId, resourceName, id, name }) =>
    type !== "Role" || resourceAppId === undefined || id === undefined
      ? []
      : [{ kind: "grantAppRole", resourceAppId, resourceName, appRoleId: id, value: name }],
  );
}
