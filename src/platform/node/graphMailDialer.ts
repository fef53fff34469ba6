import { checkSaslValues } from "../../core/mail/sasl";
import { GraphMailLogin } from "./graphMail/graphMailLogin";
import { LoginDialer } from "./mail/loginDialer";

export { GraphLicences } from "./graphMail/licences";

/** Login tests of Microsoft Graph: the Inbox folder is read. */
export class GraphMailDialer extends LoginDialer {
  constructor() {
    super(
      (target, onStage) => new GraphMailLogin(target, onStage),
      ({ address, accessToken }) => checkSaslValues(address, accessToken),
    );
  }
}
