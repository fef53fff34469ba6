import type { ManagementSignIn } from "../core/management/managementPorts";
import type { FlowSituation } from "../core/oauth/flow";
import type { Clock, Log, NewId, RefreshTokenReader, SettingsReader } from "../core/ports";
import type { CertificateService } from "../services/certificateService";
import type { ClientSecretVault } from "../services/clientSecretVault";
import type { ConsentService } from "../services/consentService";
import type { ExpiryService } from "../services/expiryService";
import type { ExportService } from "../services/exportService";
import type { DirectoryService } from "../services/directoryService";
import type { LoginTestService } from "../services/loginTestService";
import type { ImportedRegistrations } from "../services/importedRegistrations";
import type { MailboxService } from "../services/mailboxService";
import type { PeopleService } from "../services/peopleService";
import type { RegistrationPlans } from "../services/registrationPlans";
import type { RegistrationService } from "../services/registrationService";
import type { RememberedRegistrations } from "../services/rememberedRegistrations";
import type { ManifestFiles } from "./manifest/manifestFiles";
import type { SecretProof } from "../services/secretProof";
import type { TokenCommandService } from "../services/tokenCommandService";
import type { Notifier } from "./notify";
import type { ReportDocuments } from "./reports/documents";
import type { SignInPrompts } from "./signInPrompts";

/** What the user interface stands on; built by the container. */
export interface Services {
  readonly registrations: RegistrationService;
  readonly plans: RegistrationPlans;
  readonly clientSecrets: ClientSecretVault;
  readonly remembered: RememberedRegistrations;
  readonly imported: ImportedRegistrations;
  readonly mailboxes: MailboxService;
  readonly refreshTokens: RefreshTokenReader;
  readonly loginTests: LoginTestService;
  readonly exports: ExportService;
  readonly tokenCommand: TokenCommandService;
  readonly secretProof: SecretProof;
  readonly expiry: ExpiryService;
  readonly certificates: CertificateService;
  readonly consent: ConsentService;
  readonly people: PeopleService;
  readonly graphSignIn: ManagementSignIn;
  readonly directories: DirectoryService;
  readonly settings: SettingsReader;
  readonly situation: FlowSituation;
  /** Name of the computer that the extension runs on. */
  readonly machine: string;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Log;
  readonly redact: (text: string) => string;
  /** Hides known secrets only. */
  readonly redactKnown: (text: string) => string;
  readonly showLog: () => void;
}

/** What commands and views get. */
export interface Ui extends Services {
  readonly notifier: Notifier;
  readonly documents: ReportDocuments;
  readonly manifests: ManifestFiles;
  readonly signInPrompts: SignInPrompts;
}
