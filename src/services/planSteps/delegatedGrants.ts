import type { DelegatedGrant } from "../../core/directoryPorts";
import type { PlanStep } from "../../core/registration/plan";
import type { StepRun, StepWork } from "../stepRun";
import { sendOnce } from "./sendOnce";
import { clientPrincipal, requireApi } from "./servicePrincipals";

/** Which grant is meant: Graph has one for each client, API, kind of consent and person. */
type GrantKey = Pick<DelegatedGrant, "resourceId" | "consentFor" | "principalId">;

/** Adds scopes to the grant of an API. The journal knows which were added, so that an undo takes only those away. */
export const grantDelegated: StepWork<"grantDelegated"> = {
  carryOut: async (run) => {
    const { scopes } = run.step;
    const key = await keyOf(run);
    const present = await find(run, key);
    const missing = without(scopes, present?.scopes ?? []);
    const added = [...new Set([...words(run.entry.made["added"]), ...missing])];
    if (missing.length > 0) await add(run, key, present, missing, { added: added.join(" ") });
    await run.done({ added: added.join(" ") });
  },

  undo: async (run) => {
    const added = words(run.entry.made["added"]);
    if (added.length === 0) return { tookBack: true };
    const present = await find(run, await keyOf(run));
    if (present !== undefined) await takeAway(run, present, added);
    return { tookBack: true };
  },
};

/** Takes scopes out of a grant. The journal knows which there were, so that an undo brings back only those. */
export const revokeDelegated: StepWork<"revokeDelegated"> = {
  carryOut: async (run) => {
    const { grantId, scopes } = run.step;
    const brought = broughtBack(run);
    const present =
      (await grants(run)).find(({ id }) => id === grantId) ??
      (brought && (await find(run, brought)));
    const removed = scopes.filter((scope) => present?.scopes.includes(scope));
    if (present !== undefined && removed.length > 0) {
      const { resourceId, consentFor, principalId } = present;
      await takeAway(run, present, removed, {
        removed: [...new Set([...words(run.entry.made["removed"]), ...removed])].join(" "),
        resourceId,
        consentFor,
        ...(principalId === undefined ? {} : { principalId }),
      });
    }
    await run.done();
  },

  undo: async (run) => {
    const { removed } = run.entry.made;
    const key = broughtBack(run);
    if (removed === undefined || key === undefined) return { tookBack: true };
    const present = await find(run, key);
    const missing = without(words(removed), present?.scopes ?? []);
    if (missing.length > 0) await add(run, key, present, missing);
    const { resourceId, consentFor, principalId } = key;
    return {
      tookBack: true,
      keep: { resourceId, consentFor, ...(principalId === undefined ? {} : { principalId }) },
    };
  },
};

/** Which grant an undo brings back: it has another id then. */
function broughtBack({ entry }: StepRun<"revokeDelegated">): GrantKey | undefined {
  const { resourceId, consentFor, principalId } = entry.made;
  if (resourceId === undefined) return undefined;
  return { resourceId, consentFor: consentFor === "person" ? "person" : "everyone", principalId };
}

async function keyOf(run: StepRun<"grantDelegated">): Promise<GrantKey> {
  const { resourceAppId, consentFor } = run.step;
  const resourceId = await requireApi(run, resourceAppId);
  if (consentFor === "everyone") return { resourceId, consentFor, principalId: undefined };
  const me = run.entry.made["principalId"] ?? (await run.parts.people.me(run.call())).id;
  return { resourceId, consentFor: "person", principalId: me };
}

async function grants<Kind extends PlanStep["kind"]>(
  run: StepRun<Kind>,
): Promise<readonly DelegatedGrant[]> {
  return await run.parts.consent.delegatedGrants(await clientPrincipal(run), run.call());
}

async function find<Kind extends PlanStep["kind"]>(
  run: StepRun<Kind>,
  key: GrantKey,
): Promise<DelegatedGrant | undefined> {
  return (await grants(run)).find(
    ({ resourceId, consentFor, principalId }) =>
      resourceId === key.resourceId &&
      consentFor === key.consentFor &&
      (consentFor === "everyone" || principalId === key.principalId),
  );
}

async function add<Kind extends PlanStep["kind"]>(
  run: StepRun<Kind>,
  key: GrantKey,
  present: DelegatedGrant | undefined,
  missing: readonly string[],
  made: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { consent } = run.parts;
  const clientId = await clientPrincipal(run);
  const scopes = [...(present?.scopes ?? []), ...missing];
  const { principalId } = key;
  await sendOnce(run, {
    made: { ...made, ...(principalId === undefined ? {} : { principalId }) },
    send: async () => {
      if (present === undefined) {
        await consent.createDelegatedGrant({ ...key, scopes, clientId }, run.call());
      } else await consent.updateDelegatedGrant(present.id, scopes, run.call());
      return null;
    },
    look: async () => {
      const found = await find(run, key);
      return found && without(missing, found.scopes).length === 0 ? null : undefined;
    },
  });
}

async function takeAway<Kind extends PlanStep["kind"]>(
  run: StepRun<Kind>,
  { id, scopes }: DelegatedGrant,
  removed: readonly string[],
  made: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { consent } = run.parts;
  const left = without(scopes, removed);
  if (left.length === scopes.length) return;
  await sendOnce(run, {
    made,
    send: async () => {
      if (left.length === 0) await consent.deleteDelegatedGrant(id, run.call());
      else await consent.updateDelegatedGrant(id, left, run.call());
      return null;
    },
    look: async () => {
      const found = (await grants(run)).find((grant) => grant.id === id);
      return found?.scopes.some((scope) => removed.includes(scope)) === true ? undefined : null;
    },
  });
}

function without(scopes: readonly string[], gone: readonly string[]): readonly string[] {
  return scopes.filter((scope) => !gone.includes(scope));
}

function words(text = ""): readonly string[] {
  return text.split(" ").filter((word) => word !== "");
}
