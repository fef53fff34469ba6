import type { AppRoleGrant } from "../../core/directoryPorts";
import type { PlanStep } from "../../core/registration/plan";
import type { StepRun, StepWork } from "../stepRun";
import { sendOnce } from "./sendOnce";
import { clientPrincipal, requireApi } from "./servicePrincipals";

type RoleKey = Pick<AppRoleGrant, "resourceId" | "appRoleId">;

/** Grants an application permission, unless it is granted already. */
export const grantAppRole: StepWork<"grantAppRole"> = {
  carryOut: async (run) => {
    const { resourceAppId, appRoleId } = run.step;
    const resourceId = await requireApi(run, resourceAppId);
    const key = { resourceId, appRoleId };
    const isThere = (await rolesBefore(run)).some(is(key));
    if (!isThere) await grant(run, key, { granted: "yes", resourceId });
    await run.done();
  },

  undo: async (run) => {
    const { granted, resourceId } = run.entry.made;
    if (granted !== "yes" || resourceId === undefined) return { tookBack: true };
    const present = await find(run, { resourceId, appRoleId: run.step.appRoleId });
    if (present !== undefined) await remove(run, present.id);
    return { tookBack: true };
  },
};

/** Takes an application permission away. */
export const revokeAppRole: StepWork<"revokeAppRole"> = {
  carryOut: async (run) => {
    const { assignmentId } = run.step;
    const brought = broughtBack(run);
    const before = await rolesBefore(run);
    const present =
      before.find(({ id }) => id === assignmentId) ?? (brought && before.find(is(brought)));
    if (present !== undefined) {
      const { id, resourceId, appRoleId } = present;
      await remove(run, id, { resourceId, appRoleId });
    }
    await run.done();
  },

  undo: async (run) => {
    const key = broughtBack(run);
    if (key === undefined) return { tookBack: true };
    if ((await find(run, key)) === undefined) await grant(run, key);
    return { tookBack: true, keep: key };
  },
};

/** Which permission an undo brings back: its assignment has another id then. */
function broughtBack({ entry }: StepRun<"revokeAppRole">): RoleKey | undefined {
  const { resourceId, appRoleId } = entry.made;
  return resourceId === undefined || appRoleId === undefined
    ? undefined
    : { resourceId, appRoleId };
}

async function roles<Kind extends PlanStep["kind"]>(
  run: StepRun<Kind>,
): Promise<readonly AppRoleGrant[]> {
  return await run.parts.consent.appRoleGrants(await clientPrincipal(run), run.call());
}

/** What was granted before the first step of this walk that asks: each step is about a permission of its own. */
async function rolesBefore<Kind extends PlanStep["kind"]>(
  run: StepRun<Kind>,
): Promise<readonly AppRoleGrant[]> {
  return (run.known.appRoles ??= await roles(run));
}

async function find<Kind extends PlanStep["kind"]>(
  run: StepRun<Kind>,
  key: RoleKey,
): Promise<AppRoleGrant | undefined> {
  return (await roles(run)).find(is(key));
}

const is =
  ({ resourceId, appRoleId }: RoleKey) =>
  (role: AppRoleGrant): boolean =>
    role.resourceId === resourceId && role.appRoleId === appRoleId;

async function grant<Kind extends PlanStep["kind"]>(
  run: StepRun<Kind>,
  key: RoleKey,
  made?: Readonly<Record<string, string>>,
): Promise<void> {
  const servicePrincipalId = await clientPrincipal(run);
  await sendOnce(run, {
    ...(made && { made }),
    send: () => run.parts.consent.grantAppRole({ servicePrincipalId, ...key }, run.call()),
    look: () => find(run, key),
  });
}

async function remove<Kind extends PlanStep["kind"]>(
  run: StepRun<Kind>,
  id: string,
  made?: Readonly<Record<string, string>>,
): Promise<void> {
  const servicePrincipalId = await clientPrincipal(run);
  await sendOnce(run, {
    ...(made && { made }),
    send: async () => {
      await run.parts.consent.removeAppRoleGrant(servicePrincipalId, id, run.call());
      return null;
    },
    look: async () => ((await roles(run)).some((role) => role.id === id) ? undefined : null),
  });
}
