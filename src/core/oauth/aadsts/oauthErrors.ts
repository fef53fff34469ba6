import { message } from "../../../base/message";
import { type AadstsEntry, signInAgain } from "./entry";

type OAuthEntry = Omit<AadstsEntry, "codes">;

/**
 * By the `error` field, on which Microsoft asks clients to rely; for codes the tables do not know.
 * Source: RFC 6749, RFC 8628, OpenID Connect Core 3.1.2.6, Entra "authentication and authorization error codes".
 */
export const oauthErrors: Readonly<Record<string, OAuthEntry>> = {
  invalid_grant: {
    title: message("Sign in again: the saved sign-in is no longer accepted."),
    explanation: message("It has ended, was revoked, or is not enough for what was asked."),
    actions: [signInAgain],
  },
  interaction_required: {
    title: message("Sign in again: Microsoft wants to ask the person something."),
    explanation: message("This can only be answered in a sign-in window."),
    actions: [signInAgain],
  },
  consent_required: {
    title: message("Consent is missing."),
    explanation: message("Signing in again shows the consent page."),
    actions: [signInAgain],
  },
  login_required: {
    title: message("Sign in again: nobody is signed in."),
    explanation: message("Microsoft knows no sign-in for this account in this place."),
    actions: [signInAgain],
  },
  insufficient_claims: {
    title: message("Sign in again: a policy asks for more."),
    explanation: message("The organization wants a stronger or a fresher proof for this."),
    actions: [signInAgain],
  },
  invalid_client: {
    title: message("The app was not accepted."),
    explanation: message(
      "The client ID or its secret is wrong or has expired, or the registration was changed or deleted.",
    ),
    actions: [],
  },
  unauthorized_client: {
    title: message("The registration does not allow this sign-in."),
    explanation: message(
      "Its supported accounts or its platforms do not fit the way of signing in.",
    ),
    actions: [],
  },
  access_denied: {
    title: message("The sign-in was declined."),
    explanation: message("The person or a policy said no on the sign-in page."),
    actions: [signInAgain],
  },
  authorization_declined: {
    title: message("The sign-in was declined."),
    explanation: message("The person said no on the sign-in page."),
    actions: [signInAgain],
  },
  invalid_request: {
    title: message("Microsoft could not read the request."),
    explanation: message("A parameter is missing or damaged. The server's text names it."),
    actions: [],
  },
  invalid_scope: {
    title: message("A permission asked for does not exist."),
    explanation: message("A scope is misspelt, or scopes of two services were mixed."),
    actions: [],
  },
  invalid_resource: {
    title: message("The service asked for is not known in this directory."),
    explanation: message("The directory has no such service, or its name is misspelt."),
    actions: [],
  },
  unsupported_response_type: {
    title: message("The registration does not allow this kind of answer."),
    explanation: message("The program should use the authorization code flow."),
    actions: [],
  },
  unsupported_grant_type: {
    title: message("Microsoft does not know this way of signing in."),
    explanation: message("The program asked with a grant type that this endpoint does not have."),
    actions: [],
  },
  expired_token: {
    title: message("The code has expired."),
    explanation: message("It was not typed in in time. Start again to get a new one."),
    actions: [signInAgain],
  },
  bad_verification_code: {
    title: message("The code was mistyped."),
    explanation: message("Start again to get a new one."),
    actions: [signInAgain],
  },
  authorization_pending: {
    title: message("The code was not typed in yet."),
    explanation: message("Microsoft still waits for someone to finish the sign-in with the code."),
    actions: [signInAgain],
  },
  temporarily_unavailable: {
    title: message("Microsoft's sign-in is busy."),
    explanation: message("The service asks to try again in a moment."),
    actions: [signInAgain],
  },
  server_error: {
    title: message("Microsoft's sign-in had a fault of its own."),
    explanation: message("Try again in a moment."),
    actions: [signInAgain],
  },
};
