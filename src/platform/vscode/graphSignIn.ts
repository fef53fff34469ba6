import * as vscode from "vscode";
import { Emitter } from "../../base/event";
import { DisposableStore } from "../../base/lifecycle";
import { Failure, isFailure } from "../../core/failure";
import { missingRight } from "../../core/management/graphAccess";
import type {
  ManagementPrompts,
  ManagementSignIn,
  ManagementWire,
  SignedIn,
} from "../../core/management/managementPorts";
import type { SignInMethodId } from "../../core/management/signInMethod";
import {
  type SignInTarget,
  signInTarget,
  withDirectory,
  withMethod,
} from "../../core/management/signInTarget";
import type {
  Clock,
  GraphToken,
  GraphTokenRequest,
  Interaction,
  Log,
  MailboxTokens,
  SecretStore,
  StateStore,
} from "../../core/ports";
import { secretKeyPrefixes } from "../../core/secretKeys";
import { editorSession } from "./editorAccount";
import { graphBackEnds } from "./graphBackEnds";
import { GraphTokenFinder, readGraphToken, type TokenSearch } from "./graphTokenFinder";
import type { EditorSettings } from "./settings";

/** The editor reports each session by itself; one look after the last of them is enough. */
const settleMilliseconds = 300;

export interface GraphSignInParts {
  readonly settings: Pick<
    EditorSettings,
    "cloud" | "management" | "onDidChangeSignIn" | "setManagement"
  >;
  readonly state: StateStore;
  readonly secrets: Pick<SecretStore, "onDidChange">;
  readonly wire: Pick<ManagementWire, "cliToken" | "cliInstalled">;
  /** Our own MSAL, with a place of its own for the tokens. */
  readonly tokens: MailboxTokens;
  readonly clock: Pick<Clock, "now">;
  /** Told of every token, so that it can be hidden in logs. */
  readonly hide: (value: string) => void;
  readonly log: Log;
}

interface Acquire extends TokenSearch {
  /** Any token will do. */
  readonly anyRight?: boolean;
}

/** Sign-in for managing registrations, by the method that was chosen or fits the settings. */
export class GraphSignIn implements ManagementSignIn, vscode.Disposable {
  private readonly subscriptions = new DisposableStore();
  private readonly changed = this.subscriptions.add(new Emitter<void>());
  readonly onDidChange = this.changed.event;
  private readonly answered = this.subscriptions.add(new Emitter<SignedIn | undefined>());
  readonly onDidAnswer = this.answered.event;
  private readonly finder: GraphTokenFinder;
  private prompts: ManagementPrompts | undefined;
  private settling: NodeJS.Timeout | undefined;
  private told: string;

  constructor(private readonly parts: GraphSignInParts) {
    const { state, settings, secrets } = parts;
    const backEnds = graphBackEnds({
      ...parts,
      prompts: () => this.prompts,
      directories: () => state.state.directories,
    });
    this.finder = new GraphTokenFinder(backEnds, parts);
    this.told = JSON.stringify(state.state.management);
    for (const subscription of [
      vscode.authentication.onDidChangeSessions(({ provider }) => {
        if (provider.id.startsWith("microsoft")) this.settle();
      }),
      settings.onDidChangeSignIn(() => this.settle()),
      state.onDidChange(() => this.compareChoice()),
      secrets.onDidChange((key) => {
        if (key.startsWith(secretKeyPrefixes.managementCache)) this.finder.forget();
      }),
      { dispose: () => clearTimeout(this.settling) },
    ]) {
      this.subscriptions.add(subscription);
    }
  }

  get target(): SignInTarget {
    const { cloud, management } = this.parts.settings;
    return signInTarget(this.parts.state.state, cloud.id, management);
  }

  usePrompts(prompts: ManagementPrompts): void {
    this.prompts = prompts;
  }

  async token(request: GraphTokenRequest): Promise<GraphToken | undefined> {
    return await this.acquire(request);
  }

  async switchAccount(): Promise<void> {
    this.finder.forget();
    await this.acquire({ interaction: "prompt", access: "read", chooseAccount: true });
    this.settle();
  }

  async inspect(): Promise<GraphToken | undefined> {
    return await this.acquire({ interaction: "prompt", access: "read", anyRight: true });
  }

  async chooseMethod(id: SignInMethodId): Promise<void> {
    const { cloud, management } = this.parts.settings;
    await this.parts.state.update((state) => withMethod(state, cloud.id, management, id));
    this.finder.forget();
  }

  async chooseDirectory(tenantId: string | undefined): Promise<void> {
    const { cloud, management } = this.parts.settings;
    await this.parts.state.update((state) => withDirectory(state, cloud.id, management, tenantId));
    this.finder.forget();
  }

  async useOwnClient(clientId: string, tenantId: string | undefined): Promise<void> {
    await this.parts.settings.setManagement({ clientId, tenant: tenantId });
    await this.chooseMethod("ownClient");
  }

  async cliInstalled(): Promise<boolean> {
    return await this.parts.wire.cliInstalled();
  }

  async azureToken(host: string, interaction: Interaction): Promise<string | undefined> {
    const { cloud } = this.parts.settings;
    const scopes = [`https://${host}/.default`];
    const session = await editorSession({ cloud, interaction, scopes });
    if (session !== undefined) this.parts.hide(session.accessToken);
    return session?.accessToken;
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private async acquire(request: Acquire): Promise<GraphToken | undefined> {
    const { target } = this;
    const { cloud } = this.parts.settings;
    const found = await this.finder.find(request, target, cloud).catch((error: unknown) => {
      // Nobody was asked, and whoever asks next is told why.
      if (request.interaction === "silent" && isFailure(error, "signIn.methodUnavailable")) {
        this.parts.log.info(error.message);
        return undefined;
      }
      throw error;
    });
    if (found === undefined) {
      // Without an answer to a challenge the sign-in before still stands.
      if (request.wwwAuthenticate === undefined) this.answered.fire(undefined);
      return undefined;
    }
    const token = readGraphToken(found);
    const { accessToken: _hidden, ...facts } = token;
    const prompted = request.interaction === "prompt";
    if (request.anyRight !== true) this.checkRight(request, token, target);
    this.answered.fire({ ...facts, target, cloudId: cloud.id, prompted, account: found.account });
    return token;
  }

  private checkRight(
    { access }: GraphTokenRequest,
    { scopes }: GraphToken,
    { method }: SignInTarget,
  ): void {
    const missing = missingRight(access, scopes);
    if (missing === undefined) return;
    const granted = scopes?.join(" ") ?? "";
    this.parts.log.info(`The ${method} sign-in lacks ${missing}; it has: ${granted}`);
    throw new Failure("signIn.scopeMissing", `The sign-in lacks ${missing}.`, {
      missing,
      granted,
      client: method,
    });
  }

  private compareChoice(): void {
    const choice = JSON.stringify(this.parts.state.state.management);
    if (choice === this.told) return;
    this.told = choice;
    // Told at once: whoever has chosen goes on with a sign-in, and what it ends with must stay.
    this.finder.forget();
    this.changed.fire();
  }

  private settle(): void {
    this.finder.forget();
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.changed.fire(), settleMilliseconds);
    this.settling.unref();
  }
}
