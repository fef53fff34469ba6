import { Emitter, type Event } from "../base/event";
import { DisposableStore } from "../base/lifecycle";
import { SharedWork } from "../base/sharedWork";
import type { ConsentState } from "../core/consent/consentState";
import type {
  DelegatedGrant,
  DirectoryPerson,
  ResourceApi,
  ServicePrincipal,
} from "../core/directoryPorts";
import { isFailure } from "../core/failure";
import type { ConsentDirectory, GraphCall, GraphTokenSource, PeopleDirectory } from "../core/ports";
import { exchangeOnlineAppId, graphAppId } from "../core/registration/apiIds";
import type { Registration } from "../core/registration/registration";
import { ReadMemory, type ReadOptions } from "./readMemory";

export interface ConsentServiceParts {
  readonly consent: Pick<
    ConsentDirectory,
    "servicePrincipal" | "resourceApi" | "delegatedGrants" | "appRoleGrants"
  >;
  readonly people: Pick<PeopleDirectory, "me">;
  readonly tokens: Pick<GraphTokenSource, "onDidChange">;
}

type Subject = Pick<Registration, "appId" | "requiredResourceAccess">;

/** What one account may see. */
class Memory {
  /** A registration that was read anew, as after every plan, is another object: its consent is read anew, too. */
  readonly states = new ReadMemory<Subject, ConsentState>();
  readonly apis = new Map<string, ResourceApi>();
  me: DirectoryPerson | undefined;
  readonly readingApis = new SharedWork<ResourceApi | undefined>();
}

/** Enterprise applications, and what was consented to: in memory, for the account that is signed in. */
export class ConsentService {
  private readonly disposables = new DisposableStore();
  private readonly changed = this.disposables.add(new Emitter<void>());
  /** What is in memory was read anew, or forgotten. */
  readonly onDidChange: Event<void> = this.changed.event;
  private memory = new Memory();

  constructor(private readonly parts: ConsentServiceParts) {
    this.disposables.add(parts.tokens.onDidChange(() => this.forget()));
  }

  /**
   * What was granted to a registration; callers at the same time share the requests.
   * @throws Failure `graph.*`, `signIn.*`; CancelledError
   */
  async state(
    registration: Subject,
    signal: AbortSignal,
    options: ReadOptions = {},
  ): Promise<ConsentState> {
    const { memory } = this;
    const state = await memory.states.read(registration, signal, options, (call) =>
      this.read(memory, registration, call),
    );
    if (options.fresh === true && memory === this.memory) this.changed.fire();
    return state;
  }

  /**
   * The enterprise application of a registration as it is now: one request, for whoever needs no grants.
   * @throws Failure `graph.*`, `signIn.*`; CancelledError
   */
  servicePrincipal(
    { appId }: Pick<Registration, "appId">,
    signal: AbortSignal,
    { interaction = "silent" }: Pick<ReadOptions, "interaction"> = {},
  ): Promise<ServicePrincipal | undefined> {
    return this.parts.consent.servicePrincipal(appId, { interaction, signal });
  }

  /**
   * What an API publishes in this directory; undefined when the directory does not have the API.
   * @throws Failure `graph.*`, `signIn.*`; CancelledError
   */
  resourceApi(
    appId: string,
    signal: AbortSignal,
    { fresh = false, interaction = "silent" }: ReadOptions = {},
  ): Promise<ResourceApi | undefined> {
    if (fresh) this.memory.apis.delete(appId);
    return this.api(this.memory, appId, { interaction, signal });
  }

  /** Forgets what is in memory: the next reader asks the directory. */
  forget(): void {
    this.memory = new Memory();
    this.changed.fire();
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private async read(
    memory: Memory,
    { appId, requiredResourceAccess }: Subject,
    call: GraphCall,
  ): Promise<ConsentState> {
    const { consent } = this.parts;
    const servicePrincipal = await consent.servicePrincipal(appId, call);
    const requested = [
      ...new Set(requiredResourceAccess.map(({ resourceAppId }) => resourceAppId)),
    ];
    const [grants, appRoles, me, apis] = await Promise.all([
      servicePrincipal === undefined ? [] : consent.delegatedGrants(servicePrincipal.id, call),
      servicePrincipal === undefined ? [] : consent.appRoleGrants(servicePrincipal.id, call),
      servicePrincipal === undefined ? undefined : this.person(memory, call),
      this.apis(memory, requested, call),
    ]);
    const named = await this.apisOfGrants(memory, { grants, apis, requested }, call);
    return { servicePrincipal, grants, appRoles, me, apis: [...apis, ...named] };
  }

  /** Grants name their API by an object id; the two APIs that mail knows are looked up, others stay unnamed. */
  private async apisOfGrants(
    memory: Memory,
    known: {
      readonly grants: readonly DelegatedGrant[];
      readonly apis: readonly ResourceApi[];
      readonly requested: readonly string[];
    },
    call: GraphCall,
  ): Promise<readonly ResourceApi[]> {
    const unnamed = known.grants.some(
      ({ resourceId }) => !known.apis.some(({ id }) => id === resourceId),
    );
    if (!unnamed) return [];
    const others = [graphAppId, exchangeOnlineAppId].filter(
      (appId) => !known.requested.includes(appId),
    );
    return await this.apis(memory, others, call);
  }

  private async apis(
    memory: Memory,
    appIds: readonly string[],
    call: GraphCall,
  ): Promise<readonly ResourceApi[]> {
    const found = await Promise.all(appIds.map((appId) => this.api(memory, appId, call)));
    return found.filter((api) => api !== undefined);
  }

  private async api(
    memory: Memory,
    appId: string,
    { interaction, signal }: GraphCall,
  ): Promise<ResourceApi | undefined> {
    const remembered = memory.apis.get(appId);
    if (remembered !== undefined) return remembered;
    return await memory.readingApis.run(`${interaction}:${appId}`, signal, async (shared) => {
      const api = await this.parts.consent.resourceApi(appId, { interaction, signal: shared });
      if (api !== undefined) memory.apis.set(appId, api);
      return api;
    });
  }

  /** Without the right to read one's own profile all grants are those of others. */
  private async person(memory: Memory, call: GraphCall): Promise<DirectoryPerson | undefined> {
    try {
      memory.me ??= await this.parts.people.me(call);
      return memory.me;
    } catch (error) {
      if (isFailure(error, "graph.forbidden") || isFailure(error, "signIn.scopeMissing")) {
        return undefined;
      }
      throw error;
    }
  }
}
