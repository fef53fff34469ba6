import { randomUUID } from "node:crypto";
import type * as vscode from "vscode";
import type { Disposable } from "./base/lifecycle";
import { Redactor } from "./base/redact";
import type { ApplicationDirectory, ImapDialer, MailboxTokens } from "./core/ports";
import { systemClock as clock } from "./platform/node/systemClock";
import { hideGrants, hideNewSecrets } from "./platform/vscode/hideCredentials";
import { lazyPort } from "./base/lazyPort";
import { readEnvironment } from "./platform/vscode/environment";
import { GraphSignIn } from "./platform/vscode/graphSignIn";
import { createLog } from "./platform/vscode/log";
import { EditorSecretStore } from "./platform/vscode/secretStore";
import { EditorSettings } from "./platform/vscode/settings";
import { EditorStateStore } from "./platform/vscode/stateStore";
import { translate } from "./platform/vscode/translate";
import { LoginTestService } from "./services/loginTestService";
import { MailboxService } from "./services/mailboxService";
import { RegistrationService } from "./services/registrationService";
import type { Services } from "./ui/parts";

/**
 * Builds all objects, in order, and joins them. Nothing here reads a secret or reaches the network, and the
 * modules that bring MSAL, the Graph client and imapflow are loaded at their first call.
 */
export function createContainer(
  context: vscode.ExtensionContext,
  channel: vscode.LogOutputChannel,
): { readonly services: Services; readonly disposables: readonly Disposable[] } {
  const redactor = new Redactor();
  const hide = (value: string): void => redactor.hide(value);
  const log = createLog(channel, redactor.redact);
  const { situation, machine } = readEnvironment(context.extension);

  const settings = new EditorSettings();
  const secrets = new EditorSecretStore({ storage: context.secrets, hide, log });
  const state = new EditorStateStore(context.globalState);
  const graphSignIn = new GraphSignIn({ settings, hide, log });

  const directory = lazyPort<ApplicationDirectory>(async () => {
    const { GraphApplications } = await import("./platform/node/graphApplications");
    const graph = new GraphApplications({ tokens: graphSignIn, settings, log, clock });
    return hideNewSecrets(graph, hide);
  }, ["listPage", "get", "create", "findByTag", "addPassword", "removePassword", "delete"]);
  const tokens = lazyPort<MailboxTokens>(async () => {
    const { MsalTokens } = await import("./platform/node/msalTokens");
    return hideGrants(new MsalTokens({ secrets, log, clock, translate }), hide);
  }, ["signIn", "silent", "remove"]);
  const dialer = lazyPort<ImapDialer>(async () => {
    const { ImapFlowDialer } = await import("./platform/node/imapDialer");
    return new ImapFlowDialer();
  }, ["login"]);

  const shared = { secrets, state, settings, clock, newId: randomUUID, log };
  const registrations = new RegistrationService({ directory, tokens: graphSignIn, ...shared });
  const mailboxes = new MailboxService({ tokens, ...shared });
  const loginTests = new LoginTestService({ mailboxes, dialer, machine, ...shared });

  return {
    services: {
      registrations,
      mailboxes,
      loginTests,
      graphSignIn,
      settings,
      situation,
      clock,
      newId: randomUUID,
      log,
      redact: redactor.redact,
      showLog: () => channel.show(),
    },
    disposables: [settings, secrets, state, graphSignIn, registrations, mailboxes],
  };
}
