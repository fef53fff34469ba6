import type { SandboxClock } from "./clock";
import type { FaultTable } from "./faults";
import type { Identity } from "./identity/state";
import type { IssuedCredentials } from "./issued";
import type { World } from "./model";
import type { RequestLog } from "./requestLog";

/** What the listeners of one sandbox share. */
export interface SandboxParts {
  readonly world: World;
  readonly clock: SandboxClock;
  readonly faults: FaultTable;
  readonly requests: RequestLog;
  readonly issued: IssuedCredentials;
  readonly identity: Identity;
}
