import type { ErrorFacts } from "../../base/errors";
import { Failure } from "../../core/failure";
import type { ProgramAnswer } from "./azureCliProcess";
import { oneLine } from "./http/oneLine";

/**
 * Refusals after which signing in once more at the Azure CLI helps: the sign-in is old or too weak, or there is none for
 * this directory. The program itself proposes it after every refusal. Source: Entra error codes.
 */
const signInHelps = new Set([
  "50076",
  "50079",
  "50078",
  "50074",
  "50158",
  "50173",
  "50133",
  "50132",
  "700082",
  "700084",
  "70043",
  "70044",
  "70008",
  "65001",
  "50058",
]);

/** The failure of the Azure CLI. */
export function cliFailure(
  problem: "cliMissing" | "cliSignedOut" | "cliOtherCloud" | "cliFailed",
  text: string,
  facts: ErrorFacts = {},
  cause?: unknown,
): Failure {
  return new Failure(
    "signIn.methodUnavailable",
    text,
    { method: "azureCli", problem, ...facts },
    { cause },
  );
}

/** What the Azure CLI says when it has no token to give. Words as in its source and in public reports of 2.50 to 2.80. */
export function readCliRefusal(
  { exitCode, stderr }: ProgramAnswer,
  tenant: string | undefined,
): Failure {
  const detail = oneLine(stderr.replace(/^(?:ERROR|WARNING): /gm, ""), 500);
  const aadsts = /AADSTS(\d{3,9})/.exec(stderr)?.[1];
  if (exitCode === undefined) {
    return cliFailure("cliFailed", "The Azure CLI did not come to an end.", { reason: "stopped" });
  }
  if (aadsts !== undefined && !signInHelps.has(aadsts)) {
    return new Failure("oauth.refused", detail, {
      aadsts,
      correlationId: /Correlation ID: ([0-9a-f-]{36})/i.exec(stderr)?.[1],
      traceId: /Trace ID: ([0-9a-f-]{36})/i.exec(stderr)?.[1],
    });
  }
  if (aadsts !== undefined || /\baz login\b/.test(stderr)) {
    return cliFailure("cliSignedOut", "The Azure CLI is not signed in.", {
      tenant,
      aadsts,
      detail,
    });
  }
  return cliFailure("cliFailed", "The Azure CLI failed.", { detail, exitCode });
}
