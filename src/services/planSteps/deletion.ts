import { message } from "../../base/message";
import { Failure, isFailure } from "../../core/failure";
import type { PlanStep } from "../../core/registration/plan";
import type { Registration } from "../../core/registration/registration";
import { untilReplicated } from "../replication";
import type { StepRun, StepWork } from "../stepRun";
import { sendOnce } from "./sendOnce";

/** Deletes the registration. Stored secrets stay: it can be restored. */
export const deleteApplication: StepWork<"deleteApplication"> = {
  carryOut: async (run) => {
    if (run.isUnsent || !(await isDeleted(run))) await remove(run);
    run.found(undefined);
    await run.done();
  },
  undo: async (run) => {
    if (await isDeleted(run)) await restore(run);
    return { tookBack: true };
  },
};

/** Brings a deleted registration back. */
export const restoreApplication: StepWork<"restoreApplication"> = {
  carryOut: async (run) => {
    if (run.isUnsent || (await isDeleted(run))) await restore(run);
    else await read(run);
    run.found(undefined);
    await run.done();
  },
  undo: async (run) => {
    if (!(await isDeleted(run))) await remove(run);
    run.found(undefined);
    return { tookBack: true };
  },
};

/** Deletes a deleted registration for good, then the values of its secrets from this editor. */
export const deletePermanently: StepWork<"deletePermanently"> = {
  carryOut: async (run) => {
    const { objectId, appId } = run.subject();
    if (await isDeleted(run)) {
      await sendOnce(run, {
        send: async () => {
          await run.parts.directory.deletePermanently(objectId, run.call());
          return null;
        },
        look: async () => ((await isDeleted(run)) ? undefined : null),
      });
    } else await refuseRestored(run);
    await run.parts.vault.forgetAll(appId);
    await run.done();
  },
  undo: async (run) => {
    if (await isDeleted(run)) return { tookBack: true };
    await run.parts.vault.forgetAll(run.subject().appId);
    return {
      tookBack: false,
      left: message("{0} was deleted for good and cannot be brought back.", run.journal.plan.title),
    };
  },
};

/** The registration, where it is not among the deleted. @throws Failure `graph.notFound` */
async function read<Kind extends PlanStep["kind"]>(run: StepRun<Kind>): Promise<Registration> {
  const { objectId } = run.subject();
  return await untilReplicated(() => run.parts.directory.get(objectId, run.call()), run.wait());
}

/** Somebody may have restored it since: its secrets are of use then. @throws Failure `plan.changedMeanwhile` */
async function refuseRestored(run: StepRun<"deletePermanently">): Promise<void> {
  const { objectId } = run.subject();
  try {
    await run.parts.directory.get(objectId, run.call());
  } catch (error) {
    if (isFailure(error, "graph.notFound")) return;
    throw error;
  }
  const properties = "deletedDateTime";
  throw new Failure("plan.changedMeanwhile", "The registration was restored.", { properties });
}

async function isDeleted<Kind extends PlanStep["kind"]>(run: StepRun<Kind>): Promise<boolean> {
  const { objectId } = run.subject();
  return (await run.parts.directory.getDeleted(objectId, run.call())) !== undefined;
}

async function remove<Kind extends PlanStep["kind"]>(run: StepRun<Kind>): Promise<void> {
  const { objectId } = run.subject();
  await sendOnce(run, {
    send: async () => {
      await run.parts.directory.delete(objectId, run.call());
      return null;
    },
    look: async () => ((await isDeleted(run)) ? null : undefined),
  });
}

async function restore<Kind extends PlanStep["kind"]>(run: StepRun<Kind>): Promise<void> {
  const { objectId } = run.subject();
  await sendOnce(run, {
    send: async () => {
      await run.parts.directory.restore(objectId, run.call());
      return null;
    },
    look: async () => {
      if (await isDeleted(run)) return undefined;
      // Not among the deleted, it may also be gone for good
      await read(run);
      return null;
    },
  });
}
