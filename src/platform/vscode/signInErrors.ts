import { CancelledError, errorText } from "../../base/errors";
import { Failure, type FailureCode } from "../../core/failure";

/**
 * What the editor's Microsoft provider throws is plain text: its own sentences, those of the editor, and
 * those of the identity platform. Texts as shipped in VS Code 1.139 and the AADSTS list of Entra.
 */
const symptoms: readonly { readonly text: RegExp; readonly code: FailureCode | "cancelled" }[] = [
  { text: /AADSTS65002\b/, code: "signIn.preauthorizationMissing" },
  { text: /AADSTS\d+/, code: "oauth.refused" },
  { text: /^(?:User did not consent to login\.|Cancell?ed)$/, code: "cancelled" },
  {
    text: /authentication provider '[^']*'.*regist|provider '[^']*' to register/i,
    code: "input.invalid",
  },
  { text: /timed ?out/i, code: "oauth.timedOut" },
  {
    text: /network_error|endpoints_resolution_error|ENOTFOUND|ECONN\w+|ETIMEDOUT|fetch failed/i,
    code: "oauth.unreachable",
  },
];

/** Turns an error of `authentication.getSession` into CancelledError or a Failure that names its reason. */
export function readSignInError(error: unknown, provider: string): Error {
  const text = errorText(error);
  const code = symptoms.find((symptom) => symptom.text.test(text))?.code ?? "oauth.refused";
  if (code === "cancelled") return new CancelledError({ cause: error });
  return new Failure(
    code,
    text,
    { ...facts(text), ...inputFacts(code, provider) },
    { cause: error },
  );
}

/** Codes and ids of an Entra error text: "AADSTS50011: … Trace ID: … Correlation ID: …". */
function facts(text: string): Record<string, string | undefined> {
  return {
    aadsts: /AADSTS(\d+)/.exec(text)?.[1],
    error: /\b((?:invalid|unauthorized|access|interaction|consent)_\w+)/.exec(text)?.[1],
    correlationId: /Correlation ID: ([0-9a-f-]{36})/i.exec(text)?.[1],
    traceId: /Trace ID: ([0-9a-f-]{36})/i.exec(text)?.[1],
  };
}

/** The sovereign provider exists only once its own setting names an environment. */
function inputFacts(code: FailureCode, provider: string): Record<string, string> {
  if (code !== "input.invalid") return {};
  return { input: `${provider}.environment`, problem: "the editor has no such sign-in" };
}
