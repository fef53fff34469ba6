import { message } from "../../base/message";
import type { KeyCredential } from "../../core/directoryPorts";
import type { JsonObject } from "../../core/json";
import type { PlanStep } from "../../core/registration/plan";
import { untilReplicated } from "../replication";
import type { StepRun, StepWork } from "../stepRun";
import { sendOnce } from "./sendOnce";

/** Adds the public part of a certificate to those that are there. */
export const addCertificate: StepWork<"addCertificate"> = {
  carryOut: async (run) => {
    const { displayName, der, startDateTime, endDateTime } = run.step.certificate;
    const isOurs = (credential: KeyCredential): boolean => sameKey(credential["key"], der);
    const present = await read(run);
    // What was there before the first request is not this plan's
    const made = run.entry.made["added"] ?? (present.some(isOurs) ? "no" : "yes");
    if (!present.some(isOurs)) {
      const credential = {
        type: "AsymmetricX509Cert",
        usage: "Verify",
        key: der,
        displayName,
        startDateTime,
        endDateTime,
      };
      await write(run, [...present, credential], { added: made }, (now) => now.some(isOurs));
    }
    await run.done({ added: made });
  },

  undo: async (run) => {
    if (run.entry.made["added"] !== "yes") return { tookBack: true };
    const { der } = run.step.certificate;
    const isOurs = (credential: KeyCredential): boolean => sameKey(credential["key"], der);
    const present = await read(run);
    if (present.some(isOurs)) {
      const others = present.filter((credential) => !isOurs(credential));
      await write(run, others, {}, (now) => !now.some(isOurs));
    }
    return { tookBack: true };
  },
};

/** Removes a certificate, and keeps its public part in the journal, so that it can be brought back. */
export const removeCertificate: StepWork<"removeCertificate"> = {
  carryOut: async (run) => {
    const present = await read(run);
    const removed = present.find((credential) => isMeant(run, credential));
    if (removed !== undefined) {
      const others = present.filter((credential) => !isMeant(run, credential));
      const made = hasKey(removed) ? { entry: JSON.stringify(removed) } : {};
      await write(run, others, made, (now) => !now.some((one) => isMeant(run, one)));
    }
    await run.done();
  },

  undo: async (run) => {
    const present = await read(run);
    if (present.some((credential) => isMeant(run, credential))) return { tookBack: true };
    const { entry } = run.entry.made;
    if (entry === undefined) {
      const { displayName } = run.step;
      return {
        tookBack: false,
        left: message("The removed certificate {0} cannot be brought back.", displayName),
      };
    }
    const removed = JSON.parse(entry) as JsonObject;
    const isBack = (credential: KeyCredential): boolean =>
      sameKey(credential["key"], removed["key"]);
    if (!present.some(isBack)) {
      await write(run, [...present, removed], {}, (now) => now.some(isBack));
    }
    return { tookBack: true };
  },
};

function isMeant({ step }: StepRun<"removeCertificate">, credential: KeyCredential): boolean {
  return credential["keyId"] === step.keyId;
}

function hasKey({ key }: KeyCredential): boolean {
  return typeof key === "string" && key !== "";
}

type Value = KeyCredential[string] | undefined;

function sameKey(a: Value, b: Value): boolean {
  return typeof a === "string" && typeof b === "string" && compact(a) === compact(b);
}

/** Base64 may come back with line breaks. */
function compact(base64: string): string {
  return base64.replaceAll(/\s/g, "");
}

async function read<Kind extends PlanStep["kind"]>(
  run: StepRun<Kind>,
): Promise<readonly KeyCredential[]> {
  const { objectId } = run.subject();
  return await untilReplicated(
    () => run.parts.directory.keyCredentials(objectId, run.call()),
    run.wait(),
  );
}

async function write<Kind extends PlanStep["kind"]>(
  run: StepRun<Kind>,
  wanted: readonly KeyCredential[],
  made: Readonly<Record<string, string>>,
  isWritten: (present: readonly KeyCredential[]) => boolean,
): Promise<void> {
  const { objectId } = run.subject();
  await sendOnce(run, {
    made,
    send: async () => {
      await run.parts.directory.setKeyCredentials(objectId, wanted, run.call());
      return null;
    },
    look: async () => (isWritten(await read(run)) ? null : undefined),
  });
  run.found(undefined);
}
