import { SharedWork } from "../../base/sharedWork";
import type { Cloud } from "../../core/cloud";
import { basicScopes, missingRight, scopesFor } from "../../core/management/graphAccess";
import type { SignInTarget } from "../../core/management/signInTarget";
import { readTokenInfo } from "../../core/oauth/tokenInfo";
import type { Clock, GraphToken, GraphTokenRequest } from "../../core/ports";
import type { BackEndToken } from "./graphBackEnd";
import type { GraphBackEnds } from "./graphBackEnds";
import { GraphTokenMemory } from "./graphTokenMemory";

export interface TokenSearch extends GraphTokenRequest {
  /** Asks which account to use even when one was chosen before. */
  readonly chooseAccount?: boolean;
}

export interface TokenFinderParts {
  readonly clock: Pick<Clock, "now">;
  /** Told of every token, so that it can be hidden in logs. */
  readonly hide: (value: string) => void;
}

/** Gets a token from memory, or from the back end of the method that was chosen. */
export class GraphTokenFinder {
  private readonly memory: GraphTokenMemory;
  /** Callers that ask for the same at the same time share one sign-in, and one window. */
  private readonly running = new SharedWork<BackEndToken | undefined>();

  constructor(
    private readonly backEnds: GraphBackEnds,
    private readonly parts: TokenFinderParts,
  ) {
    this.memory = new GraphTokenMemory(parts.clock);
  }

  forget(): void {
    this.memory.clear();
  }

  /**
   * With what every sign-in asks for, as long as that is enough; the person sees the long list when it is needed.
   * Throws as the back ends do.
   */
  async find(
    request: TokenSearch,
    target: SignInTarget,
    cloud: Cloud,
  ): Promise<BackEndToken | undefined> {
    const ask = (search: TokenSearch, permissions: readonly string[]) =>
      this.ask(search, target, cloud, permissions);
    const wanted = scopesFor(request.access);
    const basic = wanted.length === basicScopes.length;
    if (basic || !this.backEnds[target.method].asksForPermissions) {
      return await ask(request, basicScopes);
    }
    const { wwwAuthenticate, ...unchallenged } = request;
    const first = await ask({ ...unchallenged, interaction: "silent" }, basicScopes);
    const enough = first && missingRight(request.access, scopesOf(first)) === undefined;
    if (wwwAuthenticate !== undefined) return await ask(request, enough ? basicScopes : wanted);
    return enough ? first : ((await ask(request, wanted)) ?? first);
  }

  private async ask(
    { interaction, wwwAuthenticate, chooseAccount = false, signal }: TokenSearch,
    target: SignInTarget,
    cloud: Cloud,
    permissions: readonly string[],
  ): Promise<BackEndToken | undefined> {
    const key = JSON.stringify([target, cloud, permissions]);
    const anew = chooseAccount || wwwAuthenticate !== undefined;
    const remembered = anew ? undefined : this.memory.get(key);
    if (remembered !== undefined) return remembered;
    const work = JSON.stringify([key, interaction, wwwAuthenticate, chooseAccount]);
    const never = new AbortController().signal;
    const found = await this.running.run(work, signal ?? never, (shared) =>
      this.backEnds[target.method].token({
        cloud,
        target,
        permissions,
        interaction,
        wwwAuthenticate,
        chooseAccount,
        signal: shared,
      }),
    );
    if (found === undefined) return undefined;
    this.parts.hide(found.accessToken);
    this.memory.keep(key, found);
    return found;
  }
}

/** A token with what it tells of itself. */
export function readGraphToken(found: BackEndToken): GraphToken {
  const { accessToken } = found;
  const { tenantId, directoryRoles, username } = readTokenInfo(accessToken);
  return {
    accessToken,
    accountLabel: found.accountLabel ?? username ?? "",
    tenantId: tenantId ?? found.tenantId,
    scopes: scopesOf(found),
    directoryRoles,
  };
}

/** Undefined when the token cannot be read: that of a personal account. */
function scopesOf({ accessToken }: BackEndToken): readonly string[] | undefined {
  const { opaque, scopes } = readTokenInfo(accessToken);
  return opaque ? undefined : scopes;
}
