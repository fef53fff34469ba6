import type { KeyCredential, ListQuery } from "../../core/directoryPorts";
import { Failure } from "../../core/failure";
import type { JsonObject } from "../../core/json";
import type { ApplicationDirectory, GraphCall, RegistrationPage } from "../../core/ports";
import type {
  ApplicationDraft,
  CreatedApplication,
  NewClientSecret,
  PasswordCredentialDraft,
  Registration,
  RegistrationSummary,
} from "../../core/registration/registration";
import { readListPage } from "./graph/applicationPages";
import type { GraphConnection } from "./graph/graphConnection";
import { JsonReader } from "./graph/jsonReader";
import { eventual, firstAccepted, isUnsupportedQuery, literal, query } from "./graph/odata";
import { OwnCertificates } from "./graph/ownCertificates";
import { OwnSecrets } from "./graph/ownSecrets";
import { OwnUpdates } from "./graph/ownUpdates";
import {
  isApplication,
  readNewSecret,
  readRegistration,
  readSummary,
  registrationProperties,
  summaryProperties,
} from "./graph/readApplication";
import { readManifest } from "./graph/readManifest";

const wholeRegistration = { $select: registrationProperties.join(",") };
const deletedItems = "/directory/deletedItems";

/** App registrations over Microsoft Graph v1.0 `/applications` and `/directory/deletedItems`. */
export class GraphApplications implements ApplicationDirectory {
  private readonly ownUpdates = new OwnUpdates();
  private readonly ownCertificates = new OwnCertificates();
  private readonly ownSecrets = new OwnSecrets();

  constructor(private readonly graph: GraphConnection) {}

  async listPage(
    list: ListQuery,
    next: string | undefined,
    call: GraphCall,
  ): Promise<RegistrationPage> {
    const page = await readListPage(this.graph, list, next, call);
    const now = this.graph.now();
    return { ...page, items: page.items.map((item) => this.ownSecrets.over(item, now)) };
  }

  get(objectId: string, call: GraphCall): Promise<Registration> {
    const path = `${applicationPath(objectId)}?${query(wholeRegistration)}`;
    return this.graph.read(
      { operation: "get application", method: "GET", path },
      call,
      (answer) => {
        const updated = this.withOwnUpdates(objectId, answer.plainObject());
        return this.ownSecrets.over(readRegistration(new JsonReader(updated)), this.graph.now());
      },
    );
  }

  /** Graph compares names without regard to case (live behaviour, unverified for every alphabet). */
  findByName(displayName: string, call: GraphCall): Promise<readonly RegistrationSummary[]> {
    const options = query({
      $select: summaryProperties.join(","),
      $top: "10",
      $filter: `displayName eq ${literal(displayName.replaceAll(/\p{Cs}/gu, "\uFFFD"))}`,
    });
    return this.graph.read(
      {
        operation: "find applications by name",
        method: "GET",
        path: `/applications?${options}`,
      },
      call,
      (answer) => answer.at("value").list(readSummary),
    );
  }

  create(draft: ApplicationDraft, call: GraphCall): Promise<CreatedApplication> {
    return this.graph.read(
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
  findByTag(tag: string, call: GraphCall): Promise<readonly Registration[]> {
    const plain = { $filter: `tags/any(t:t eq ${literal(tag)})`, ...wholeRegistration };
    const ways = [
      { path: `/applications?${query(plain)}`, headers: {} },
      { path: `/applications?${query({ ...plain, $count: "true" })}`, headers: eventual },
    ];
    return firstAccepted(
      ways,
      (way) =>
        this.graph.read(
          { operation: "find application by tag", method: "GET", ...way },
          call,
          (answer) => answer.at("value").list(readRegistration),
        ),
      isUnsupportedQuery,
    );
  }

  /** Without `$select`, so that the public keys stay away (Graph "keyCredential"). */
  manifest(objectId: string, call: GraphCall): Promise<JsonObject> {
    return this.graph.read(
      { operation: "get manifest", method: "GET", path: applicationPath(objectId) },
      call,
      (answer) => this.withOwnUpdates(objectId, readManifest(answer)),
    );
  }

  async update(
    objectId: string,
    patch: JsonObject,
    call: GraphCall,
    before?: JsonObject,
  ): Promise<void> {
    await this.graph.send(
      {
        operation: "update application",
        method: "PATCH",
        path: applicationPath(objectId),
        body: patch,
      },
      call,
    );
    if (before !== undefined) this.ownUpdates.note(objectId, patch, before, this.graph.now());
  }

  async addPassword(
    objectId: string,
    draft: PasswordCredentialDraft,
    call: GraphCall,
  ): Promise<NewClientSecret> {
    const added = await this.graph.read(
      {
        operation: "add client secret",
        method: "POST",
        path: `${applicationPath(objectId)}/addPassword`,
        body: { passwordCredential: draft },
      },
      call,
      readNewSecret,
    );
    this.ownSecrets.added(objectId, added, this.graph.now());
    return added;
  }

  async removePassword(objectId: string, keyId: string, call: GraphCall): Promise<void> {
    const path = `${applicationPath(objectId)}/removePassword`;
    await this.graph.send(
      { operation: "remove client secret", method: "POST", path, body: { keyId } },
      call,
    );
    this.ownSecrets.removed(objectId, keyId, this.graph.now());
  }

  async keyCredentials(objectId: string, call: GraphCall): Promise<readonly KeyCredential[]> {
    const path = `${applicationPath(objectId)}?${query({ $select: "keyCredentials" })}`;
    const list = await this.graph.read(
      { operation: "get certificates", method: "GET", path },
      call,
      (answer) => answer.at("keyCredentials").optionalList((one) => one.plainObject()),
    );
    if (!this.ownCertificates.isOlder(objectId, list, this.graph.now())) return list;
    throw new Failure(
      "graph.conflict",
      "The answer does not know yet which certificates there are.",
    );
  }

  async setKeyCredentials(
    objectId: string,
    credentials: readonly KeyCredential[],
    call: GraphCall,
    before?: readonly KeyCredential[],
  ): Promise<void> {
    await this.graph.send(
      {
        operation: "set certificates",
        method: "PATCH",
        path: applicationPath(objectId),
        body: { keyCredentials: credentials },
      },
      call,
    );
    if (before === undefined) return;
    this.ownCertificates.note(objectId, before, credentials, this.graph.now());
  }

  async delete(objectId: string, call: GraphCall): Promise<void> {
    await this.graph.send(
      { operation: "delete application", method: "DELETE", path: applicationPath(objectId) },
      call,
    );
  }

  /** Without `$select`: the address is one of `directoryObject`, which does not have what is needed. */
  getDeleted(objectId: string, call: GraphCall): Promise<RegistrationSummary | undefined> {
    return this.graph.find(
      { operation: "get deleted application", method: "GET", path: deletedPath(objectId) },
      call,
      (answer) => (isApplication(answer) ? readSummary(answer) : undefined),
    );
  }

  async restore(objectId: string, call: GraphCall): Promise<void> {
    const path = `${deletedPath(objectId)}/restore`;
    await this.graph.send(
      { operation: "restore application", method: "POST", path, body: {} },
      call,
    );
  }

  async deletePermanently(objectId: string, call: GraphCall): Promise<void> {
    await this.graph.send(
      {
        operation: "delete application permanently",
        method: "DELETE",
        path: deletedPath(objectId),
      },
      call,
    );
  }

  private withOwnUpdates(objectId: string, application: JsonObject): JsonObject {
    return this.ownUpdates.over(objectId, application, this.graph.now());
  }
}

function applicationPath(objectId: string): string {
  return `/applications/${encodeURIComponent(objectId)}`;
}

function deletedPath(objectId: string): string {
  return `${deletedItems}/${encodeURIComponent(objectId)}`;
}
