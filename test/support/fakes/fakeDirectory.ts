import { throwIfAborted } from "../../../src/base/async";
import { Failure } from "../../../src/core/failure";
import type { ApplicationDirectory, GraphCall, RegistrationPage } from "../../../src/core/ports";
import type {
  ApplicationDraft,
  CreatedApplication,
  NewClientSecret,
  PasswordCredentialDraft,
  Registration,
} from "../../../src/core/registration/registration";
import { aRegistration } from "../builders";
import type { FakeClock } from "./fakeClock";
import { type Gate, open } from "./gate";

interface Entry {
  registration: Registration;
  readonly createdAt: number;
}

/** What the directory remembers, whichever window asks. */
export class Tenant {
  readonly entries = new Map<string, Entry>();
  /** Values of all secrets that were ever made, by key id. */
  readonly secretTexts = new Map<string, string>();
  private count = 0;

  nextId(prefix: string): string {
    this.count += 1;
    return `${prefix}-${this.count}`;
  }

  get registrations(): readonly Registration[] {
    return [...this.entries.values()].map(({ registration }) => registration);
  }
}

export interface DirectoryHabits {
  /** Seconds after which `get`, `addPassword` and `delete` know a new registration. */
  readonly replicationSeconds: number;
  /** Seconds after which lists and lookups show it. */
  readonly indexSeconds: number;
  /** The creation also returns the value of its secret. */
  readonly secretWithCreation: boolean;
  readonly pageSize: number;
}

/** The applications of a tenant, as slow to know what is new as the real one. */
export class FakeDirectory implements ApplicationDirectory {
  /** Operations in the order in which they arrived. */
  readonly calls: string[] = [];
  habits: DirectoryHabits = {
    replicationSeconds: 0,
    indexSeconds: 0,
    secretWithCreation: true,
    pageSize: 100,
  };

  constructor(
    private readonly tenant: Tenant,
    private readonly clock: FakeClock,
    private readonly gate: Gate = open,
  ) {}

  listPage(next: string | undefined, call: GraphCall): Promise<RegistrationPage> {
    return this.answer("listPage", call, () => {
      const all = this.indexed().sort((a, b) => a.displayName.localeCompare(b.displayName));
      const start = Number(next ?? 0);
      const end = start + this.habits.pageSize;
      return {
        items: all.slice(start, end),
        total: all.length,
        next: end < all.length ? String(end) : undefined,
      };
    });
  }

  get(objectId: string, call: GraphCall): Promise<Registration> {
    return this.answer("get", call, () => this.entry(objectId).registration);
  }

  create(draft: ApplicationDraft, call: GraphCall): Promise<CreatedApplication> {
    return this.answer("create", call, () => {
      const secrets = (draft.passwordCredentials ?? []).map((secret) => this.newSecret(secret));
      const registration = aRegistration({
        objectId: this.tenant.nextId("object"),
        appId: this.tenant.nextId("app"),
        displayName: draft.displayName,
        createdDateTime: this.clock.now().toISOString(),
        signInAudience: draft.signInAudience,
        tags: draft.tags,
        clientSecrets: secrets.map(withoutText),
      });
      this.tenant.entries.set(registration.objectId, {
        registration,
        createdAt: this.clock.now().getTime(),
      });
      const newSecret = this.habits.secretWithCreation ? secrets[0] : undefined;
      return { registration, newSecret };
    });
  }

  findByTag(tag: string, call: GraphCall): Promise<readonly Registration[]> {
    return this.answer("findByTag", call, () =>
      this.indexed().filter(({ tags }) => tags.includes(tag)),
    );
  }

  addPassword(
    objectId: string,
    draft: PasswordCredentialDraft,
    call: GraphCall,
  ): Promise<NewClientSecret> {
    return this.answer("addPassword", call, () => {
      const entry = this.entry(objectId);
      const secret = this.newSecret(draft);
      const { registration } = entry;
      const clientSecrets = [...registration.clientSecrets, withoutText(secret)];
      entry.registration = { ...registration, clientSecrets };
      return secret;
    });
  }

  removePassword(objectId: string, keyId: string, call: GraphCall): Promise<void> {
    return this.answer("removePassword", call, () => {
      const entry = this.entry(objectId);
      const { registration } = entry;
      const clientSecrets = registration.clientSecrets.filter((secret) => secret.keyId !== keyId);
      entry.registration = { ...registration, clientSecrets };
    });
  }

  delete(objectId: string, call: GraphCall): Promise<void> {
    return this.answer("delete", call, () => {
      this.entry(objectId);
      this.tenant.entries.delete(objectId);
    });
  }

  private async answer<T>(operation: string, call: GraphCall, effect: () => T): Promise<T> {
    this.calls.push(operation);
    throwIfAborted(call.signal);
    return await this.gate(`directory.${operation}`, effect);
  }

  private newSecret(draft: PasswordCredentialDraft): NewClientSecret {
    const keyId = this.tenant.nextId("key");
    const secretText = `value-of-${keyId}`;
    this.tenant.secretTexts.set(keyId, secretText);
    return { keyId, secretText, hint: "val", ...draft };
  }

  private entry(objectId: string): Entry {
    const entry = this.tenant.entries.get(objectId);
    const age = this.clock.now().getTime() - (entry?.createdAt ?? 0);
    if (entry === undefined || age < this.habits.replicationSeconds * 1000) {
      throw new Failure("graph.notFound", "Resource does not exist.", { status: 404 });
    }
    return entry;
  }

  private indexed(): Registration[] {
    const newest = this.clock.now().getTime() - this.habits.indexSeconds * 1000;
    return [...this.tenant.entries.values()]
      .filter(({ createdAt }) => createdAt <= newest)
      .map(({ registration }) => registration);
  }
}

function withoutText(secret: NewClientSecret): Registration["clientSecrets"][0] {
  const { keyId, displayName, hint, endDateTime } = secret;
  return { keyId, displayName, hint, endDateTime };
}
