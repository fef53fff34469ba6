import { message } from "../../base/message";
import { Failure } from "../../core/failure";
import type { Registration } from "../../core/registration/registration";
import { removalTime } from "../../core/registration/rotationDue";
import { untilReplicated, waitSeconds } from "../replication";
import type { StepRun, StepWork } from "../stepRun";
import { lookUntil } from "../unansweredWrites";
import { sendOnce } from "./sendOnce";

type RemoveRun = StepRun<"removeSecret">;

/** Removes a client secret, not before the time that was chosen for it, and then its value from this editor. */
export const removeSecret: StepWork<"removeSecret"> = {
  carryOut: async (run) => {
    const { objectId, appId } = run.subject();
    const { keyId } = run.step;
    waitForItsTime(run);
    if (run.isUnsent || isThere(run, await read(run))) {
      await sendOnce(run, {
        send: async () => {
          await run.parts.directory.removePassword(objectId, keyId, run.call());
          return null;
        },
        look: async () => (isThere(run, await read(run)) ? undefined : null),
      });
      run.found(undefined);
    }
    await run.parts.vault.forget(appId, keyId);
    await run.done();
  },

  undo: async (run) => {
    if (run.entry.doneAt === undefined && (await staysThere(run))) return { tookBack: true };
    const { keyId, displayName } = run.step;
    await run.parts.vault.forget(run.subject().appId, keyId);
    return {
      tookBack: false,
      left: message("The removed client secret {0} cannot be brought back.", displayName),
    };
  },
};

/** @throws Failure `plan.tooEarly` (facts: until) */
function waitForItsTime({ journal, index, options, parts }: RemoveRun): void {
  const until = removalTime(journal, index);
  if (until === undefined || options.beforeItsTime === true) return;
  if (Date.parse(until) <= parts.clock.now().getTime()) return;
  throw new Failure("plan.tooEarly", "The old secret is to work until then.", { until });
}

/** After a request that nobody answered it is looked at for a while: a read may lag behind the removal. */
async function staysThere(run: RemoveRun): Promise<boolean> {
  const { clock } = run.parts;
  const until = lookUntil(clock.now(), run.entry.sentAt);
  for (let tries = 0; ; tries += 1) {
    if (!isThere(run, await read(run))) return false;
    const left = until - clock.now().getTime();
    if (left <= 0) return true;
    const milliseconds = Math.min(waitSeconds(tries) * 1000, left);
    run.progress(Math.ceil(milliseconds / 1000));
    await clock.delay(milliseconds, run.signal);
  }
}

function isThere({ step }: RemoveRun, { clientSecrets }: Registration): boolean {
  return clientSecrets.some(({ keyId }) => keyId === step.keyId);
}

async function read(run: RemoveRun): Promise<Registration> {
  const { objectId } = run.subject();
  const registration = await untilReplicated(
    () => run.parts.directory.get(objectId, run.call()),
    run.wait(),
  );
  run.found(registration);
  return registration;
}
