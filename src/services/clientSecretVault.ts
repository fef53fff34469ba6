import { Emitter } from "../base/event";
import type { Clock, SecretStore, StateStore } from "../core/ports";
import type { NewClientSecret } from "../core/registration/registration";
import { clientSecretKey } from "../core/secretKeys";
import type { StoredSecretFacts } from "../core/storedState";

/**
 * Values of client secrets: in SecretStorage, with a fact about each in the state. A value that could not
 * be stored is held in memory until the window closes, because nobody can show it again.
 */
export class ClientSecretVault {
  private readonly held = new Map<string, string>();
  private readonly changed = new Emitter<void>();
  /** Fires when a held value came or went. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly secrets: SecretStore,
    private readonly state: StateStore,
    private readonly clock: Clock,
  ) {}

  /** Takes a value into memory, before anything else can fail. */
  hold(appId: string, { keyId, secretText }: Pick<NewClientSecret, "keyId" | "secretText">): void {
    this.held.set(clientSecretKey(appId, keyId), secretText);
  }

  /** Keeps the value of a secret that was made elsewhere. @throws Failure `secret.notKept`; it stays in memory */
  async store(appId: string, secret: Pick<NewClientSecret, "keyId" | "secretText">): Promise<void> {
    this.hold(appId, secret);
    await this.secure(appId, secret.keyId);
  }

  /** A value this editor did not keep, for as long as the window is open. */
  unsaved(appId: string, keyId: string): string | undefined {
    return this.held.get(clientSecretKey(appId, keyId));
  }

  /**
   * Makes sure that the value is in SecretStorage and its fact in the state.
   * @returns false when the value is nowhere to be found
   * @throws Failure `secret.notKept`; the value stays in memory
   */
  async secure(appId: string, keyId: string): Promise<boolean> {
    const key = clientSecretKey(appId, keyId);
    const value = this.held.get(key);
    if (value !== undefined) {
      try {
        await this.secrets.set(key, value);
      } finally {
        this.changed.fire();
      }
    } else if ((await this.secrets.get(key)) === undefined) {
      return false;
    }
    await this.remember(appId, keyId);
    this.held.delete(key);
    return true;
  }

  /** How many values there are, those in memory only included. */
  get count(): number {
    const { storedSecrets } = this.state.state;
    const keys = storedSecrets.map(({ appId, keyId }) => clientSecretKey(appId, keyId));
    return new Set([...keys, ...this.held.keys()]).size;
  }

  isStored(appId: string, keyId: string): boolean {
    return this.state.state.storedSecrets.some(is(appId, keyId));
  }

  /**
   * The value; undefined when it is not on this computer. A fact without its value is dropped: it may be gone at any time.
   * @throws Failure `secret.unreadable`
   */
  async read(appId: string, keyId: string): Promise<string | undefined> {
    const value =
      this.unsaved(appId, keyId) ?? (await this.secrets.get(clientSecretKey(appId, keyId)));
    if (value === undefined && this.isStored(appId, keyId)) {
      await this.dropFacts(is(appId, keyId));
    }
    return value;
  }

  /** Forgets the values that {@link unsaved} tells; those that are stored stay. */
  forgetUnsaved(): void {
    if (this.held.size === 0) return;
    this.held.clear();
    this.changed.fire();
  }

  /** Forgets the value of a secret that was removed. */
  async forget(appId: string, keyId: string): Promise<void> {
    const key = clientSecretKey(appId, keyId);
    this.held.delete(key);
    await this.secrets.delete(key);
    if (this.isStored(appId, keyId)) await this.dropFacts(is(appId, keyId));
  }

  /** Forgets all secrets of a registration that is gone. */
  async forgetAll(appId: string): Promise<void> {
    const prefix = clientSecretKey(appId, "");
    for (const key of this.held.keys()) if (key.startsWith(prefix)) this.held.delete(key);
    for (const key of await this.secrets.keys()) {
      if (key.startsWith(prefix)) await this.secrets.delete(key);
    }
    if (this.state.state.storedSecrets.some((fact) => fact.appId === appId)) {
      await this.dropFacts((fact) => fact.appId === appId);
    }
  }

  private async remember(appId: string, keyId: string): Promise<void> {
    if (this.isStored(appId, keyId)) return;
    const fact: StoredSecretFacts = { appId, keyId, storedAt: this.clock.now().toISOString() };
    await this.state.update((state) => ({
      ...state,
      storedSecrets: [...state.storedSecrets.filter((other) => !is(appId, keyId)(other)), fact],
    }));
  }

  private async dropFacts(gone: (fact: StoredSecretFacts) => boolean): Promise<void> {
    await this.state.update((state) => ({
      ...state,
      storedSecrets: state.storedSecrets.filter((fact) => !gone(fact)),
    }));
  }
}

const is =
  (appId: string, keyId: string) =>
  (fact: StoredSecretFacts): boolean =>
    fact.appId === appId && fact.keyId === keyId;
