import assert from "node:assert/strict";
import type { Mailbox } from "../../../src/core/mailbox/mailbox";
import { clouds } from "../../../src/core/cloud";
import type { ProtocolId } from "../../../src/core/mail/probe";
import type { AccessGrant, NewId, SettingsReader } from "../../../src/core/ports";
import { MsalTokens } from "../../../src/platform/node/msalTokens";
import { EditorSecretStore } from "../../../src/platform/vscode/secretStore";
import { EditorStateStore } from "../../../src/platform/vscode/stateStore";
import { MailboxService } from "../../../src/services/mailboxService";
import { MailboxTokenOwners } from "../../../src/services/mailboxTokenOwners";
import { Emitter } from "../../../src/base/event";
import { aRegistration } from "../../support/builders";
import { FakeAppTokens, noInteraction } from "../../support/fakes/fakeSignIn";
import type { EditorStores } from "./editorStores";
import { ada, type FakeAccount, FakeIdentity, refuse } from "./fakeIdentity";
import { MemoryLog } from "./fakes";
import type { Turns } from "./turns";

const never = new AbortController().signal;
const onDidChange = new Emitter<void>().event;
const settings: SettingsReader = { cloud: clouds.global, expiryWarningDays: 30, onDidChange };

/** An identity platform whose refresh tokens can be used once: each use replaces the one that was used. */
export class RotatingIdentity extends FakeIdentity {
  /** Requests that had a refresh token. */
  refreshes = 0;

  constructor(private readonly turns: Turns) {
    super();
  }

  /**
   * The platform acts in one step, and its answer arrives in another.
   * @param person whose device code it is
   */
  asked(person: () => FakeAccount): typeof fetch {
    return async (input, init) => {
      const answer = await this.turns.step(() => this.act(person(), input, init));
      return await this.turns.step(() => answer);
    };
  }

  private act(
    person: FakeAccount,
    input: Parameters<typeof fetch>[0],
    init?: RequestInit,
  ): Promise<Response> {
    const form = new URLSearchParams(typeof init?.body === "string" ? init.body : "");
    this.account = person;
    const used = form.get("refresh_token");
    if (used === null) return this.fetch(input, init);
    this.refreshes += 1;
    if (!this.goodRefreshTokens.has(used)) {
      const bad = refuse("invalid_grant", 70000, "Replaced.", { suberror: "bad_token" });
      return Promise.resolve(bad);
    }
    const answer = this.fetch(input, init);
    this.goodRefreshTokens.delete(used);
    return answer;
  }
}

/** A window with the product's own stores, tokens and mailboxes over those of the editor. */
export class MailboxWindow {
  readonly mailboxes: MailboxService;
  readonly state: EditorStateStore;
  private readonly secrets: EditorSecretStore;

  constructor(
    stores: EditorStores,
    identity: RotatingIdentity,
    turns: Turns,
    newId: NewId,
    clientId = aRegistration().appId,
  ) {
    const { secrets: storage, memento } = stores.open();
    const log = new MemoryLog();
    const clock = { now: () => new Date(turns.now + turns.made), delay: () => Promise.resolve() };
    this.registration = aRegistration({ appId: clientId });
    const { later } = turns;
    this.secrets = new EditorSecretStore({
      storage,
      hide: () => undefined,
      log,
      digest: (value) => value,
    });
    this.state = new EditorStateStore(memento, {
      windowId: newId(),
      now: () => turns.now,
      later,
    });
    const { secrets, state } = this;
    const tokens = new MsalTokens({
      secrets,
      log,
      clock,
      fetch: identity.asked(() => this.person),
      newSignInId: newId,
      owners: new MailboxTokenOwners(state),
      later,
    });
    const appTokens = new FakeAppTokens();
    const parts = { tokens, appTokens, secrets, state, settings, clock, log, newId };
    this.mailboxes = new MailboxService(parts);
  }

  private readonly registration;
  /** Who types the device codes in. */
  private person = ada;

  /** Loads what the window would load with its first work: only the steps of ports are to take time. */
  async ready(): Promise<this> {
    await assert.rejects(this.mailboxes.setAddress("none", ""), { code: "input.invalid" });
    return this;
  }

  signIn(account: FakeAccount): Promise<unknown> {
    const { registration } = this;
    const address = account.username;
    const wish = { registration, tenantId: undefined, address, flow: "deviceCode" } as const;
    this.person = account;
    return this.mailboxes.signIn(wish, noInteraction, never);
  }

  signInAgain({ id }: Mailbox, account: FakeAccount): Promise<unknown> {
    const wish = { mailboxId: id, flow: "deviceCode" } as const;
    this.person = account;
    return this.mailboxes.signInAgain(wish, noInteraction, never);
  }

  refresh(
    { id }: Mailbox,
    protocol: ProtocolId = "imap",
    forceRefresh = true,
  ): Promise<AccessGrant> {
    return this.mailboxes.grant(id, protocol, never, { forceRefresh });
  }

  close(): void {
    this.state.dispose();
    this.secrets.dispose();
    this.mailboxes.dispose();
  }
}
