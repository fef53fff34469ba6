import type { HttpResponse } from "../http";
import type { User } from "../model";
import type { Refusal } from "./aadsts";
import type { Authority } from "./authorities";
import type { Client } from "./clients";
import type { MissingConsent } from "./consent";
import type { ScopeRequest } from "./scopes";

/** One sign-in in a browser, from the first page to the last. */
export interface Interaction {
  readonly id: string;
  readonly client: Client;
  readonly authority: Authority;
  readonly scope: ScopeRequest;
  readonly prompt: string | undefined;
  readonly loginHint: string | undefined;
  /** Whom the consent is given for: `organization` is the administrator's page. */
  readonly consentFor: "user" | "organization";
  /** Ask "are you trying to sign in to …" before the end, as device codes need it (RFC 8628 §5.4). */
  readonly confirms: boolean;
  /** What the pages have found out so far. */
  progress: Progress;
  /** The last page or redirect once `user` has signed in and consented. */
  complete(user: User): HttpResponse;
  /** The last page or redirect when it was refused. */
  refuse(refusal: Refusal): HttpResponse;
}

export type Progress =
  | { readonly stage: "account" }
  | { readonly stage: "consent"; readonly user: User; readonly missing: readonly MissingConsent[] }
  | { readonly stage: "adminNeeded" }
  | { readonly stage: "confirm"; readonly user: User };
