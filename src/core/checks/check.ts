import type { Cloud } from "../cloud";
import type { ConsentState } from "../consent/consentState";
import type { Finding } from "../diagnosis/finding";
import type { Plan } from "../registration/plan";
import type { Preset } from "../registration/preset";
import type { Registration } from "../registration/registration";

/** What a check may look at. It asks nobody. */
export interface CheckEvidence {
  readonly registration: Registration;
  /** undefined when the directory could not be asked: then nothing is said about consent. */
  readonly consent: ConsentState | undefined;
  /** What the registration is meant for, where that is known. */
  readonly preset: Preset | undefined;
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
