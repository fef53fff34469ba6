import { throwIfAborted, untilAborted } from "../../base/async";
import type { Transcript, Stage } from "../../core/mail/probe";
import { checkSaslValues } from "../../core/mail/sasl";
import type { Dialer, LoginTarget } from "../../core/ports";
import { ImapLogin } from "./imap/imapLogin";

/** IMAP login tests through imapflow. */
export class ImapFlowDialer implements Dialer {
  async login(
    target: LoginTarget,
    signal: AbortSignal,
    onStage: (stage: Stage) => void,
  ): Promise<Transcript> {
    throwIfAborted(signal);
    checkSaslValues(target.user, target.accessToken);
    const login = new ImapLogin(target, (stage) => {
      if (!signal.aborted) onStage(stage);
    });
    try {
      return await untilAborted(login.run(), signal);
    } finally {
      login.end();
    }
  }
}
