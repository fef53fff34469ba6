import assert from "node:assert/strict";
import { editor, resetEditor } from "../../support/fakes/fakeVscode";
import { clouds } from "../../../src/core/cloud";
import type { ListQuery } from "../../../src/core/directoryPorts";
import { importedObjectId } from "../../../src/core/registration/imported";
import { graphAppId, graphDelegatedPermissions } from "../../../src/core/registration/permissions";
import type { RegistrationList } from "../../../src/services/registrationListing";
import type { Command } from "../../../src/ui/command";
import { clearSearch } from "../../../src/ui/commands/clearSearch";
import { filterRegistrations } from "../../../src/ui/commands/filterRegistrations";
import { searchRegistrations } from "../../../src/ui/commands/searchRegistrations";
import type { Ui } from "../../../src/ui/parts";
import { permissionRows } from "../../../src/ui/views/facts/permissionRows";
import { registrationFacts } from "../../../src/ui/views/facts/registrationFacts";
import { LazyGroupNode } from "../../../src/ui/views/lazyGroupNode";
import type { TreeNode } from "../../../src/ui/views/node";
import { DeletedRegistrationNode } from "../../../src/ui/views/deletedRegistrationNode";
import { descriptionOf, messageOf } from "../../../src/ui/views/registrationsHeader";
import { aRegistration } from "../../support/builders";
import { FakeClock } from "../../support/fakes/fakeClock";

const listOf = (facts: Partial<RegistrationList>): RegistrationList => ({
  query: { view: "all" },
  status: "loaded",
  items: [],
  total: undefined,
  hasMore: false,
  account: { label: "ada@contoso.test", tenantId: "contoso" },
  failure: undefined,
  ...facts,
});

describe("the header of the view", () => {
  type Current = Ui["directories"]["current"];
  const contoso = {
    tenantId: "contoso",
    displayName: "Contoso",
    defaultDomain: undefined,
    accountLabel: "ada@contoso.test",
    method: "azureCli",
  } as const satisfies Current;
  const described = (list: RegistrationList, current: Current): readonly string[] =>
    descriptionOf({
      registrations: { list },
      directories: { current, nameOf: (id: string) => (id === "contoso" ? "Contoso" : undefined) },
    } as unknown as Ui);

  it("names directory, account and sign-in method", () => {
    assert.deepEqual(described(listOf({}), contoso), ["Contoso", "ada@contoso.test", "Azure CLI"]);
  });

  it("tells of a list only what is known of its own directory", () => {
    const elsewhere = { ...contoso, tenantId: "fabrikam" };
    assert.deepEqual(described(listOf({}), elsewhere), ["Contoso", "ada@contoso.test"]);
    assert.deepEqual(described(listOf({}), undefined), ["Contoso", "ada@contoso.test"]);
    const unnamed = { label: "ada@x.test", tenantId: "3f6b1c52" };
    assert.deepEqual(described(listOf({ account: unnamed }), contoso), ["3f6b1c52", "ada@x.test"]);
    assert.deepEqual(described(listOf({ account: undefined }), contoso), []);
  });

  it("keeps in sight what was searched when nothing was found, beside what to do then", () => {
    const list = listOf({ query: { view: "all", search: "jira" } });
    assert.deepEqual(described(list, contoso)[0], 'Search for "jira": none found');
    assert.equal(messageOf(list), "");
  });

  it("says when a registration was deleted and how long it is kept", () => {
    const clock = new FakeClock();
    const ago = (days: number): string =>
      new Date(clock.now().getTime() - days * 86_400_000).toISOString();
    const rowOf = (deletedDateTime?: string): unknown =>
      new DeletedRegistrationNode(clock, {
        ...aRegistration(),
        ...(deletedDateTime !== undefined && { deletedDateTime }),
      }).look().description;
    assert.equal(rowOf(ago(3)), "deleted 3 days ago · 27 days left to restore");
    assert.equal(rowOf(ago(31)), "deleted 31 days ago");
    assert.equal(rowOf(), "deleted");
  });

  it("says what is listed and searched at once", () => {
    const query = { view: "deleted", search: "jira" } as const;
    const found = messageOf(listOf({ query, items: [aRegistration()], total: 2 }));
    assert.equal(found, 'Deleted registrations · Search for "jira": 2 found');
    const searching = messageOf(listOf({ query, status: "loading" }));
    assert.equal(searching, 'Deleted registrations · Searching for "jira"');
    assert.equal(messageOf(listOf({})), "");
  });
});

async function asked(
  command: Command,
  query: ListQuery,
  ...answers: readonly string[]
): Promise<ListQuery | undefined> {
  let wanted: ListQuery | undefined;
  const registrations = {
    list: listOf({ query }),
    ask: (it: ListQuery) => (wanted = it),
    load: () => Promise.resolve(),
  };
  editor.answers = [...answers];
  await command.run({ registrations } as unknown as Ui, undefined);
  return wanted;
}

describe("search and filter of the view", () => {
  beforeEach(resetEditor);

  for (const view of ["all", "owned", "deleted"] as const) {
    it(`search ${view} registrations, and go back to them`, async () => {
      const searched = await asked(searchRegistrations, { view }, "jira");
      assert.deepEqual(searched, { view, search: "jira" });
      const cleared = await asked(clearSearch, { view, search: "jira" });
      assert.deepEqual(cleared, { view });
    });
  }

  it("keep the words when other registrations are listed", async () => {
    const filtered = await asked(filterRegistrations, { view: "all", search: "jira" }, "Deleted");
    assert.deepEqual(filtered, { view: "deleted", search: "jira" });
  });

  it("show all registrations again where nothing was searched", async () => {
    assert.deepEqual(await asked(clearSearch, { view: "owned" }), { view: "all" });
  });
});

async function ids(nodes: readonly TreeNode[]): Promise<readonly string[]> {
  const below = await Promise.all(
    nodes.map(async (node) => await ids((await node.children?.()) ?? [])),
  );
  return [...nodes.map((node) => node.id), ...below.flat()];
}

describe("the rows of permissions", () => {
  beforeEach(resetEditor);

  const { id } = graphDelegatedPermissions["SMTP.Send"];
  const twice = aRegistration({
    objectId: importedObjectId("app"),
    requiredResourceAccess: [
      { resourceAppId: graphAppId, resourceAccess: [{ id, type: "Scope" }] },
      {
        resourceAppId: graphAppId.toUpperCase(),
        resourceAccess: [
          { id, type: "Scope" },
          { id: id.toUpperCase(), type: "Scope" },
          { id, type: "Role" },
        ],
      },
    ],
  });

  async function idsOf(registration: typeof twice): Promise<readonly string[]> {
    const state = { grants: [], appRoles: [], me: undefined, apis: [] };
    const ui = { consent: { state: () => Promise.resolve(state) } } as unknown as Ui;
    const painting = { repaint: () => undefined, signal: new AbortController().signal };
    return await ids(permissionRows({ ui, registration, painting }));
  }

  for (const objectId of ["object", twice.objectId]) {
    it(`have each id once, whatever was declared twice (${objectId})`, async () => {
      const shown = await idsOf({ ...twice, objectId });
      assert.deepEqual(shown, [...new Set(shown)]);
      // The heading, one API, and a delegated and an application permission
      assert.equal(shown.length, 4);
    });
  }
});

describe("the rows below a registration", () => {
  beforeEach(resetEditor);

  it("have an icon each, so that the editor does not draw some left of their heading", async () => {
    const ui = {
      clock: new FakeClock(),
      settings: { cloud: clouds.global, expiryWarningDays: 30 },
      registrations: {
        tenantOf: () => "contoso",
      },
      clientSecrets: {
        isStored: () => false,
        unsaved: () => undefined,
      },
      certificates: { isStored: () => false },
    } as unknown as Ui;
    const registration = aRegistration({
      clientSecrets: [
        {
          keyId: "key",
          displayName: "jira",
          hint: "abc",
          startDateTime: "2026-01-01T00:00:00Z",
          endDateTime: "2027-01-01T00:00:00Z",
        },
      ],
      redirectUris: { web: ["https://jira.test/cb"], spa: [], publicClient: ["http://localhost"] },
    });
    const painting = { repaint: () => undefined, signal: new AbortController().signal };
    const rows = registrationFacts({ ui, registration, painting });
    const below = rows.flatMap((node) => {
      const children = node instanceof LazyGroupNode ? [] : node.children?.();
      return Array.isArray(children) ? (children as readonly TreeNode[]) : [];
    });
    assert.ok(rows.length > 8 && below.length > 8);
    for (const node of [...rows, ...below]) assert.ok(node.look().iconPath, node.id);
  });
});
