import { createdKeyId } from "../../core/registration/journal";
import { plannedSecrets } from "../../core/registration/plannedSecrets";
import type { Registration } from "../../core/registration/registration";
import { untilReplicated, waitSeconds } from "../replication";
import type { StepRun, StepWork } from "../stepRun";
import { lookForSecretUntil } from "../unansweredWrites";
import { removePassword } from "./removePassword";
import { sendOnce } from "./sendOnce";

type StoreRun = StepRun<"storeSecret">;

/**
 * Gets the value of a client secret into SecretStorage. Where the value is lost, the secret is of no use to
 * anybody: it is removed, and a new one made.
 */
export const storeSecret: StepWork<"storeSecret"> = {
  carryOut: async (run) => {
    const { vault } = run.parts;
    const { appId } = run.subject();
    const keyId = run.entry.made["keyId"] ?? createdKeyId(run.journal, run.index);
    if (keyId !== undefined && (await isStillThere(run, keyId))) {
      if (run.options.secretKeptElsewhere === true) return run.done({ keyId });
      if (await vault.secure(appId, keyId)) return run.done({ keyId });
    }
    const { known, leftovers } = await lookAround(run);
    for (const leftover of leftovers) {
      if (await vault.secure(appId, leftover)) return run.done({ keyId: leftover });
      await removePassword(run, leftover);
    }
    const secret = await addSecret(run, known);
    vault.hold(appId, secret);
    await vault.secure(appId, secret.keyId).catch(async (error: unknown) => {
      await run.record({ status: "pending", made: { known, keyId: secret.keyId } });
      throw error;
    });
    await run.done({ keyId: secret.keyId });
  },

  undo: async (run) => {
    const { appId } = run.subject();
    const { keyId } = run.entry.made;
    const ours = keyId === undefined ? (await lookAround(run)).leftovers : [keyId];
    for (const one of ours) {
      await removePassword(run, one);
      await run.parts.vault.forget(appId, one);
    }
    return { tookBack: ours.length > 0 };
  },
};

/** An undo that was cut may have removed it. */
async function isStillThere(run: StoreRun, keyId: string): Promise<boolean> {
  if (run.entry.status !== "sent") return true;
  if ((await read(run)).clientSecrets.some((secret) => secret.keyId === keyId)) return true;
  await run.parts.vault.forget(run.subject().appId, keyId);
  return false;
}

interface Surroundings {
  /** Key ids of the secrets that are not of this plan. */
  readonly known: string;
  /** Secrets that this plan made and nobody has the value of. */
  readonly leftovers: readonly string[];
}

/** Tells the plan's secrets from those that stood before. After an unanswered request it is looked for longer. */
async function lookAround(run: StoreRun): Promise<Surroundings> {
  const { clock } = run.parts;
  const { status, sentAt } = run.entry;
  const until = status === "sent" ? lookForSecretUntil(clock.now(), sentAt) : 0;
  for (let tries = 0; ; tries += 1) {
    const around = surroundings(run, await read(run));
    const left = until - clock.now().getTime();
    if (around.leftovers.length > 0 || left <= 0) return around;
    const milliseconds = Math.min(waitSeconds(tries) * 1000, left);
    run.progress(Math.ceil(milliseconds / 1000));
    await clock.delay(milliseconds, run.signal);
  }
}

/** Before the first request everything there is stood before, but in a registration that the plan itself makes. */
function surroundings(run: StoreRun, registration: Registration): Surroundings {
  const all = registration.clientSecrets.map(({ keyId }) => keyId).join(" ");
  const known = run.entry.made["known"] ?? (run.isNew ? "" : all);
  const others = new Set(known.split(" "));
  const leftovers = plannedSecrets(registration, run.step.secret)
    .map(({ keyId }) => keyId)
    .filter((keyId) => !others.has(keyId));
  return { known, leftovers };
}

async function read(run: StoreRun): Promise<Registration> {
  const { objectId } = run.subject();
  return await untilReplicated(() => run.parts.directory.get(objectId, run.call()), run.wait());
}

async function addSecret(
  run: StoreRun,
  known: string,
): Promise<Awaited<ReturnType<StoreRun["parts"]["directory"]["addPassword"]>>> {
  const { objectId } = run.subject();
  const secret = await sendOnce(run, {
    made: { known },
    send: () => run.parts.directory.addPassword(objectId, run.step.secret, run.call()),
    // Its value came in the one answer that is lost
    look: () => Promise.resolve(undefined),
  });
  run.found(undefined);
  return secret;
}
