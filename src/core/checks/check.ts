import type { Cloud } from "../cloud";
import type { ConsentState } from "../consent/consentState";
import type { Finding } from "../diagnosis/finding";
import type { Mailbox } from "../mailbox/mailbox";
import type { MailPermissionName } from "../registration/mailPermissions";
import type { Plan } from "../registration/plan";
import type { Preset } from "../registration/preset";
import type { Registration } from "../registration/registration";

export type SignInHere = Pick<Mailbox, "authorityTenant" | "flow">;

/** What a check may look at. It asks nobody. */
export interface CheckEvidence {
  readonly registration: Registration;
  /** undefined when the directory could not be asked: then nothing is said about consent. */
  readonly consent: ConsentState | undefined;
  /** What the registration is meant for, where that is known. */
  readonly preset: Preset | undefined;
  /** The mail permissions that were chosen for that use; undefined = those that the preset ticks. */
  readonly chosen: readonly MailPermissionName[] | undefined;
  /** How mailboxes were signed in with it in this editor. */
  readonly signIns: readonly SignInHere[];
  readonly tenantId: string | undefined;
  readonly cloud: Cloud;
  readonly now: Date;
  readonly expiryWarningDays: number;
}

/** A problem of a registration, and the plan that mends it where one can. */
export interface Check {
  readonly finding: Finding;
  readonly fix: Plan | undefined;
}
