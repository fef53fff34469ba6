import * as vscode from "vscode";
import type { JsonObject } from "../../core/json";
import type { RegistrationSummary } from "../../core/registration/registration";
import { manifestText } from "./manifestText";

export const manifestScheme = "entra-mail-manifest";

/** A manifest that is open in an editor. */
export interface OpenManifest {
  readonly registration: RegistrationSummary;
  /** As the directory told it when it was opened or last saved. */
  readonly original: JsonObject;
  readonly changedAt: number;
}

/** Saves an edited manifest. @returns the manifest as it is then; throws when it was not saved */
export type SaveManifest = (open: OpenManifest, text: string) => Promise<JsonObject>;

/**
 * Manifests as files: opened, edited and saved like any other, and saving is a plan that is reviewed. They live in
 * memory; a window that was loaded again asks to open them anew.
 */
export class ManifestFiles implements vscode.FileSystemProvider, vscode.Disposable {
  private readonly open = new Map<string, OpenManifest>();
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;

  constructor(
    private readonly now: () => Date,
    private readonly save: SaveManifest,
  ) {}

  /** Makes a manifest known, and says where. */
  put(registration: RegistrationSummary, original: JsonObject): vscode.Uri {
    return this.show(uriOf(registration), registration, original);
  }

  /** A manifest as the directory has it and the one that is edited: to be looked at side by side. */
  beside(
    registration: RegistrationSummary,
    current: JsonObject,
  ): { readonly theirs: vscode.Uri; readonly mine: vscode.Uri } {
    const mine = uriOf(registration);
    const path = `${inDirectory}${mine.path}`;
    return { theirs: this.show(mine.with({ path }), registration, current), mine };
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const { original, changedAt } = this.find(uri);
    const size = Buffer.byteLength(manifestText(original));
    const stat = { type: vscode.FileType.File, ctime: changedAt, mtime: changedAt, size };
    return isReadOnly(uri) ? { ...stat, permissions: vscode.FilePermission.Readonly } : stat;
  }

  readFile(uri: vscode.Uri): Uint8Array {
    return Buffer.from(manifestText(this.find(uri).original));
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    if (isReadOnly(uri)) throw vscode.FileSystemError.NoPermissions(uri);
    const found = this.find(uri);
    const saved = await this.save(found, Buffer.from(content).toString("utf8"));
    this.put(found.registration, saved);
  }

  watch(): vscode.Disposable {
    return { dispose: () => undefined };
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.changed.dispose();
  }

  private show(
    uri: vscode.Uri,
    registration: RegistrationSummary,
    original: JsonObject,
  ): vscode.Uri {
    this.open.set(uri.path, { registration, original, changedAt: this.now().getTime() });
    this.changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
    return uri;
  }

  private find(uri: vscode.Uri): OpenManifest {
    const found = this.open.get(uri.path);
    if (found === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return found;
  }
}

/** The folder of what is only looked at. */
const inDirectory = "/in-directory";

function isReadOnly({ path }: vscode.Uri): boolean {
  return path.startsWith(`${inDirectory}/`);
}

/** The name ends in what the JSON schema goes by; the object id keeps namesakes apart. */
function uriOf({ objectId, displayName }: RegistrationSummary): vscode.Uri {
  const name = displayName.replaceAll(/[/\\?#%:*"<>|\p{Cc}\p{Cf}]/gu, "-").slice(0, 80) || "app";
  return vscode.Uri.from({
    scheme: manifestScheme,
    path: `/${encodeURIComponent(objectId)}/${name}.entra-app.json`,
  });
}
