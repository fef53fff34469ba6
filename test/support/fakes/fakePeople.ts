import { throwIfAborted } from "../../../src/base/async";
import type { DirectoryFacts, DirectoryPerson } from "../../../src/core/directoryPorts";
import { Failure } from "../../../src/core/failure";
import type { GraphCall, PeopleDirectory } from "../../../src/core/ports";
import type { Tenant } from "./fakeDirectory";
import { type Gate, open } from "./gate";

const ada: DirectoryPerson = {
  id: "person-ada",
  displayName: "Ada",
  userPrincipalName: "ada@contoso.test",
};

/** The people of a tenant; an owner is refused twice, and one that is none cannot be removed. */
export class FakePeople implements PeopleDirectory {
  readonly calls: string[] = [];
  people: readonly DirectoryPerson[] = [ada];
  facts: DirectoryFacts | undefined = {
    tenantId: "contoso",
    displayName: "Contoso",
    defaultDomain: "contoso.test",
  };

  constructor(
    private readonly tenant: Tenant,
    private readonly gate: Gate = open,
  ) {}

  me(call: GraphCall): Promise<DirectoryPerson> {
    return this.answer("me", call, () => ada);
  }

  organization(call: GraphCall): Promise<DirectoryFacts | undefined> {
    return this.answer("organization", call, () => this.facts);
  }

  owners(objectId: string, call: GraphCall): Promise<readonly DirectoryPerson[]> {
    return this.answer("owners", call, () =>
      this.idsOf(objectId).map((id) => ({ id, displayName: id, userPrincipalName: undefined })),
    );
  }

  addOwner(objectId: string, ownerId: string, call: GraphCall): Promise<void> {
    return this.answer("addOwner", call, () => {
      const owners = this.idsOf(objectId);
      if (owners.includes(ownerId)) {
        throw new Failure("graph.badRequest", "It is there already.", { status: 400 });
      }
      this.tenant.owners.set(objectId, [...owners, ownerId]);
    });
  }

  removeOwner(objectId: string, ownerId: string, call: GraphCall): Promise<void> {
    return this.answer("removeOwner", call, () => {
      const owners = this.idsOf(objectId);
      if (!owners.includes(ownerId)) {
        throw new Failure("graph.notFound", "No such owner.", { status: 404 });
      }
      this.tenant.owners.set(
        objectId,
        owners.filter((id) => id !== ownerId),
      );
    });
  }

  searchPeople(text: string, call: GraphCall): Promise<readonly DirectoryPerson[]> {
    return this.answer("searchPeople", call, () =>
      this.people.filter(({ displayName }) => displayName.includes(text)),
    );
  }

  private idsOf(objectId: string): readonly string[] {
    return this.tenant.owners.get(objectId) ?? [];
  }

  private async answer<T>(operation: string, call: GraphCall, effect: () => T): Promise<T> {
    this.calls.push(operation);
    throwIfAborted(call.signal);
    return await this.gate(`people.${operation}`, effect);
  }
}
