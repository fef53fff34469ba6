import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import {
  declaredPermissionNames,
  exchangeOnlineAppId,
  graphAppId,
  graphDelegatedPermissions,
  permissionOf,
  requireGraphPermissions,
} from "../../../../src/core/registration/permissions";

const factsFile = "../shared/graph/permissions.json";

interface Facts {
  readonly resources: Readonly<
    Record<
      string,
      {
        readonly appId: string;
        readonly displayName: string;
        readonly delegated: readonly Permission[];
        readonly application: readonly Permission[];
      }
    >
  >;
}
interface Permission {
  readonly value: string;
  readonly id: string;
  readonly type: "Scope" | "Role";
}

describe("permissions", () => {
  it("are named by resource, id and type", () => {
    const id = graphDelegatedPermissions["IMAP.AccessAsUser.All"].id;
    const named = permissionOf(graphAppId, { id, type: "Scope" });
    assert.deepEqual(
      [named.resourceName, named.value, named.plainWords?.text],
      [
        "Microsoft Graph",
        "IMAP.AccessAsUser.All",
        "Read and change mail by IMAP, as the person who signs in",
      ],
    );
    assert.equal(permissionOf(graphAppId, { id, type: "Role" }).value, undefined);
  });

  it("of Exchange Online have the same plain words as those of Graph", () => {
    const id = "195adc35-e27b-454b-a7ed-1ecdffa1c09f";
    const { resourceName, value, plainWords } = permissionOf(exchangeOnlineAppId, {
      id,
      type: "Scope",
    });
    assert.deepEqual(
      [resourceName, value, plainWords],
      [
        "Office 365 Exchange Online",
        "IMAP.AccessAsUser.All",
        graphDelegatedPermissions["IMAP.AccessAsUser.All"].plainWords,
      ],
    );
  });

  it("of unknown services keep their ids", () => {
    assert.deepEqual(permissionOf("some-api", { id: "x", type: "Scope" }), {
      resourceName: "some-api",
      value: undefined,
      plainWords: undefined,
    });
  });

  it("are declared once each, under Graph", () => {
    assert.deepEqual(requireGraphPermissions(["SMTP.Send", "SMTP.Send"]), [
      {
        resourceAppId: graphAppId,
        resourceAccess: [{ id: "258f6531-6087-4cc4-bb90-092c5fb3ed3f", type: "Scope" }],
      },
    ]);
    assert.deepEqual(requireGraphPermissions([]), []);
  });

  it("are recognised in a declaration whichever service they stand under", () => {
    const names = declaredPermissionNames([
      ...requireGraphPermissions(["SMTP.Send"]),
      {
        resourceAppId: exchangeOnlineAppId,
        resourceAccess: [
          { id: "195adc35-e27b-454b-a7ed-1ecdffa1c09f", type: "Scope" },
          { id: "5e5addcd-3e8d-4e90-baf5-964efab2b20a", type: "Role" },
        ],
      },
    ]);
    assert.deepEqual([...names], ["SMTP.Send", "IMAP.AccessAsUser.All"]);
  });

  it("have the ids of the collected facts", function () {
    if (!existsSync(factsFile)) this.skip();
    const { resources } = JSON.parse(readFileSync(factsFile, "utf8")) as Facts;
    for (const { appId, displayName, delegated, application } of Object.values(resources)) {
      for (const { id, type, value } of [...delegated, ...application]) {
        const named = permissionOf(appId, { id, type });
        assert.deepEqual([named.resourceName, named.value], [displayName, value]);
      }
    }
    const graph = resources["microsoftGraph"]?.delegated ?? [];
    for (const [name, { id }] of Object.entries(graphDelegatedPermissions)) {
      assert.equal(graph.find(({ value }) => value === name)?.id, id, name);
    }
  });
});
