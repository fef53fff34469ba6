import { CodedError, type ErrorFacts, isCodedError } from "../base/errors";

/**
 * Why something failed, in a form code can read. The words for people are made from it in
 * `core/diagnosis`; the text inside the error is for the log.
 */
export type FailureCode =
  // Microsoft Graph. Facts: status, graphCode, requestId, operation.
  | "graph.unauthenticated" // 401; `wwwAuthenticate` where Graph sent a challenge
  | "graph.forbidden" // 403
  | "graph.notFound" // 404
  | "graph.conflict" // 409
  | "graph.badRequest" // other 4xx
  | "graph.throttled" // 429 after the permitted waits; `retryAfterSeconds`
  | "graph.unavailable" // 5xx after the permitted tries
  | "graph.outcomeUnknown" // a write was sent and no answer tells whether it happened
  | "graph.unexpectedAnswer" // not JSON, too large, wrong shape, a page link to another host
  | "graph.unreachable" // no connection; `reason` = errno or TLS code
  // Sign-in for managing registrations
  | "signIn.required" // nobody is signed in and no prompt was allowed
  | "signIn.preauthorizationMissing" // AADSTS65002
  | "signIn.scopeMissing" // facts: missing, granted, client ("editorClient" = VS Code's own)
  | "signIn.otherDirectory" // a plan was begun in another directory; facts: expected, actual
  | "signIn.methodUnavailable" // facts: method, problem (cliMissing, cliSignedOut, cliOtherCloud, cliFailed), detail, tenant, cloud
  | "signIn.noDirectory" // a personal account that has no directory
  // A plan
  | "plan.changedMeanwhile" // somebody else changed what the plan changes; facts: properties
  | "plan.secretNotProven" // facts: aadsts, detail
  | "plan.tooEarly" // the plan waits for a time the person chose; facts: until
  // Microsoft identity platform, management and mailbox. Facts: error, aadsts, suberror, correlationId, traceId
  | "oauth.refused"
  | "oauth.interactionRequired" // the refresh token is gone, expired or not enough; `claims` is kept apart
  | "oauth.unreachable" // facts: reason
  | "oauth.unexpectedAnswer"
  | "oauth.timedOut" // the person did not finish in time
  // This editor's stores
  | "secret.notKept" // read back differs from what was written
  | "secret.unreadable"
  | "state.newer" // written by a newer version of the extension
  // Input of a person. Facts: input, problem
  | "input.invalid";

/** The error of this product below the user interface. */
export class Failure extends CodedError<FailureCode> {
  constructor(code: FailureCode, text: string, facts: ErrorFacts = {}, options?: ErrorOptions) {
    super(code, text, facts, options);
  }
}

/** True when `error` is a {@link Failure}; with `code`, exactly that one. */
export function isFailure(error: unknown, code?: FailureCode): error is Failure {
  return isCodedError(error, code) && (code !== undefined || /^[a-zA-Z]+\./.test(error.code));
}
