import type { GraphTokenRequest } from "../core/ports";
import type { Plan, PlanStep } from "../core/registration/plan";

type Access = GraphTokenRequest["access"];

/** Steps for which the right to change registrations is not the one that counts. */
const accesses: Readonly<Partial<Record<PlanStep["kind"], Access>>> = {
  grantDelegated: "consent",
  revokeDelegated: "consent",
  grantAppRole: "appRoles",
  revokeAppRole: "appRoles",
};

/** What the sign-in for a plan must allow; each call asks once more for what it needs itself. */
export function accessFor({ steps }: Pick<Plan, "steps">): Access {
  const wanted = new Set(steps.map(({ kind }) => accesses[kind]));
  if (wanted.has("consent")) return "consent";
  return wanted.has("appRoles") ? "appRoles" : "write";
}
