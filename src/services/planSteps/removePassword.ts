import type { PlanStep } from "../../core/registration/plan";
import { untilReplicated } from "../replication";
import type { StepRun } from "../stepRun";

/** Removes a client secret from the registration; one that is not there any more is removed. */
export async function removePassword<Kind extends PlanStep["kind"]>(
  step: StepRun<Kind>,
  keyId: string,
): Promise<void> {
  const { objectId } = step.subject();
  const { directory } = step.parts;
  try {
    await untilReplicated(
      () => directory.removePassword(objectId, keyId, step.call()),
      step.wait(),
    );
  } catch (error) {
    const { clientSecrets } = await directory.get(objectId, step.call()).catch(() => {
      throw error;
    });
    if (clientSecrets.some((secret) => secret.keyId === keyId)) throw error;
  }
  step.found(undefined);
}
