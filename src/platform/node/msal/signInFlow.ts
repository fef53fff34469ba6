import type { AuthenticationResult } from "@azure/msal-node";
import type { SignInInteraction, SignInRequest } from "../../../core/ports";
import type { Clock } from "../../../core/time";
import type { MsalApplication } from "./msalApplication";

export interface SignInContext {
  readonly application: MsalApplication;
  readonly request: SignInRequest;
  readonly interaction: SignInInteraction;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** English words to the reader's language. */
  readonly translate: (english: string) => string;
}

/** A way to sign somebody in. @throws Failure `oauth.*`, `input.invalid`; CancelledError */
export type SignInFlow = (context: SignInContext) => Promise<AuthenticationResult | null>;
