import { Emitter, type Event } from "../base/event";
import { type Disposable, DisposableStore } from "../base/lifecycle";
import type { Clock, SecretStore, StateStore } from "../core/ports";
import type {
  CertificateFile,
  CertificateWish,
  CertificateWorkshop,
  MadeCertificate,
  PrivateFiles,
} from "../core/registration/certificatePort";
import { certificateKey } from "../core/secretKeys";
import type { StoredCertificateFacts } from "../core/storedState";

export interface CertificateServiceParts {
  readonly workshop: CertificateWorkshop;
  readonly files: PrivateFiles;
  readonly secrets: SecretStore;
  readonly state: StateStore;
  readonly clock: Clock;
  /** Name of the computer on which files are written. */
  readonly machine: string;
  /** Where a dialog for them begins. */
  readonly home: string;
}

/** Certificates made or read here. A private key lies in SecretStorage or in a file the person chose, nowhere else. */
export class CertificateService implements Disposable {
  private readonly disposables = new DisposableStore();
  private readonly changed = this.disposables.add(new Emitter<void>());
  /** Keys were stored or forgotten. */
  readonly onDidChange: Event<void> = this.changed.event;

  constructor(private readonly parts: CertificateServiceParts) {
    this.disposables.add(parts.state.onDidChange(() => this.changed.fire()));
  }

  get machine(): string {
    return this.parts.machine;
  }

  /** Folder of the person on {@link machine}. */
  get home(): string {
    return this.parts.home;
  }

  /** The certificates whose private key is in this editor. */
  get stored(): readonly StoredCertificateFacts[] {
    return this.parts.state.state.storedCertificates;
  }

  isStored({ thumbprint }: { readonly thumbprint: string | undefined }): boolean {
    return thumbprint !== undefined && this.stored.some(is(thumbprint));
  }

  make(wish: CertificateWish): Promise<MadeCertificate> {
    return this.parts.workshop.make(wish);
  }

  /** @throws Failure `input.invalid` (input `certificate`) */
  read(file: Uint8Array): Promise<CertificateFile> {
    return this.parts.workshop.read(file);
  }

  /** Keeps the private key in SecretStorage. @throws Failure `secret.notKept`: then nothing is remembered */
  async keep({ draft, privateKey, certificate }: MadeCertificate): Promise<void> {
    const { thumbprint, displayName } = draft;
    await this.parts.secrets.set(certificateKey(thumbprint), `${privateKey}${certificate}`);
    const storedAt = this.parts.clock.now().toISOString();
    await this.parts.state.update((state) => ({
      ...state,
      storedCertificates: [
        ...state.storedCertificates.filter(not(thumbprint)),
        { thumbprint, appId: undefined, displayName, storedAt },
      ],
    }));
  }

  /** Notes for which registration certificates are; nothing is written where none of them is stored here. */
  async assign(thumbprints: readonly string[], appId: string): Promise<void> {
    const isNew = (facts: StoredCertificateFacts): boolean =>
      facts.appId !== appId && thumbprints.includes(facts.thumbprint);
    if (!this.stored.some(isNew)) return;
    await this.parts.state.update((state) => ({
      ...state,
      storedCertificates: state.storedCertificates.map((facts) =>
        isNew(facts) ? { ...facts, appId } : facts,
      ),
    }));
  }

  /**
   * Key and certificate in PEM; undefined when they are not on this computer. A fact without its key is dropped.
   * @throws Failure `secret.unreadable`
   */
  async pem(thumbprint: string): Promise<string | undefined> {
    const value = await this.parts.secrets.get(certificateKey(thumbprint));
    if (value === undefined && this.isStored({ thumbprint })) await this.dropFact(thumbprint);
    return value;
  }

  /** Key and certificate as a PKCS #12 file. @throws Failure `input.invalid` (certificate.unreadable) */
  pfx(pem: string, password: string, friendlyName: string): Promise<Uint8Array> {
    return this.parts.workshop.pfx(pem, password, friendlyName);
  }

  /** Writes a file with a private key on {@link machine}. @throws Failure `input.invalid` (input `file`) */
  writePrivate(path: string, contents: Uint8Array): Promise<void> {
    return this.parts.files.write(path, contents);
  }

  /** Deletes a stored key. @throws Failure `secret.unreadable` */
  async forget(thumbprint: string): Promise<void> {
    await this.parts.secrets.delete(certificateKey(thumbprint));
    await this.dropFact(thumbprint);
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private async dropFact(thumbprint: string): Promise<void> {
    await this.parts.state.update((state) => ({
      ...state,
      storedCertificates: state.storedCertificates.filter(not(thumbprint)),
    }));
  }
}

const is =
  (thumbprint: string) =>
  (facts: StoredCertificateFacts): boolean =>
    facts.thumbprint === thumbprint;

const not =
  (thumbprint: string) =>
  (facts: StoredCertificateFacts): boolean =>
    facts.thumbprint !== thumbprint;
