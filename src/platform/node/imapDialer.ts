import { ImapLogin } from "./imap/imapLogin";
import { LoginDialer } from "./mail/loginDialer";

/** IMAP login tests through imapflow. */
export class ImapFlowDialer extends LoginDialer {
  constructor() {
    super((target, onStage) => new ImapLogin(target, onStage));
  }
}
