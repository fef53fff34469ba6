import { Failure } from "../../core/failure";
import type { CredentialVerdict, OAuthClient } from "../../core/ports";
import { secretBefore } from "../../core/registration/journal";
import { replicationLimitSeconds, waitSeconds } from "../replication";
import type { StepRun, StepWork } from "../stepRun";

type ProveRun = StepRun<"proveSecret">;

/** What the token endpoint says of a secret that it does not know yet. */
const secretNotKnownYet = "7000215";
/** What it says of an application without an enterprise application, also of one made a moment ago. */
const applicationNotKnownYet: ReadonlySet<string> = new Set(["700016", "7000229"]);

/** Asks for a token with the new secret until it is known everywhere. The token is thrown away. */
export const proveSecret: StepWork<"proveSecret"> = {
  carryOut: async (run) => {
    if (run.options.withoutProof === true) return run.done({ proven: "no" });
    const client = await clientOf(run);
    const { clock, proof } = run.parts;
    const end = clock.now().getTime() + replicationLimitSeconds * 1000;
    for (let tries = 0; ; tries += 1) {
      const verdict = await proof.prove(client, run.signal);
      if (verdict.kind === "proven") return run.done({ proven: "yes" });
      const left = end - clock.now().getTime();
      if (left <= 0 || !mayPass(run, verdict)) throw notProven(verdict);
      const milliseconds = Math.min(waitSeconds(tries) * 1000, left);
      run.progress(Math.ceil(milliseconds / 1000));
      await clock.delay(milliseconds, run.signal);
    }
  },

  undo: () => Promise.resolve({ tookBack: true }),
};

function mayPass(run: ProveRun, { kind, aadsts = "" }: Refusal): boolean {
  const code = aadsts.replace(/^AADSTS/i, "");
  if (kind === "refused") return code === secretNotKnownYet;
  const isFresh = run.journal.steps.some(({ made }) => made["createdServicePrincipal"] === "yes");
  return isFresh && applicationNotKnownYet.has(code);
}

type Refusal = Exclude<CredentialVerdict, { kind: "proven" }>;

/** @throws Failure `plan.secretNotProven` where the value or the directory is not known */
async function clientOf(run: ProveRun): Promise<OAuthClient> {
  const secret = secretBefore(run.journal, run.index);
  const { tenantId } = run.journal.directory;
  const { vault, settings } = run.parts;
  const clientSecret = secret && (await vault.read(secret.appId, secret.keyId));
  if (secret === undefined || clientSecret === undefined) {
    throw new Failure("plan.secretNotProven", "The value of the secret is not here.", {
      problem: "valueMissing",
    });
  }
  if (tenantId === undefined) {
    throw new Failure("plan.secretNotProven", "The directory is not known.");
  }
  return {
    cloud: settings.cloud,
    clientId: secret.appId,
    authorityTenant: tenantId,
    clientSecret,
  };
}

function notProven({ aadsts, text }: Refusal): Failure {
  return new Failure("plan.secretNotProven", "No token was given for the new secret.", {
    aadsts,
    detail: text,
  });
}
