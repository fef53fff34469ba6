import { message } from "../../base/message";
import type { KeyCredential } from "../../core/directoryPorts";
import { Failure } from "../../core/failure";
import type { JsonObject } from "../../core/json";
import { untilReplicated, waitSeconds } from "../replication";
import type { StepRun, StepWork } from "../stepRun";
import { sendOnce } from "./sendOnce";

type CertificateRun = StepRun<"addCertificate"> | StepRun<"removeCertificate">;

/** Reads of what was written so long ago are believed. */
const staleSeconds = 20;

/** Adds the public part of a certificate to those that are there. */
export const addCertificate: StepWork<"addCertificate"> = {
  carryOut: async (run) => {
    const { displayName, der, startDateTime, endDateTime } = run.step.certificate;
    const isOurs = (credential: KeyCredential): boolean => sameKey(credential["key"], der);
    const present = await readForChange(run);
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
      await write(run, present, [...present, credential], { added: made }, (now) =>
        now.some(isOurs),
      );
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
      await write(run, present, others, {}, (now) => !now.some(isOurs));
    }
    return { tookBack: true };
  },
};

/** Removes a certificate, and keeps its public part in the journal, so that it can be brought back. */
export const removeCertificate: StepWork<"removeCertificate"> = {
  carryOut: async (run) => {
    const present = await readForChange(run);
    const removed = present.find((credential) => isMeant(run, credential));
    if (removed !== undefined) {
      const others = present.filter((credential) => !isMeant(run, credential));
      const made = hasKey(removed) ? { entry: JSON.stringify(removed) } : {};
      await write(run, present, others, made, (now) => !now.some((one) => isMeant(run, one)));
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
      await write(run, present, [...present, removed], {}, (now) => now.some(isBack));
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

/**
 * All certificates, because all are written at once. A list in which one is missing that stood there when the plan
 * was made may be an older one: it is asked for again for a while.
 */
async function read(run: CertificateRun): Promise<readonly KeyCredential[]> {
  const { objectId } = run.subject();
  const { clock, directory } = run.parts;
  const end = clock.now().getTime() + staleSeconds * 1000;
  for (let tries = 0; ; tries += 1) {
    const present = await untilReplicated(
      () => directory.keyCredentials(objectId, run.call()),
      run.wait(),
    );
    const left = end - clock.now().getTime();
    if (hasOthers(run, present) || left <= 0) return present;
    const milliseconds = Math.min(waitSeconds(tries) * 1000, left);
    run.progress(Math.ceil(milliseconds / 1000));
    await clock.delay(milliseconds, run.signal);
  }
}

function hasOthers({ step }: CertificateRun, present: readonly KeyCredential[]): boolean {
  const ids = new Set(present.map((credential) => credential["keyId"]));
  return (step.others ?? []).every((other) => ids.has(other));
}

/** @throws Failure `plan.changedMeanwhile` (facts: properties) where one of the others is missing */
async function readForChange(run: CertificateRun): Promise<readonly KeyCredential[]> {
  const present = await read(run);
  if (hasOthers(run, present)) return present;
  throw new Failure("plan.changedMeanwhile", "A certificate is missing.", {
    properties: "keyCredentials",
  });
}

async function write(
  run: CertificateRun,
  before: readonly KeyCredential[],
  wanted: readonly KeyCredential[],
  made: Readonly<Record<string, string>>,
  isWritten: (present: readonly KeyCredential[]) => boolean,
): Promise<void> {
  const { objectId } = run.subject();
  await sendOnce(run, {
    made,
    send: async () => {
      await run.parts.directory.setKeyCredentials(objectId, wanted, run.call(), before);
      return null;
    },
    look: async () => (isWritten(await read(run)) ? null : undefined),
  });
  run.found(undefined);
}
