import type { DirectoryFacts, DirectoryPerson } from "../../core/directoryPorts";
import { isFailure } from "../../core/failure";
import type { GraphCall, PeopleDirectory } from "../../core/ports";
import type { GraphConnection } from "./graph/graphConnection";
import type { JsonReader } from "./graph/jsonReader";
import { eventual, firstAccepted, literal, query, searchClause, searchText } from "./graph/odata";

const personProperties = { $select: "id,displayName,userPrincipalName" };
const searchPage = { ...personProperties, $top: "25" };

/** People, owners and the directory over Microsoft Graph v1.0. */
export class GraphPeople implements PeopleDirectory {
  constructor(private readonly graph: GraphConnection) {}

  me(call: GraphCall): Promise<DirectoryPerson> {
    return this.graph.read(
      {
        operation: "get signed-in person",
        method: "GET",
        access: "profile",
        path: `/me?${query(personProperties)}`,
      },
      call,
      readPerson,
    );
  }

  /** A personal account gets an empty list (Graph "organization"). */
  organization(call: GraphCall): Promise<DirectoryFacts | undefined> {
    const path = `/organization?${query({ $select: "id,displayName,verifiedDomains" })}`;
    return this.graph.read(
      { operation: "get directory", method: "GET", access: "profile", path },
      call,
      (answer) => answer.at("value").list(readDirectory)[0],
    );
  }

  /** Without `$select`: the list is one of `directoryObject`, which has no names. */
  owners(objectId: string, call: GraphCall): Promise<readonly DirectoryPerson[]> {
    return this.graph.readAll(
      { operation: "list owners", method: "GET", path: ownersPath(objectId) },
      call,
      readPerson,
    );
  }

  /** Somebody who is an owner already stays one: Graph answers 400 then (from public reports, unverified). */
  async addOwner(objectId: string, ownerId: string, call: GraphCall): Promise<void> {
    try {
      await this.graph.send(
        {
          operation: "add owner",
          method: "POST",
          access: "people",
          path: `${ownersPath(objectId)}/$ref`,
          body: {
            "@odata.id": `${this.graph.root}/directoryObjects/${encodeURIComponent(ownerId)}`,
          },
        },
        call,
      );
    } catch (error) {
      if (!isOwnerAlready(error)) throw error;
    }
  }

  async removeOwner(objectId: string, ownerId: string, call: GraphCall): Promise<void> {
    await this.graph.send(
      {
        operation: "remove owner",
        method: "DELETE",
        path: `${ownersPath(objectId)}/${encodeURIComponent(ownerId)}/$ref`,
      },
      call,
    );
  }

  /**
   * `GET /users` with `$search`, and where a directory refuses that (Azure AD B2C has none) with a filter for the
   * beginning. The list of users is not in the slice of Graph's description that the tests check against; source:
   * Graph "List users" and "$search query parameter".
   */
  async searchPeople(typed: string, call: GraphCall): Promise<readonly DirectoryPerson[]> {
    const text = searchText(typed);
    const byName = searchClause("displayName", text);
    const bySignIn = searchClause("userPrincipalName", text);
    if (byName === undefined || bySignIn === undefined) return [];
    const filters = ["displayName", "userPrincipalName"].map(
      (property) => `startswith(${property},${literal(text)})`,
    );
    const ways = [
      { options: { $search: `${byName} OR ${bySignIn}` }, headers: eventual },
      { options: { $filter: filters.join(" or ") }, headers: {} },
    ];
    return await firstAccepted(ways, ({ options, headers }) =>
      this.graph.read(
        {
          operation: "search people",
          method: "GET",
          access: "people",
          path: `/users?${query({ ...searchPage, ...options })}`,
          headers,
        },
        call,
        (answer) => answer.at("value").list(readPerson),
      ),
    );
  }
}

/** A user, or a service principal, which has no sign-in name. @throws ShapeError naming the property */
function readPerson(object: JsonReader): DirectoryPerson {
  return {
    id: object.at("id").text(),
    displayName: object.at("displayName").optionalText() ?? "",
    userPrincipalName: object.at("userPrincipalName").optionalText(),
  };
}

function readDirectory(organization: JsonReader): DirectoryFacts {
  const domains = organization.at("verifiedDomains").optionalList((domain) => ({
    name: domain.at("name").optionalText(),
    isDefault: domain.at("isDefault").absent ? false : domain.at("isDefault").boolean(),
  }));
  return {
    tenantId: organization.at("id").text(),
    displayName: organization.at("displayName").optionalText() ?? "",
    defaultDomain: domains.find(({ isDefault }) => isDefault)?.name,
  };
}

function isOwnerAlready(error: unknown): boolean {
  return (
    isFailure(error, "graph.badRequest") &&
    /references already exist/i.test(String(error.facts["graphMessage"]))
  );
}

function ownersPath(objectId: string): string {
  return `/applications/${encodeURIComponent(objectId)}/owners`;
}
