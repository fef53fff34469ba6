import { message } from "../../base/message";
import { Failure } from "../../core/failure";
import type { JsonObject } from "../../core/json";
import { differences, standsAs } from "../../core/registration/sameJson";
import { untilReplicated } from "../replication";
import type { StepRun, StepWork } from "../stepRun";
import { sendOnce } from "./sendOnce";

type UpdateRun = StepRun<"updateApplication">;

/** Changes properties, unless somebody else changed them since the plan was made. */
export const updateApplication: StepWork<"updateApplication"> = {
  carryOut: async (run) => {
    const { patch, before } = run.step;
    const stands = await read(run);
    if (!standsAs(stands, patch)) {
      refuseOthers(run, differences(stands, before));
      await send(run, patch, before);
    }
    await run.done();
  },

  undo: async (run) => {
    const { patch, before } = run.step;
    const stands = await read(run);
    if (standsAs(stands, before)) return { tookBack: true };
    const changed = differences(stands, patch);
    if (changed.length > 0) {
      return {
        tookBack: false,
        left: message(
          "Somebody else changed it since, so nothing was set back: {0}.",
          changed.join(", "),
        ),
      };
    }
    await send(run, before, patch);
    return { tookBack: true };
  },
};

async function send(run: UpdateRun, wanted: JsonObject, stood: JsonObject): Promise<void> {
  const { objectId } = run.subject();
  await sendOnce(run, {
    send: async () => {
      await run.parts.directory.update(objectId, wanted, run.call(), stood);
      return null;
    },
    look: async () => (standsAs(await read(run), wanted) ? null : undefined),
  });
  run.found(undefined);
}

async function read(run: UpdateRun): Promise<JsonObject> {
  const { objectId } = run.subject();
  return await untilReplicated(
    () => run.parts.directory.manifest(objectId, run.call()),
    run.wait(),
  );
}

/** @throws Failure `plan.changedMeanwhile` (facts: properties) */
function refuseOthers(run: UpdateRun, changed: readonly string[]): void {
  // A registration that this plan has just made is nobody else's yet, and read from a slow directory
  if (changed.length === 0 || run.isNew) return;
  const properties = changed.join(", ");
  throw new Failure("plan.changedMeanwhile", `Changed meanwhile: ${properties}.`, { properties });
}
