import { createHash } from "node:crypto";
import { throwIfAborted } from "../../../src/base/async";
import { Failure } from "../../../src/core/failure";
import type {
  AppRoleGrant,
  DelegatedGrant,
  KeyCredential,
  ListQuery,
  ServicePrincipal,
} from "../../../src/core/directoryPorts";
import type { JsonObject } from "../../../src/core/json";
import type { ApplicationDirectory, GraphCall, RegistrationPage } from "../../../src/core/ports";
import type {
  ApplicationDraft,
  CertificateFacts,
  CreatedApplication,
  NewClientSecret,
  PasswordCredentialDraft,
  Registration,
} from "../../../src/core/registration/registration";
import { aRegistration } from "../builders";
import type { FakeClock } from "./fakeClock";
import { manifestOf, merged, takeManifest } from "./fakeManifest";
import { type Gate, open } from "./gate";

export interface Entry {
  registration: Registration;
  readonly createdAt: number;
  /** Certificates as Graph keeps them. */
  keyCredentials?: readonly KeyCredential[];
  /** Properties that a {@link Registration} does not have. */
  others?: JsonObject;
}

/** A delegated grant and whose it is. */
export interface OwnedGrant extends DelegatedGrant {
  readonly clientId: string;
}

/** An application permission and whose it is. */
export interface OwnedRole extends AppRoleGrant {
  readonly clientId: string;
}

/** What the directory remembers, whichever window asks. */
export class Tenant {
  readonly entries = new Map<string, Entry>();
  /** Deleted registrations that can be restored. */
  readonly deleted = new Map<string, Entry>();
  /** Enterprise applications by the client id. */
  readonly servicePrincipals = new Map<string, ServicePrincipal>();
  /** Grants of a client by the object id of its enterprise application. */
  readonly grants: OwnedGrant[] = [];
  readonly roles: OwnedRole[] = [];
  /** Object ids of the owners of a registration. */
  readonly owners = new Map<string, readonly string[]>();
  /** Values of all secrets that were ever made, by key id. */
  readonly secretTexts = new Map<string, string>();
  private count = 0;

  nextId(prefix: string): string {
    this.count += 1;
    return `${prefix}-${this.count}`;
  }

  /** Puts a registration there that is known everywhere. */
  add(registration: Registration): void {
    this.entries.set(registration.objectId, { registration, createdAt: 0 });
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
  /** The directory it tells to be; undefined = it does not tell. */
  tenantId: string | undefined;
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

  listPage(query: ListQuery, next: string | undefined, call: GraphCall): Promise<RegistrationPage> {
    return this.answer("listPage", call, () => {
      const all = this.asked(query).sort((a, b) => a.displayName.localeCompare(b.displayName));
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

  findByName(displayName: string, call: GraphCall): Promise<readonly Registration[]> {
    const wanted = displayName.toLowerCase();
    return this.answer("findByName", call, () =>
      this.indexed().filter((registration) => registration.displayName.toLowerCase() === wanted),
    );
  }

  manifest(objectId: string, call: GraphCall): Promise<JsonObject> {
    return this.answer("manifest", call, () => manifestOf(this.entry(objectId)));
  }

  update(objectId: string, patch: JsonObject, call: GraphCall): Promise<void> {
    return this.answer("update", call, () => {
      const entry = this.entry(objectId);
      takeManifest(entry, merged(manifestOf(entry), patch));
    });
  }

  keyCredentials(objectId: string, call: GraphCall): Promise<readonly KeyCredential[]> {
    return this.answer("keyCredentials", call, () => this.entry(objectId).keyCredentials ?? []);
  }

  setKeyCredentials(
    objectId: string,
    credentials: readonly KeyCredential[],
    call: GraphCall,
  ): Promise<void> {
    return this.answer("setKeyCredentials", call, () => {
      const entry = this.entry(objectId);
      entry.keyCredentials = credentials.map((credential) => ({
        keyId: this.tenant.nextId("certificate"),
        ...credential,
      }));
      const certificates = entry.keyCredentials.map(certificateFacts);
      entry.registration = { ...entry.registration, certificates };
    });
  }

  getDeleted(objectId: string, call: GraphCall): Promise<Registration | undefined> {
    return this.answer("getDeleted", call, () => this.tenant.deleted.get(objectId)?.registration);
  }

  restore(objectId: string, call: GraphCall): Promise<void> {
    return this.answer("restore", call, () => {
      this.tenant.entries.set(objectId, this.deletedEntry(objectId));
      this.tenant.deleted.delete(objectId);
    });
  }

  deletePermanently(objectId: string, call: GraphCall): Promise<void> {
    return this.answer("deletePermanently", call, () => {
      this.deletedEntry(objectId);
      this.tenant.deleted.delete(objectId);
    });
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
      if (!registration.clientSecrets.some((secret) => secret.keyId === keyId)) {
        throw new Failure("graph.badRequest", "No such credential.", { status: 400 });
      }
      const clientSecrets = registration.clientSecrets.filter((secret) => secret.keyId !== keyId);
      entry.registration = { ...registration, clientSecrets };
    });
  }

  delete(objectId: string, call: GraphCall): Promise<void> {
    return this.answer("delete", call, () => {
      this.tenant.deleted.set(objectId, this.entry(objectId));
      this.tenant.entries.delete(objectId);
    });
  }

  private async answer<T>(operation: string, call: GraphCall, effect: () => T): Promise<T> {
    this.calls.push(operation);
    throwIfAborted(call.signal);
    if (this.tenantId !== undefined) call.onDirectory?.(this.tenantId);
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

  private deletedEntry(objectId: string): Entry {
    const entry = this.tenant.deleted.get(objectId);
    if (entry !== undefined) return entry;
    throw new Failure("graph.notFound", "Resource does not exist.", { status: 404 });
  }

  private asked({ view, search = "" }: ListQuery): Registration[] {
    const all =
      view === "deleted"
        ? [...this.tenant.deleted.values()].map(({ registration }) => registration)
        : this.indexed();
    const wanted = search.toLowerCase();
    return all.filter(
      ({ displayName, appId }) =>
        displayName.toLowerCase().includes(wanted) || appId.toLowerCase() === wanted,
    );
  }

  private indexed(): Registration[] {
    const newest = this.clock.now().getTime() - this.habits.indexSeconds * 1000;
    return [...this.tenant.entries.values()]
      .filter(({ createdAt }) => createdAt <= newest)
      .map(({ registration }) => registration);
  }
}

function certificateFacts(credential: KeyCredential): CertificateFacts {
  const text = (name: string): string => {
    const value = credential[name];
    return typeof value === "string" ? value : "";
  };
  const der = Buffer.from(text("key"), "base64");
  return {
    keyId: text("keyId"),
    displayName: text("displayName"),
    thumbprint: createHash("sha1").update(der).digest("hex").toUpperCase(),
    endDateTime: text("endDateTime"),
  };
}

function withoutText(secret: NewClientSecret): Registration["clientSecrets"][0] {
  const { keyId, displayName, hint, endDateTime } = secret;
  return { keyId, displayName, hint, endDateTime };
}
