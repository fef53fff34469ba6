import * as vscode from "vscode";
import { registerCommands } from "./registerCommands";
import { Notifier } from "./notify";
import type { Services, Ui } from "./parts";
import { ReportDocuments, reportScheme } from "./reports/documents";
import { SignInPrompts } from "./signInPrompts";
import { ExpiryDecorations } from "./views/expiryDecorations";
import { MailboxesView } from "./views/mailboxesView";
import { RegistrationsView } from "./views/registrationsView";

/** Puts the user interface on top of the services. Nothing is loaded before a view is seen or a command is run. */
export function openUi(services: Services): vscode.Disposable[] {
  const documents = new ReportDocuments(services.redact);
  const ui: Ui = {
    ...services,
    documents,
    notifier: new Notifier(services),
    signInPrompts: new SignInPrompts(services.settings),
  };
  return [
    documents,
    vscode.workspace.registerTextDocumentContentProvider(reportScheme, documents),
    vscode.window.registerFileDecorationProvider(new ExpiryDecorations()),
    ...registerCommands(ui),
    new RegistrationsView(ui),
    new MailboxesView(ui),
  ];
}
