import type { FlowSituation } from "../core/oauth/flow";
import type { Clock, GraphTokenSource, Log, NewId, SettingsReader } from "../core/ports";
import type { LoginTestService } from "../services/loginTestService";
import type { MailboxService } from "../services/mailboxService";
import type { RegistrationService } from "../services/registrationService";
import type { Notifier } from "./notify";
import type { ReportDocuments } from "./reports/documents";
import type { SignInPrompts } from "./signInPrompts";

/** What the user interface stands on; built by the container. */
export interface Services {
  readonly registrations: RegistrationService;
  readonly mailboxes: MailboxService;
  readonly loginTests: LoginTestService;
  readonly graphSignIn: GraphTokenSource & {
    /** Asks which account manages registrations. */
    switchAccount(): Promise<void>;
  };
  readonly settings: SettingsReader;
  readonly situation: FlowSituation;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Log;
  readonly redact: (text: string) => string;
  readonly showLog: () => void;
}

/** What commands and views get. */
export interface Ui extends Services {
  readonly notifier: Notifier;
  readonly documents: ReportDocuments;
  readonly signInPrompts: SignInPrompts;
}
