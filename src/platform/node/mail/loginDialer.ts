import { throwIfAborted, untilAborted } from "../../../base/async";
import type { Stage, Transcript } from "../../../core/mail/probe";
import { checkSaslValues } from "../../../core/mail/sasl";
import type { Dialer, LoginTarget } from "../../../core/ports";

/** One login test under way. */
interface Login {
  run(): Promise<Transcript>;
  /** Lets go of everything, at once. */
  end(): void;
}

/** Makes a login of its own for each test, and ends it with its result or with the signal. */
export class LoginDialer implements Dialer {
  /** @param check refuses a target whose values would break out of what is sent */
  constructor(
    private readonly begin: (target: LoginTarget, onStage: (stage: Stage) => void) => Login,
    private readonly check: (target: LoginTarget) => void = checkFrame,
  ) {}

  async login(
    target: LoginTarget,
    signal: AbortSignal,
    onStage: (stage: Stage) => void,
  ): Promise<Transcript> {
    throwIfAborted(signal);
    this.check(target);
    const login = this.begin(target, (stage) => {
      if (!signal.aborted) onStage(stage);
    });
    try {
      return await untilAborted(login.run(), signal);
    } finally {
      login.end();
    }
  }
}

function checkFrame({ user, accessToken }: LoginTarget): void {
  checkSaslValues(user, accessToken);
}
