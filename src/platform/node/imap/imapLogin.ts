import type { ImapFlow } from "imapflow";
import type { Stage } from "../../../core/mail/probe";
import type { LoginTarget } from "../../../core/ports";
import { MailLogin } from "../mail/mailLogin";
import { offersOAuth, readFlowError } from "./flowErrors";
import { flowOptions } from "./flowOptions";
import { ImapConversation } from "./imapConversation";
import { leanImapFlow } from "./leanImapFlow";

/** imapflow's limits, which must not come before ours. */
const flowLimit = 30_000;
/** The port on which a connection begins without TLS and must change to it (RFC 8314 §3.2 wants 993). */
const startTlsPort = 143;

/** One login test by IMAP. */
export class ImapLogin extends MailLogin {
  protected readonly heard: ImapConversation;
  private client: ImapFlow | undefined;

  constructor(target: LoginTarget, onStage: (stage: Stage) => void) {
    super("imap", target, onStage);
    this.heard = new ImapConversation(this.recorder, this.clean, ({ code, text }) =>
      this.stop(code, text),
    );
  }

  override end(): void {
    this.client?.close();
    super.end();
  }

  protected async talk(): Promise<void> {
    const implicitTls = this.target.port !== startTlsPort;
    const socket = await this.connect(implicitTls);
    this.recorder.begin("greeting");
    const client = leanImapFlow(
      flowOptions({
        target: this.target,
        socket,
        implicitTls,
        upgrade: (onSecure) =>
          this.secure(socket, (secure) => {
            onSecure(secure);
            this.recorder.begin("capability");
          }),
        onData: this.heard.feed,
        onCommand: (line) => this.heard.commandSent(line),
        limit: flowLimit,
      }),
    );
    this.client = client;
    // imapflow reports a connection that breaks between two commands as an event.
    client.on("error", (error: unknown) => this.judge(error));
    await client.connect();
    const mailbox = await client.mailboxOpen("INBOX", { readOnly: true });
    this.messages = mailbox.exists;
    // Its answer is not waited for: the verdict is known
    client.logout().catch(() => undefined);
    await this.flushed();
  }

  protected judge(error: unknown): void {
    const { authenticate, open, bye, capabilities } = this.heard;
    const refused = [authenticate, open].some((answer) => answer?.accepted === false);
    const noMechanism = this.recorder.under === "capability" && capabilities.length > 0;
    if (refused) return this.stopRefused();
    if (noMechanism && !offersOAuth(capabilities)) {
      this.recorder.finish(capabilities.join(" "));
      return this.refuseWithoutXoauth2();
    }
    const { code, text } = readFlowError(error, bye);
    this.stop(code, text);
  }
}
