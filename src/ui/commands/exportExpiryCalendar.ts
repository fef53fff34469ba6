import * as vscode from "vscode";
import { message } from "../../base/message";
import { expiryCalendar } from "../../core/registration/expiryCalendar";
import type { Command } from "../command";
import { words } from "../localize";
import { hasSeenAll } from "../seenAll";

/** Writes the ends of all watched secrets and certificates to an iCalendar file. */
export const exportExpiryCalendar: Command = {
  id: "entraMail.exportExpiryCalendar",
  about: "management",
  run: async ({ expiry, clock, notifier, certificates, registrations }) => {
    const now = clock.now();
    const credentials = expiry.credentials(now);
    if (credentials.length === 0) {
      notifier.inform(
        message("No secret or certificate has been seen yet. Open the App Registrations view."),
      );
      return;
    }
    const uri = await vscode.window.showSaveDialog({
      title: words(message("Export Expiry Calendar")),
      saveLabel: words(message("Export")),
      filters: { iCalendar: ["ics"] },
      defaultUri: vscode.Uri.file(`${certificates.home}/entra-mail-expiry.ics`),
    });
    if (uri === undefined) return;
    await vscode.workspace.fs.writeFile(uri, Buffer.from(expiryCalendar(credentials, now, words)));
    const machine = uri.scheme === "file" ? certificates.machine : uri.authority || uri.scheme;
    const written =
      credentials.length === 1
        ? message("1 date was written to {0} on {1}.", uri.path, machine)
        : message("{0} dates were written to {1} on {2}.", credentials.length, uri.path, machine);
    notifier.inform(
      hasSeenAll({ registrations, expiry })
        ? written
        : message("{0} Registrations that were not listed yet are missing.", written),
      {
        title: message("Copy Path"),
        run: () => vscode.env.clipboard.writeText(uri.scheme === "file" ? uri.fsPath : uri.path),
      },
    );
  },
};
