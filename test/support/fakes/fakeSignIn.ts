import { throwIfAborted } from "../../../src/base/async";
import { Emitter } from "../../../src/base/event";
import { clouds } from "../../../src/core/cloud";
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
    return await this.answer();
  }

  async remove(clientId: string, homeAccountId: string): Promise<void> {
    await Promise.resolve();
    this.removed.push(`${clientId} ${homeAccountId}`);
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
