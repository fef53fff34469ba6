import { checkAddress, checkSaslValues } from "../../core/mail/sasl";
import { LoginDialer } from "./mail/loginDialer";
import { SmtpLogin } from "./smtp/smtpLogin";

/** SMTP login tests through nodemailer. */
export class SmtpDialer extends LoginDialer {
  constructor() {
    super(
      (target, onStage) => new SmtpLogin(target, onStage),
      ({ user, accessToken, address, sendTo }) => {
        checkSaslValues(user, accessToken);
        checkAddress(address);
        if (sendTo !== undefined) checkAddress(sendTo);
      },
    );
  }
}
