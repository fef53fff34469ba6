import * as vscode from "vscode";
import type { ExporterId, TokenSource } from "../../core/export/exporter";
import { reportScheme } from "../reports/documents";

/** What a previewed file is made of: enough to write it again, after the window was loaded anew, too. */
export interface ExportPlace {
  readonly exporter: ExporterId;
  readonly tokenSource: TokenSource;
  /** Index of the file among those of the exporter. */
  readonly file: number;
  readonly mailboxId?: string | undefined;
  readonly registrationId?: string | undefined;
  /** With a registration: the address it is written for. */
  readonly address?: string | undefined;
}

const folder = "/export/";

/** The address of a preview. */
export function exportUri(title: string, name: string, place: ExportPlace): vscode.Uri {
  const safe = title.replaceAll(/[/\\?#%]/g, "-");
  return vscode.Uri.from({
    scheme: reportScheme,
    path: `${folder}${safe}/${name}`,
    query: JSON.stringify(place),
  });
}

/** What the preview at an address is made of; undefined when the address is none of a preview. */
export function exportPlace(uri: unknown): ExportPlace | undefined {
  if (!isUri(uri) || uri.scheme !== reportScheme || !uri.path.startsWith(folder)) return undefined;
  try {
    return JSON.parse(uri.query) as ExportPlace;
  } catch {
    return undefined;
  }
}

/** The editor hands an address to commands in the title of an editor; anything else comes from elsewhere. */
export function isUri(value: unknown): value is vscode.Uri {
  return typeof value === "object" && value !== null && "scheme" in value && "path" in value;
}
