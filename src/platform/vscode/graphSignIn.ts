import * as vscode from "vscode";
import { Emitter } from "../../base/event";
import { DisposableStore } from "../../base/lifecycle";
import { Failure } from "../../core/failure";
import { readTokenInfo } from "../../core/oauth/tokenInfo";
import type { GraphToken, GraphTokenRequest, GraphTokenSource, Log } from "../../core/ports";
import { type BackEndToken, graphBackEnds } from "./graphBackEnds";
import { missingRight } from "./graphRights";
import type { EditorSettings } from "./settings";

/** The editor reports each session by itself; one look after the last of them is enough. */
const settleMilliseconds = 300;

export interface GraphSignInParts {
  readonly settings: Pick<EditorSettings, "cloud" | "management" | "onDidChangeSignIn">;
  /** Told of every token, so that it can be hidden in logs. */
  readonly hide: (value: string) => void;
  readonly log: Log;
}

/** Sign-in for managing registrations, by the back end that fits the settings. */
export class GraphSignIn implements GraphTokenSource, vscode.Disposable {
  private readonly changed = new Emitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly subscriptions = new DisposableStore();
  private settling: NodeJS.Timeout | undefined;

  constructor(private readonly parts: GraphSignInParts) {
    this.subscriptions.add(this.changed);
    this.subscriptions.add(
      vscode.authentication.onDidChangeSessions(({ provider }) => {
        if (provider.id.startsWith("microsoft")) this.settle();
      }),
    );
    this.subscriptions.add(parts.settings.onDidChangeSignIn(() => this.settle()));
    this.subscriptions.add({ dispose: () => clearTimeout(this.settling) });
  }

  async token(request: GraphTokenRequest): Promise<GraphToken | undefined> {
    return await this.acquire(request, false);
  }

  /** Asks which account to use, and signs it in when it is not. */
  async switchAccount(): Promise<void> {
    await this.acquire({ interaction: "prompt", access: "read" }, true);
    this.settle();
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private async acquire(
    request: GraphTokenRequest,
    chooseAccount: boolean,
  ): Promise<GraphToken | undefined> {
    const { cloud, management } = this.parts.settings;
    const backEnd = graphBackEnds.find(({ fits }) => fits(management));
    const found = await backEnd?.token({ ...request, cloud, management, chooseAccount });
    if (found === undefined) return undefined;
    this.parts.hide(found.accessToken);
    const token = readGraphToken(found);
    const missing = missingRight(request.access, token.scopes);
    if (missing !== undefined) {
      const granted = token.scopes?.join(" ") ?? "";
      this.parts.log.info(`The ${backEnd?.id ?? ""} sign-in lacks ${missing}; it has: ${granted}`);
      throw new Failure("signIn.scopeMissing", `The sign-in lacks ${missing}.`, {
        missing,
        granted,
        client: backEnd?.id,
      });
    }
    return token;
  }

  private settle(): void {
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.changed.fire(), settleMilliseconds);
    this.settling.unref();
  }
}

function readGraphToken({ accessToken, accountLabel }: BackEndToken): GraphToken {
  const { opaque, scopes, tenantId } = readTokenInfo(accessToken);
  return { accessToken, accountLabel, tenantId, scopes: opaque ? undefined : scopes };
}
