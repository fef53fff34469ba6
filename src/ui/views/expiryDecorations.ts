import * as vscode from "vscode";
import { type Message, message } from "../../base/message";
import type { Expiry } from "../../core/registration/expiry";
import { words } from "../localize";

const scheme = "entra-mail-expiry";

/**
 * The address by which a row asks for its decoration; healthy rows have none.
 * @param mark what is decorated: a badge besides the colour, or the colour alone where the text is long
 */
export function expiryUri(
  id: string,
  { state, days }: Expiry,
  mark: "badge" | "colour",
): vscode.Uri | undefined {
  if (state === "healthy") return undefined;
  return vscode.Uri.from({ scheme, path: `/${state}/${days}/${mark}/${id}` });
}

/** Colours rows whose secret or certificate has expired or soon will, with the days left as badge. */
export class ExpiryDecorations implements vscode.FileDecorationProvider {
  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    if (uri.scheme !== scheme) return undefined;
    const [, state, days = "", mark] = uri.path.split("/");
    const { badge, text, color } =
      state === "expired"
        ? { badge: "!", text: message("Expired"), color: "list.errorForeground" }
        : {
            badge: days.length > 2 ? "" : days,
            text: leftWords(days),
            color: "list.warningForeground",
          };
    return new vscode.FileDecoration(
      mark === "badge" ? badge : undefined,
      words(text),
      new vscode.ThemeColor(color),
    );
  }
}

function leftWords(days: string): Message {
  if (days === "0") return message("less than a day left");
  return days === "1" ? message("1 day left") : message("{0} days left", days);
}
