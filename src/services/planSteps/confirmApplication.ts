import { untilReplicated } from "../replication";
import type { StepWork } from "../stepRun";

/** Waits until the directory knows the new registration. */
export const confirmApplication: StepWork<"confirmApplication"> = {
  carryOut: async (step) => {
    const { objectId } = step.subject();
    step.found(
      await untilReplicated(() => step.parts.directory.get(objectId, step.call()), step.wait()),
    );
    await step.done();
  },
  undo: () => Promise.resolve({ tookBack: true }),
};
