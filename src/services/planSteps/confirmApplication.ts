import type { PlanRun } from "../planRun";
import { untilReplicated } from "../replication";

/** Waits until the directory knows the new registration. */
export async function confirmApplication(run: PlanRun): Promise<void> {
  const { objectId = "" } = run.step("createApplication").made;
  run.registration = await untilReplicated(
    () => run.parts.directory.get(objectId, run.call("confirmApplication")),
    run.wait("confirmApplication"),
  );
  await run.record({ ...run.step("confirmApplication"), status: "done" });
}
