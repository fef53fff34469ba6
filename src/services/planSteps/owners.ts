import type { StepRun, StepWork } from "../stepRun";
import { sendOnce } from "./sendOnce";

type OwnerKind = "addOwner" | "removeOwner";
type Made = Readonly<Record<string, string>>;

/** Adds an owner, unless that is one already. */
export const addOwner: StepWork<"addOwner"> = {
  carryOut: async (run) => {
    const { ownerId } = run.step;
    if (!(await isOwner(run, ownerId))) await add(run, ownerId, { changed: "yes" });
    await run.done();
  },
  undo: async (run) => {
    const { ownerId } = run.step;
    const isOurs = run.entry.made["changed"] === "yes";
    if (isOurs && (await isOwner(run, ownerId))) await remove(run, ownerId);
    return { tookBack: true };
  },
};

/** Removes an owner, where that is one. */
export const removeOwner: StepWork<"removeOwner"> = {
  carryOut: async (run) => {
    const { ownerId } = run.step;
    if (await isOwner(run, ownerId)) await remove(run, ownerId, { changed: "yes" });
    await run.done();
  },
  undo: async (run) => {
    const { ownerId } = run.step;
    const isOurs = run.entry.made["changed"] === "yes";
    if (isOurs && !(await isOwner(run, ownerId))) await add(run, ownerId);
    return { tookBack: true };
  },
};

async function isOwner<Kind extends OwnerKind>(
  run: StepRun<Kind>,
  ownerId: string,
): Promise<boolean> {
  const { objectId } = run.subject();
  const owners = await run.parts.people.owners(objectId, run.call());
  return owners.some(({ id }) => id === ownerId);
}

async function add<Kind extends OwnerKind>(
  run: StepRun<Kind>,
  ownerId: string,
  made: Made = {},
): Promise<void> {
  const { objectId } = run.subject();
  await sendOnce(run, {
    made,
    send: async () => {
      await run.parts.people.addOwner(objectId, ownerId, run.call());
      return null;
    },
    look: async () => ((await isOwner(run, ownerId)) ? null : undefined),
  });
}

async function remove<Kind extends OwnerKind>(
  run: StepRun<Kind>,
  ownerId: string,
  made: Made = {},
): Promise<void> {
  const { objectId } = run.subject();
  await sendOnce(run, {
    made,
    send: async () => {
      await run.parts.people.removeOwner(objectId, ownerId, run.call());
      return null;
    },
    look: async () => ((await isOwner(run, ownerId)) ? undefined : null),
  });
}
