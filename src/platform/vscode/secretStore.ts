import type * as vscode from "vscode";
import { withTimeout } from "../../base/async";
import { isCodedError } from "../../base/errors";
import { Emitter } from "../../base/event";
import type { Disposable } from "../../base/lifecycle";
import { Failure, type FailureCode } from "../../core/failure";
import type { Log, SecretStore } from "../../core/ports";
import { credentialsIn } from "./storedCredentials";

/**
 * Keyrings can hang on a hidden unlock dialog. Nobody waits long for a value; for a write longer, because giving up
 * loses what cannot be had again, and a window that has just been loaded is slow.
 */
const limitMilliseconds: Readonly<Record<Action, number>> = {
  read: 3_000,
  write: 10_000,
  "read back": 10_000,
  delete: 10_000,
  list: 3_000,
};
/** Browser builds keep all secrets of all extensions in about 5 MB and drop what does not fit silently. */
const warnBytes = 64 * 1024;
const refuseBytes = 256 * 1024;

type Action = "read" | "write" | "read back" | "delete" | "list";

const failureCodes: Readonly<Record<Action, FailureCode>> = {
  read: "secret.unreadable",
  write: "secret.notKept",
  "read back": "secret.notKept",
  delete: "secret.unreadable",
  list: "secret.unreadable",
};

export interface SecretStoreParts {
  readonly storage: vscode.SecretStorage;
  /** Told of every credential in the values that pass, so that it can be hidden in logs. */
  readonly hide: (value: string) => void;
  readonly log: Log;
  /** What can be kept of a value to see whether another one is the same. */
  readonly digest: (value: string) => string;
}

/** SecretStorage with limits, proof of writing, and change events that mean a change. */
export class EditorSecretStore implements SecretStore, Disposable {
  private readonly changed = new Emitter<string>();
  readonly onDidChange = this.changed.event;
  /** Digests of the values last seen; the editor's event repeats itself and comes for our own writes, too. */
  private readonly seen = new Map<string, string | undefined>();
  private readonly subscription: vscode.Disposable;

  constructor(private readonly parts: SecretStoreParts) {
    this.subscription = parts.storage.onDidChange(({ key }) => void this.compare(key));
  }

  async get(key: string): Promise<string | undefined> {
    const value = await this.call("read", key, () => this.parts.storage.get(key));
    // The editor's event for what another window wrote may come only after this
    if (this.seen.has(key)) this.noteChange(key, value);
    else this.remember(key, value);
    return value;
  }

  async set(key: string, value: string): Promise<void> {
    const bytes = Buffer.byteLength(value);
    if (bytes > refuseBytes) throw notKept(key, `${bytes} bytes are too many`);
    if (bytes > warnBytes) this.parts.log.warn(`A stored secret has ${bytes} bytes.`);
    const before = this.seen.get(key);
    // Remembered first: the editor's event may come before the call returns.
    this.remember(key, value);
    const kept = await this.write(key, value).catch((error: unknown) => {
      this.seen.delete(key);
      throw error;
    });
    if (kept !== value) {
      const problem = kept === undefined ? "nothing came back" : "it differs";
      // What had been kept before was changed by another window at the same time, unless the old value stayed
      if (before === undefined || before === this.digest(kept)) throw notKept(key, problem);
      this.remember(key, kept);
    }
    if (before !== this.seen.get(key)) this.changed.fire(key);
  }

  async delete(key: string): Promise<void> {
    await this.call("delete", key, () => this.parts.storage.delete(key));
    this.noteChange(key, undefined);
  }

  async keys(): Promise<readonly string[]> {
    return await this.call("list", "all keys", () => this.parts.storage.keys());
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }

  private async write(key: string, value: string): Promise<string | undefined> {
    await this.call("write", key, () => this.parts.storage.store(key, value));
    return await this.call("read back", key, () => this.parts.storage.get(key));
  }

  private async call<T>(action: Action, key: string, work: () => Thenable<T>): Promise<T> {
    try {
      return await withTimeout(limitMilliseconds[action], undefined, async () => await work());
    } catch (error) {
      const reason = isCodedError(error, "timeout") ? "timeout" : "refused";
      const text = `The editor's secret storage could not ${action} ${key}.`;
      const code = failureCodes[action];
      throw new Failure(code, text, { action, reason }, { cause: error });
    }
  }

  private async compare(key: string): Promise<void> {
    try {
      const value = await this.call("read", key, () => this.parts.storage.get(key));
      this.noteChange(key, value);
    } catch (error) {
      this.parts.log.warn(`A changed secret could not be read: ${String(error)}`);
    }
  }

  private noteChange(key: string, value: string | undefined): void {
    const before = this.seen.get(key);
    this.remember(key, value);
    if (before !== this.seen.get(key)) this.changed.fire(key);
  }

  private remember(key: string, value: string | undefined): void {
    if (value === undefined) {
      this.seen.delete(key);
      return;
    }
    // Each time: what is in use must be among the newest, because only so many are remembered
    for (const credential of credentialsIn(key, value)) this.parts.hide(credential);
    this.seen.set(key, this.digest(value));
  }

  private digest(value: string | undefined): string | undefined {
    return value === undefined ? undefined : this.parts.digest(value);
  }
}

function notKept(key: string, problem: string): Failure {
  return new Failure("secret.notKept", `The editor did not keep ${key}: ${problem}.`, { problem });
}
