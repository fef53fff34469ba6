import { Emitter } from "../../../src/base/event";
import { Failure } from "../../../src/core/failure";
import type { SecretStore, StateStore } from "../../../src/core/ports";
import { emptyState, type StoredState } from "../../../src/core/storedState";
import { type Gate, open } from "./gate";

/** What outlives a window: the secrets and the state on the disk. */
export interface Disk {
  readonly secrets: Map<string, string>;
  state: StoredState;
}

export function emptyDisk(state: Partial<StoredState> = {}): Disk {
  return { secrets: new Map(), state: { ...emptyState, ...state } };
}

export class FakeSecretStore implements SecretStore {
  private readonly changed = new Emitter<string>();
  readonly onDidChange = this.changed.event;
  /** As an editor without a keyring: what is written does not come back. */
  keepsNothing = false;

  constructor(
    private readonly disk: Disk,
    private readonly gate: Gate = open,
  ) {}

  get(key: string): Promise<string | undefined> {
    return this.gate("secrets.get", () => this.disk.secrets.get(key));
  }

  async set(key: string, value: string): Promise<void> {
    await this.gate("secrets.set", () => {
      if (this.keepsNothing) throw new Failure("secret.notKept", "Nothing came back.");
      this.disk.secrets.set(key, value);
    });
    this.changed.fire(key);
  }

  async delete(key: string): Promise<void> {
    await this.gate("secrets.delete", () => this.disk.secrets.delete(key));
    this.changed.fire(key);
  }

  keys(): Promise<readonly string[]> {
    return this.gate("secrets.keys", () => [...this.disk.secrets.keys()]);
  }
}

/** Goes through JSON, as the editor's does. */
export class FakeStateStore implements StateStore {
  private readonly changed = new Emitter<void>();
  readonly onDidChange = this.changed.event;
  writes = 0;

  constructor(
    private readonly disk: Disk,
    private readonly gate: Gate = open,
  ) {}

  get state(): StoredState {
    return this.disk.state;
  }

  async update(change: (state: StoredState) => StoredState): Promise<void> {
    await this.gate("state.update", () => {
      this.disk.state = JSON.parse(JSON.stringify(change(this.disk.state))) as StoredState;
      this.writes += 1;
    });
    this.changed.fire();
  }
}
