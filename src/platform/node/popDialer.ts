import { LoginDialer } from "./mail/loginDialer";
import { PopLogin } from "./pop/popLogin";

/** POP3 login tests; no library for it signs in with a token. */
export class PopDialer extends LoginDialer {
  constructor() {
    super((target, onStage) => new PopLogin(target, onStage));
  }
}
