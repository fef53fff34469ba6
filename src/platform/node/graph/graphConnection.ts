import { type Failure, isFailure } from "../../../core/failure";
import type { GraphCall, GraphTokenSource, Log, SettingsReader } from "../../../core/ports";
import type { Clock } from "../../../core/time";
import { GraphClient, type GraphRequest } from "../graphClient";
import { outcomeUnknown, unexpectedAnswer } from "./graphFailure";
import { JsonReader, ShapeError } from "./jsonReader";

export interface GraphDeps {
  readonly tokens: GraphTokenSource;
  readonly settings: Pick<SettingsReader, "cloud">;
  readonly log: Log;
  readonly clock: Clock;
  readonly fetch?: typeof fetch;
}

/** Pages that are read at most where all of them are wanted: a hundred thousand entries. */
const mostPages = 1000;

/**
 * Microsoft Graph of the cloud that is set now: one client per cloud, shared by everything that talks to Graph, so
 * that writes stay one after another. All methods throw Failure `graph.*`, `signIn.*`, and CancelledError.
 */
export class GraphConnection {
  private client: { readonly host: string; readonly graph: GraphClient } | undefined;

  constructor(private readonly deps: GraphDeps) {}

  /** The root under which Graph names its objects, for references: `https://graph.microsoft.com/v1.0`. */
  get root(): string {
    return `https://${this.deps.settings.cloud.graphHost}/v1.0`;
  }

  now(): Date {
    return this.deps.clock.now();
  }

  /** Checks that a page link leads to this Graph. @throws Failure `graph.unexpectedAnswer` */
  checkLink(link: string, operation: string): void {
    this.graph.checkLink(link, operation);
  }

  /** For requests whose answer says nothing that is needed. */
  async send(request: GraphRequest, call: GraphCall): Promise<void> {
    await this.graph.request(request, call);
  }

  async read<T>(
    request: GraphRequest,
    call: GraphCall,
    read: (answer: JsonReader) => T,
  ): Promise<T> {
    const answer = await this.graph.request(request, call);
    try {
      return read(new JsonReader(answer));
    } catch (error) {
      throw error instanceof ShapeError ? wrongShape(request, error) : error;
    }
  }

  /** As {@link read}; undefined when Graph does not know the object. */
  async find<T>(
    request: GraphRequest,
    call: GraphCall,
    read: (answer: JsonReader) => T,
  ): Promise<T | undefined> {
    try {
      return await this.read(request, call, read);
    } catch (error) {
      if (isFailure(error, "graph.notFound")) return undefined;
      throw error;
    }
  }

  /** All entries of a list, page after page. */
  async readAll<T>(
    request: GraphRequest,
    call: GraphCall,
    read: (item: JsonReader) => T,
  ): Promise<readonly T[]> {
    const all: T[] = [];
    const seen = new Set<string>();
    let path: string | undefined = request.path;
    while (path !== undefined) {
      if (seen.size >= mostPages || seen.has(path)) {
        throw unexpectedAnswer(request, "pages without end", { property: "@odata.nextLink" });
      }
      seen.add(path);
      const page: { readonly items: readonly T[]; readonly next: string | undefined } =
        await this.read({ ...request, path }, call, (answer) => ({
          items: answer.at("value").list(read),
          next: this.nextLink(answer, request.operation),
        }));
      all.push(...page.items);
      path = page.next;
    }
    return all;
  }

  /** The link to the next page; undefined on the last. @throws Failure `graph.unexpectedAnswer` */
  nextLink(answer: JsonReader, operation: string): string | undefined {
    const link = answer.at("@odata.nextLink").optionalText();
    if (link !== undefined) this.checkLink(link, operation);
    return link;
  }

  private get graph(): GraphClient {
    const { settings, fetch: ownFetch, tokens, log, clock } = this.deps;
    const { cloud } = settings;
    if (this.client?.host !== cloud.graphHost) {
      // Looked up at each call: the editor replaces the global one to follow its proxy settings.
      const fetch: typeof globalThis.fetch =
        ownFetch ?? ((...request) => globalThis.fetch(...request));
      const graph = new GraphClient(cloud, { tokens, log, clock, fetch });
      this.client = { host: cloud.graphHost, graph };
    }
    return this.client.graph;
  }
}

/** After a write the answer says that something was made, but not what. */
function wrongShape({ operation, method }: GraphRequest, error: ShapeError): Failure {
  const failure = unexpectedAnswer(
    { operation },
    `unexpected answer: ${error.message}`,
    error.facts,
  );
  return method === "GET" ? failure : outcomeUnknown({ operation }, error.message, failure);
}
