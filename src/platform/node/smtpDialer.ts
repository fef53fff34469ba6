import { checkAddress } from "../../core/mail/sasl";
import { LoginDialer } from "./mail/loginDialer";
import { SmtpLogin } from "./smtp/smtpLogin";

/** SMTP login tests through nodemailer. */
export class SmtpDialer extends LoginDialer {
  constructor() {
    super((target, onStage) => {
      checkAddress(target.address);
      if (target.sendTo !== undefined) checkAddress(target.sendTo);
      return new SmtpLogin(target, onStage);
    });
  }
}
