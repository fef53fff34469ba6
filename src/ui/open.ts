import * as vscode from "vscode";
import { ExpiryNotifier } from "./expiryNotifier";
import { registerCommands } from "./registerCommands";
import { managementPrompts } from "./managementPrompts";
import { LossNotifier } from "./lossNotifier";
import { Notifier } from "./notify";
import type { Services, Ui } from "./parts";
import { ManifestFiles, manifestScheme } from "./manifest/manifestFiles";
import { ReportDocuments, reportScheme } from "./reports/documents";
import { SignInPrompts } from "./signInPrompts";
import { TokenStatus } from "./tokenStatus";
import { ExpiryDecorations } from "./views/expiryDecorations";
import { MailboxesView } from "./views/mailboxesView";
import { RegistrationsView } from "./views/registrationsView";

/** Puts the user interface on top of the services. Nothing is loaded before a view is seen or a command is run. */
export function openUi(services: Services): vscode.Disposable[] {
  const now = (): Date => services.clock.now();
  const documents = new ReportDocuments(
    services,
    async (path) => (await import("./onDemand")).goneWords(path),
    now,
  );
  const manifests = new ManifestFiles(now, async (open, text) =>
    (await import("./onDemand")).saveManifest(ui, open, text),
  );
  const ui: Ui = {
    ...services,
    manifests,
    documents,
    notifier: new Notifier(services),
    signInPrompts: new SignInPrompts(services.settings, async (...asked) =>
      (await import("./onDemand")).askPastedAnswer(...asked),
    ),
  };
  ui.graphSignIn.usePrompts(managementPrompts(ui.notifier, ui.signInPrompts));
  return [
    documents,
    vscode.workspace.registerTextDocumentContentProvider(reportScheme, documents),
    manifests,
    vscode.workspace.registerFileSystemProvider(manifestScheme, manifests, {
      isCaseSensitive: true,
    }),
    vscode.window.registerFileDecorationProvider(new ExpiryDecorations()),
    ...registerCommands(ui),
    new RegistrationsView(ui),
    new ExpiryNotifier(ui),
    new MailboxesView(ui),
    new LossNotifier(ui),
    new TokenStatus(ui),
  ];
}
