import { createHash, randomUUID } from "node:crypto";
import type * as vscode from "vscode";
import type { Disposable } from "./base/lifecycle";
import { Redactor } from "./base/redact";
import type { ManagementWire } from "./core/management/managementPorts";
import type {
  ApplicationDirectory,
  AppTokens,
  ClientCredentialProof,
  ConsentDirectory,
  Dialer,
  LicenceReader,
  MailboxTokens,
  PeopleDirectory,
  RefreshTokenReader,
} from "./core/ports";
import type { CertificateWorkshop } from "./core/registration/certificatePort";
import { managementAccountKey } from "./core/secretKeys";
import type { TokenServers } from "./core/tokenCommand/tokenPorts";
import { NodePrivateFiles } from "./platform/node/privateFiles";
import { systemClock as clock } from "./platform/node/systemClock";
import { hideAppGrants, hideGrants, hideNewSecrets } from "./platform/vscode/hideCredentials";
import { lazy, lazyPort } from "./base/lazyPort";
import { applicationMethods, consentMethods, peopleMethods } from "./core/portMethods";
import { readEnvironment } from "./platform/vscode/environment";
import { GraphSignIn } from "./platform/vscode/graphSignIn";
import { createLog } from "./platform/vscode/log";
import { EditorSecretStore } from "./platform/vscode/secretStore";
import { EditorSettings } from "./platform/vscode/settings";
import { EditorStateStore, syncedKeys } from "./platform/vscode/stateStore";
import { translate } from "./platform/vscode/translate";
import { CertificateService } from "./services/certificateService";
import { ClientSecretVault } from "./services/clientSecretVault";
import { ConsentService } from "./services/consentService";
import { DirectoryService } from "./services/directoryService";
import { ExpiryService } from "./services/expiryService";
import { ExportService } from "./services/exportService";
import { JournalStore } from "./services/journalStore";
import { LoginTestService } from "./services/loginTestService";
import { MailboxService } from "./services/mailboxService";
import { MailboxTokenOwners } from "./services/mailboxTokenOwners";
import { ImportedRegistrations } from "./services/importedRegistrations";
import { RememberedRegistrations } from "./services/rememberedRegistrations";
import { PeopleService } from "./services/peopleService";
import { RegistrationPlans } from "./services/registrationPlans";
import { RegistrationService } from "./services/registrationService";
import { SecretProof } from "./services/secretProof";
import { TokenCommandService } from "./services/tokenCommandService";
import type { Services } from "./ui/parts";

function digest(value: string): string {
  return createHash("sha256").update(value).digest("base64");
}

/**
 * Builds all objects, in order, and joins them. Nothing here reads a secret or reaches the network, and the
 * modules that bring MSAL, the Graph client, imapflow and nodemailer are loaded at their first call.
 */
export function createContainer(
  context: vscode.ExtensionContext,
  channel: vscode.LogOutputChannel,
): { readonly services: Services; readonly disposables: readonly Disposable[] } {
  const redactor = new Redactor();
  const hide = (value: string): void => redactor.hide(value);
  const log = createLog(channel, redactor.redact);
  const { situation, machine, home } = readEnvironment(context.extension);

  const settings = new EditorSettings();
  const secrets = new EditorSecretStore({ storage: context.secrets, hide, log, digest });
  const state = new EditorStateStore(context.globalState);
  context.globalState.setKeysForSync(syncedKeys);
  const managementWire = lazyPort<ManagementWire>(async () => {
    const { ManagementTokens } = await import("./platform/node/managementTokens");
    return new ManagementTokens({ clock });
  }, ["cliInstalled", "cliToken", "cliDirectories", "azureDirectories", "tenantId"]);
  const managementTokens = lazyPort<MailboxTokens>(async () => {
    const { MsalTokens } = await import("./platform/node/msal");
    const cacheKey = managementAccountKey;
    return hideGrants(new MsalTokens({ secrets, log, clock, translate, cacheKey }), hide);
  }, ["signIn", "silent", "remove"]);
  const graphSignIn = new GraphSignIn({
    settings,
    state,
    secrets,
    wire: managementWire,
    tokens: managementTokens,
    clock,
    hide,
    log,
  });

  const graph = lazy(async () => {
    const { connectGraph } = await import("./platform/node/graph");
    return connectGraph({ tokens: graphSignIn, settings, log, clock });
  });
  const directory = lazyPort<ApplicationDirectory>(
    async () => hideNewSecrets((await graph()).applications, hide),
    applicationMethods,
  );
  const consent = lazyPort<ConsentDirectory>(async () => (await graph()).consent, consentMethods);
  const people = lazyPort<PeopleDirectory>(async () => (await graph()).people, peopleMethods);
  const proof = lazyPort<ClientCredentialProof>(async () => {
    const { ClientSecretProof } = await import("./platform/node/msal");
    return new ClientSecretProof({ clock, hide });
  }, ["prove"]);
  const owners = new MailboxTokenOwners(state);
  const refreshTokens = lazyPort<RefreshTokenReader>(async () => {
    const { StoredRefreshTokens } = await import("./platform/node/msal");
    return new StoredRefreshTokens(secrets);
  }, ["read"]);
  const tokens = lazyPort<MailboxTokens>(async () => {
    const { MsalTokens } = await import("./platform/node/msal");
    return hideGrants(
      new MsalTokens({ secrets, log, clock, translate, newSignInId: randomUUID, owners }),
      hide,
    );
  }, ["signIn", "silent", "remove"]);
  const appTokens = lazyPort<AppTokens>(async () => {
    const { AppOnlyTokens } = await import("./platform/node/msal");
    return hideAppGrants(new AppOnlyTokens({ log, clock }), hide);
  }, ["acquire", "forget"]);
  const dialers = {
    imap: lazyPort<Dialer>(async () => {
      const { ImapFlowDialer } = await import("./platform/node/imapDialer");
      return new ImapFlowDialer();
    }, ["login"]),
    graph: lazyPort<Dialer>(async () => {
      const { GraphMailDialer } = await import("./platform/node/graphMailDialer");
      return new GraphMailDialer();
    }, ["login"]),
    smtp: lazyPort<Dialer>(async () => {
      const { SmtpDialer } = await import("./platform/node/smtpDialer");
      return new SmtpDialer();
    }, ["login"]),
    pop: lazyPort<Dialer>(async () => {
      const { PopDialer } = await import("./platform/node/popDialer");
      return new PopDialer();
    }, ["login"]),
  };
  const workshop = lazyPort<CertificateWorkshop>(async () => {
    const { NodeCertificates } = await import("./platform/node/certificates");
    return new NodeCertificates();
  }, ["make", "read", "pfx"]);
  const tokenServers = lazyPort<TokenServers>(async () => {
    const { NodeTokenServers } = await import("./platform/node/tokenServer");
    // Not the extension's own folder: that one has another name after each update
    const folder = `${context.globalStorageUri.fsPath}/token-command`;
    const scriptFile = context.asAbsolutePath("dist/tokenClient.js");
    return new NodeTokenServers({ folder, scriptFile, clock, log });
  }, ["serve", "forget"]);

  const shared = { secrets, state, settings, clock, newId: randomUUID, log };
  const remembered = new RememberedRegistrations(shared);
  const imported = new ImportedRegistrations(shared);
  const directoryPorts = { directory, consent, people, proof };
  const clientSecrets = new ClientSecretVault(secrets, state, clock);
  const registrations = new RegistrationService({
    directory,
    tokens: graphSignIn,
    clientSecrets,
    ...shared,
  });
  const plans = new RegistrationPlans(
    {
      tokens: graphSignIn,
      vault: clientSecrets,
      journals: new JournalStore(state),
      pulse: clock,
      ...directoryPorts,
      ...shared,
    },
    () => registrations.display(),
  );
  const consents = new ConsentService({ consent, people, tokens: graphSignIn });
  const persons = new PeopleService({ people, tokens: graphSignIn });
  const directories = new DirectoryService({
    signIn: graphSignIn,
    people,
    wire: managementWire,
    ...shared,
  });
  const mailboxes = new MailboxService({ tokens, appTokens, ...shared });
  const licences = lazyPort<LicenceReader>(async () => {
    const { GraphLicences } = await import("./platform/node/graphMailDialer");
    return new GraphLicences();
  }, ["read"]);
  const loginTests = new LoginTestService({
    mailboxes,
    dialers,
    licences,
    machine,
    ...shared,
  });
  const tokenCommand = new TokenCommandService({
    issuer: mailboxes,
    servers: tokenServers,
    ...shared,
  });
  const exports = new ExportService({ ...shared, tokenCommand: () => tokenCommand.program });
  const secretProof = new SecretProof({ proof, settings, hide });
  const following = remembered.follow(registrations);
  const expiry = new ExpiryService({ registrations, plans, ...shared });
  const certificates = new CertificateService({
    workshop,
    files: new NodePrivateFiles(),
    machine,
    home,
    ...shared,
  });

  return {
    services: {
      registrations,
      plans,
      clientSecrets,
      remembered,
      imported,
      mailboxes,
      refreshTokens,
      loginTests,
      exports,
      tokenCommand,
      secretProof,
      expiry,
      certificates,
      consent: consents,
      people: persons,
      graphSignIn,
      directories,
      settings,
      situation,
      machine,
      clock,
      newId: randomUUID,
      log,
      redact: redactor.redact,
      redactKnown: redactor.redactKnown,
      showLog: () => channel.show(),
    },
    disposables: [
      following,
      settings,
      secrets,
      state,
      graphSignIn,
      directories,
      registrations,
      plans,
      mailboxes,
      tokenCommand,
      expiry,
      certificates,
      consents,
      persons,
    ],
  };
}
