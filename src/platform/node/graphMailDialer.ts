import { throwIfAborted, untilAborted } from "../../base/async";
import type { Stage, Transcript } from "../../core/mail/probe";
import { checkSaslValues } from "../../core/mail/sasl";
import type { Dialer, LoginTarget } from "../../core/ports";
import { GraphMailLogin } from "./graphMail/graphMailLogin";

/** Login tests of Microsoft Graph: the Inbox folder is read. */
export class GraphMailDialer implements Dialer {
  async login(
    target: LoginTarget,
    signal: AbortSignal,
    onStage: (stage: Stage) => void,
  ): Promise<Transcript> {
    throwIfAborted(signal);
    checkSaslValues(target.address, target.accessToken);
    const login = new GraphMailLogin(target, (stage) => {
      if (!signal.aborted) onStage(stage);
    });
    try {
      return await untilAborted(login.run(), signal);
    } finally {
      login.end();
    }
  }
}
