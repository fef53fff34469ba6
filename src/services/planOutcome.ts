import { errorText } from "../base/errors";
import { type Journal, journalEntry, subjectOf, whereabouts } from "../core/registration/journal";
import type { PlanStep } from "../core/registration/plan";
import type { Registration } from "../core/registration/registration";
import type { PlanRun } from "./planRun";
import { untilReplicated, waitSeconds } from "./replication";

/** Reads of what has just been written may be answered from an older copy; the list is repaired by the next load. */
const mostReads = 3;

/** Steps that change what hangs on a registration, and not the registration. */
const besideIt: ReadonlySet<PlanStep["kind"]> = new Set<PlanStep["kind"]>([
  "ensureServicePrincipal",
  "grantDelegated",
  "grantAppRole",
  "revokeDelegated",
  "revokeAppRole",
  "addOwner",
  "removeOwner",
]);

/**
 * The registration as it is after its plan; undefined where it is deleted, and where the plan did not change it:
 * who shows it reads it then. That it cannot be read does not turn a finished plan into a failure.
 */
export async function readAfterwards(run: PlanRun): Promise<Registration | undefined> {
  if (whereabouts(run.journal) !== "exists") return undefined;
  if (run.journal.plan.steps.every(({ kind }) => besideIt.has(kind))) return undefined;
  const known = run.registration;
  // The last step may have read an older copy
  if (known !== undefined && showsChanges(run, known)) return known;
  const subject = subjectOf(run.journal);
  if (subject === undefined) return known;
  try {
    return await readSettled(run, subject.objectId);
  } catch (error) {
    run.parts.log.warn(`The registration could not be read after its plan: ${errorText(error)}`);
    return known;
  }
}

async function readSettled(run: PlanRun, objectId: string): Promise<Registration> {
  const { directory, clock } = run.parts;
  const { signal } = run;
  const call = { interaction: "prompt", signal } as const;
  const wait = { clock, signal, onWait: () => undefined, limitSeconds: 20 };
  for (let tries = 1; ; tries += 1) {
    const registration = await untilReplicated(() => directory.get(objectId, call), wait);
    if (tries === mostReads || showsChanges(run, registration)) return registration;
    await clock.delay(waitSeconds(tries - 1) * 1000, signal);
  }
}

/** What a plan has added where it added certificates. */
export interface AddedCertificates {
  readonly addedCertificates?: { readonly appId: string; readonly thumbprints: readonly string[] };
}

/** The certificates that a plan has added, and to what; empty where it added none. */
export function addedCertificates(journal: Journal): AddedCertificates {
  const subject = subjectOf(journal);
  const thumbprints = journal.plan.steps.flatMap((step, index) =>
    step.kind === "addCertificate" && journalEntry(journal, index).status === "done"
      ? [step.certificate.thumbprint]
      : [],
  );
  if (subject === undefined || thumbprints.length === 0) return {};
  return { addedCertificates: { appId: subject.appId, thumbprints } };
}

/** Whether the secrets and certificates are there that the plan made, and those gone that it removed. */
function showsChanges(
  { journal }: PlanRun,
  { clientSecrets, certificates }: Registration,
): boolean {
  const present = new Set([...clientSecrets, ...certificates].map(({ keyId }) => keyId));
  const thumbprints = new Set(certificates.map(({ thumbprint }) => thumbprint));
  return journal.plan.steps.every((step, index) => {
    const { status, made } = journalEntry(journal, index);
    if (status !== "done") return true;
    if (step.kind === "storeSecret") return present.has(made["keyId"] ?? "");
    if (step.kind === "addCertificate") return thumbprints.has(step.certificate.thumbprint);
    const isRemoval = step.kind === "removeSecret" || step.kind === "removeCertificate";
    return !isRemoval || !present.has(step.keyId);
  });
}
