import { throwIfAborted } from "../../../src/base/async";
import { Emitter } from "../../../src/base/event";
import { clouds } from "../../../src/core/cloud";
import { isFailure } from "../../../src/core/failure";
import type { TokensOf } from "../../../src/core/mailbox/mailbox";
import { endsSignIn } from "../../../src/core/oauth/endsSignIn";
import type {
  AccessGrant,
  AppTokenRequest,
  AppTokens,
  GraphToken,
  GraphTokenRequest,
  GraphTokenSource,
  Log,
  MailboxTokens,
  NewId,
  SettingsReader,
  SignInInteraction,
  SignInRequest,
  SilentRequest,
  TokenOwners,
} from "../../../src/core/ports";

export const tenantId = "11111111-1111-4111-8111-111111111111";

export class FakeGraphTokens implements GraphTokenSource {
  readonly changed = new Emitter<void>();
  readonly onDidChange = this.changed.event;
  readonly requests: GraphTokenRequest[] = [];
  /** What the next requests come to; a function may throw. */
  answer: (request: GraphTokenRequest) => GraphToken | undefined = () => ({
    accessToken: "graph-token",
    accountLabel: "ada@contoso.test",
    tenantId,
    scopes: ["Application.ReadWrite.All"],
    directoryRoles: undefined,
  });

  async token(request: GraphTokenRequest): Promise<GraphToken | undefined> {
    this.requests.push(request);
    await Promise.resolve();
    return this.answer(request);
  }
}

export class FakeMailboxTokens implements MailboxTokens {
  readonly signIns: SignInRequest[] = [];
  readonly silents: SilentRequest[] = [];
  readonly removed: string[] = [];
  /** Told when the tokens stop working. */
  owners: TokenOwners | undefined;
  /** What a sign-in or a silent request comes to; may throw. */
  answer: () => AccessGrant | Promise<AccessGrant>;

  constructor(grant: AccessGrant) {
    this.answer = () => grant;
  }

  async signIn(
    request: SignInRequest,
    _interaction: SignInInteraction,
    signal: AbortSignal,
  ): Promise<AccessGrant> {
    throwIfAborted(signal);
    this.signIns.push(request);
    return await this.answer();
  }

  async silent(request: SilentRequest, signal: AbortSignal): Promise<AccessGrant> {
    throwIfAborted(signal);
    this.silents.push(request);
    try {
      return await this.answer();
    } catch (error) {
      const { client, homeAccountId, signInId } = request;
      const tokens = { clientId: client.clientId, homeAccountId, signInId };
      if (isFailure(error) && endsSignIn(error)) await this.owners?.stopped(tokens, 0);
      throw error;
    }
  }

  async remove({ clientId, homeAccountId, signInId }: TokensOf): Promise<void> {
    await Promise.resolve();
    const name = [clientId, homeAccountId, signInId].filter(Boolean).join(" ");
    if (!this.removed.includes(name)) this.removed.push(name);
  }
}

export class FakeAppTokens implements AppTokens {
  readonly requests: AppTokenRequest[] = [];
  readonly forgotten: string[] = [];
  /** What a request comes to; may throw. */
  answer: () => AccessGrant | Promise<AccessGrant> = () => {
    throw new Error("No app has a token here.");
  };

  async acquire(request: AppTokenRequest, signal: AbortSignal): Promise<AccessGrant> {
    throwIfAborted(signal);
    this.requests.push(request);
    return await this.answer();
  }

  async forget(clientId: string): Promise<void> {
    await Promise.resolve();
    this.forgotten.push(clientId);
  }
}

export const noInteraction: SignInInteraction = {
  openBrowser: () => Promise.resolve(true),
  showDeviceCode: () => undefined,
  askPastedAnswer: () => Promise.reject(new Error("Nothing is pasted here.")),
};

export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

export const globalSettings: SettingsReader = {
  cloud: clouds.global,
  expiryWarningDays: 30,
  onDidChange: () => ({ dispose: () => undefined }),
};

/** Ids that tell their order. */
export function countingIds(prefix = "id"): NewId {
  let count = 0;
  return () => {
    count += 1;
    return `${prefix}-${count}`;
  };
}
