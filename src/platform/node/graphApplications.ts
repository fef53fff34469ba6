import { type Failure, isFailure } from "../../core/failure";
import type {
  ApplicationDirectory,
  GraphCall,
  GraphTokenSource,
  Log,
  RegistrationPage,
  SettingsReader,
} from "../../core/ports";
import type {
  ApplicationDraft,
  CreatedApplication,
  NewClientSecret,
  PasswordCredentialDraft,
  Registration,
} from "../../core/registration/registration";
import type { Clock } from "../../core/time";
import { outcomeUnknown, unexpectedAnswer } from "./graph/graphFailure";
import { JsonReader, ShapeError } from "./graph/jsonReader";
import {
  readNewSecret,
  readRegistration,
  readSummary,
  registrationProperties,
  summaryProperties,
} from "./graph/readApplication";
import { GraphClient, type GraphRequest } from "./graphClient";

export interface GraphApplicationsDeps {
  readonly tokens: GraphTokenSource;
  readonly settings: Pick<SettingsReader, "cloud">;
  readonly log: Log;
  readonly clock: Clock;
  readonly fetch?: typeof fetch;
}

/**
 * Needed for `$count` and `$orderby` (Graph "advanced queries"); each page wants it again. Such queries are
 * answered from an index that lags behind the objects.
 */
const eventual = { ConsistencyLevel: "eventual" };

const firstPage = `/applications?$select=${summaryProperties.join(",")}&$top=100&$count=true&$orderby=displayName`;
const wholeRegistration = `$select=${registrationProperties.join(",")}`;

/** App registrations over Microsoft Graph v1.0 `/applications`. */
export class GraphApplications implements ApplicationDirectory {
  private client: { readonly host: string; readonly graph: GraphClient } | undefined;

  constructor(private readonly deps: GraphApplicationsDeps) {}

  async listPage(next: string | undefined, call: GraphCall): Promise<RegistrationPage> {
    const operation = "list applications";
    if (next !== undefined) this.graph.checkLink(next, operation);
    return await this.read(
      { operation, method: "GET", path: next ?? firstPage, headers: eventual },
      call,
      (answer) => {
        const link = answer.at("@odata.nextLink").optionalText();
        if (link !== undefined) this.graph.checkLink(link, operation);
        if (link !== undefined && link === next)
          throw new ShapeError("@odata.nextLink", "a new link");
        const count = answer.at("@odata.count");
        return {
          items: answer.at("value").list(readSummary),
          total: count.absent ? undefined : count.number(),
          next: link,
        };
      },
    );
  }

  get(objectId: string, call: GraphCall): Promise<Registration> {
    const path = `${applicationPath(objectId)}?${wholeRegistration}`;
    return this.read({ operation: "get application", method: "GET", path }, call, readRegistration);
  }

  create(draft: ApplicationDraft, call: GraphCall): Promise<CreatedApplication> {
    return this.read(
      { operation: "create application", method: "POST", path: "/applications", body: draft },
      call,
      (answer) => {
        const secrets = answer
          .at("passwordCredentials")
          .optionalList((secret) =>
            secret.at("secretText").absent ? undefined : readNewSecret(secret),
          );
        return {
          registration: readRegistration(answer),
          newSecret: secrets.find((secret) => secret !== undefined),
        };
      },
    );
  }

  /**
   * Asks without the lagging index first: what was just created must be found, or it is created again. Whether
   * the live service takes this filter as a plain query is unverified; where it refuses, the index is asked.
   */
  async findByTag(tag: string, call: GraphCall): Promise<readonly Registration[]> {
    const filter = encodeURIComponent(`tags/any(t:t eq '${tag.replaceAll("'", "''")}')`);
    const path = `/applications?$filter=${filter}&${wholeRegistration}`;
    const request = { operation: "find application by tag", method: "GET", path } as const;
    try {
      return await this.read(request, call, readAll);
    } catch (error) {
      if (!isUnsupportedQuery(error)) throw error;
      const advanced = { ...request, path: `${path}&$count=true`, headers: eventual };
      return await this.read(advanced, call, readAll);
    }
  }

  addPassword(
    objectId: string,
    draft: PasswordCredentialDraft,
    call: GraphCall,
  ): Promise<NewClientSecret> {
    return this.read(
      {
        operation: "add client secret",
        method: "POST",
        path: `${applicationPath(objectId)}/addPassword`,
        body: { passwordCredential: draft },
      },
      call,
      readNewSecret,
    );
  }

  async removePassword(objectId: string, keyId: string, call: GraphCall): Promise<void> {
    const path = `${applicationPath(objectId)}/removePassword`;
    await this.graph.request(
      { operation: "remove client secret", method: "POST", path, body: { keyId } },
      call,
    );
  }

  async delete(objectId: string, call: GraphCall): Promise<void> {
    await this.graph.request(
      { operation: "delete application", method: "DELETE", path: applicationPath(objectId) },
      call,
    );
  }

  /** The client of the cloud that is set now. */
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

  private async read<T>(
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
}

function readAll(answer: JsonReader): readonly Registration[] {
  return answer.at("value").list(readRegistration);
}

/** Graph's answer to an advanced query that was asked as a plain one (Graph "advanced queries"). */
function isUnsupportedQuery(error: unknown): boolean {
  return (
    isFailure(error, "graph.badRequest") &&
    error.facts["status"] === 400 &&
    error.facts["graphCode"] === "Request_UnsupportedQuery"
  );
}

/** After a POST the answer says that something was made, but not what. */
function wrongShape({ operation, method }: GraphRequest, error: ShapeError): Failure {
  const failure = unexpectedAnswer(
    { operation },
    `unexpected answer: ${error.message}`,
    error.facts,
  );
  return method === "POST" ? outcomeUnknown({ operation }, error.message, failure) : failure;
}

function applicationPath(objectId: string): string {
  return `/applications/${encodeURIComponent(objectId)}`;
}
