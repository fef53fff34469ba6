import assert from "node:assert/strict";
import type { ListQuery } from "../../src/core/directoryPorts";
import { failureOf } from "./support/fakes";
import { faultOf, useGraphLab } from "./support/graphLab";
import { html, json } from "./support/stubServer";

const application = {
  id: "11111111-1111-1111-1111-111111111111",
  appId: "22222222-2222-2222-2222-222222222222",
  displayName: "aerc-ada",
  signInAudience: "AzureADMyOrg",
};

const page = (more: Readonly<Record<string, unknown>> = {}): unknown => ({
  value: [application],
  ...more,
});

const refusal = (code: string): unknown => ({ error: { code, message: "No such query." } });

const addresses: Readonly<Record<ListQuery["view"], string>> = {
  all: "/applications",
  owned: "/me/ownedObjects/microsoft.graph.application",
  deleted: "/directory/deletedItems/microsoft.graph.application",
};
const views = Object.keys(addresses) as readonly ListQuery["view"][];

describe("lists of registrations", () => {
  const lab = useGraphLab();

  /** Query options of each request, and whether the index was asked. */
  function asked(): readonly Readonly<Record<string, string>>[] {
    return lab().stub.requests.map(({ url, headers }) => {
      const options = new URL(url, "https://x").searchParams;
      for (const known of ["$select", "$top"]) options.delete(known);
      const level = headers["consistencylevel"];
      if (level !== undefined) options.set("level", String(level));
      return Object.fromEntries(options);
    });
  }

  const sorted = { $count: "true", $orderby: "displayName", level: "eventual" };

  for (const view of views) {
    it(`${view}: one request for the first page, as the description has it`, async () => {
      const { stub, graph, call } = lab();
      stub.play(json(200, page({ "@odata.count": 7 })));
      const first = await graph.applications.listPage({ view }, undefined, call);
      assert.deepEqual([first.total, first.next, first.items.length], [7, undefined, 1]);
      assert.deepEqual(asked(), [sorted]);
      const [request] = stub.requests;
      assert.ok(request);
      const { pathname, searchParams } = new URL(request.url, "https://x");
      assert.equal(pathname, `/v1.0${addresses[view]}`);
      assert.equal(searchParams.get("$top"), "100");
      assert.equal(searchParams.get("$select")?.includes("notes"), false);
      assert.equal(faultOf(request), undefined);
    });

    it(`${view}: where the index is refused, without it, and so are the pages after`, async () => {
      const { stub, graph, call } = lab();
      const link = `https://graph.microsoft.com/v1.0${addresses[view]}?$skiptoken=x`;
      stub.play(
        json(400, refusal("Request_UnsupportedQuery")),
        json(200, page({ "@odata.nextLink": link })),
        json(200, page()),
      );
      const first = await graph.applications.listPage({ view }, undefined, call);
      assert.ok(first.next);
      await graph.applications.listPage({ view }, first.next, call);
      assert.deepEqual(asked(), [sorted, {}, { $skiptoken: "x" }]);
    });

    it(`${view}: a whole client id is looked up`, async () => {
      const { stub, graph, call } = lab();
      stub.play(json(400, refusal("Request_BadRequest")), json(200, page()));
      const search = ` ${application.appId.toUpperCase()} `;
      const found = await graph.applications.listPage({ view, search }, undefined, call);
      assert.equal(found.items.length, 1);
      const $filter = `appId eq '${application.appId.toUpperCase()}'`;
      assert.deepEqual(asked(), [{ $filter }, { $filter, $count: "true", level: "eventual" }]);
      assert.deepEqual(stub.requests.map(faultOf), [undefined, undefined]);
    });
  }

  it("owned ones ask for a sign-in that may read the person", async () => {
    const { stub, graph, call, tokens } = lab();
    stub.play(json(200, page()));
    await graph.applications.listPage({ view: "owned" }, undefined, call);
    await graph.applications.listPage({ view: "deleted" }, undefined, call);
    assert.deepEqual(
      tokens.asked.map(({ access }) => access),
      ["profile", "read"],
    );
  });

  it("leaves out objects of which only the id may be known, but not where all are listed", async () => {
    const { stub, graph, call } = lab();
    const limited = { "@odata.type": "#microsoft.graph.application", id: "x", appId: null };
    const other = { ...application, "@odata.type": "#microsoft.graph.servicePrincipal" };
    stub.play(json(200, { value: [limited, other, application] }));
    for (const view of ["owned", "deleted"] as const) {
      const { items } = await graph.applications.listPage({ view }, undefined, call);
      assert.deepEqual(
        items.map(({ objectId }) => objectId),
        [application.id],
      );
    }
    const failure = await failureOf(graph.applications.listPage({ view: "all" }, undefined, call));
    assert.equal(failure.facts["property"], "value[0].appId");
  });

  const hostile: readonly (readonly [typed: string, $search: string])[] = [
    ["jira", '"displayName:jira"'],
    ['a" OR 1', String.raw`"displayName:a\" OR 1"`],
    ["back\\slash", String.raw`"displayName:back\\slash"`],
    ['end\\"', String.raw`"displayName:end\\\""`],
    ["R&D mail", '"displayName:R D mail"'],
    ["two\r\nlines\u0000", '"displayName:two lines"'],
    ["&$filter=x#frag%20+?", '"displayName:$filter=x#frag%20+?"'],
    ["O'Brien", `"displayName:O'Brien"`],
    ["\u202Eliam", '"displayName:\u202Eliam"'],
    ["half \uD800 pair", '"displayName:half   pair"'],
    ["受信 ß é", '"displayName:受信 ß é"'],
    ["x".repeat(5000), `"displayName:${"x".repeat(256)}"`],
    ["😀".repeat(300), `"displayName:${"😀".repeat(256)}"`],
    ["00000003-0000-0000-c000-00000000000", '"displayName:00000003-0000-0000-c000-00000000000"'],
  ];
  for (const [typed, $search] of hostile) {
    it(`searches by words: ${JSON.stringify(typed).slice(0, 40)}`, async () => {
      const { stub, graph, call } = lab();
      stub.play(json(200, page()));
      await graph.applications.listPage({ view: "all", search: typed }, undefined, call);
      assert.deepEqual(asked(), [{ ...sorted, $search }]);
      assert.deepEqual(stub.requests.map(faultOf), [undefined]);
    });
  }

  it("searches by the beginning where there is no search", async () => {
    const { stub, graph, call } = lab();
    const refused = json(400, refusal("Request_UnsupportedQuery"));
    stub.play(refused, refused, refused, json(200, page()));
    const query = { view: "all", search: "O'Brien" } as const;
    assert.equal((await graph.applications.listPage(query, undefined, call)).items.length, 1);
    const $filter = "startswith(displayName,'O''Brien')";
    const $search = `"displayName:O'Brien"`;
    assert.deepEqual(asked(), [
      { ...sorted, $search },
      { $count: "true", level: "eventual", $search },
      { ...sorted, $filter },
      { $filter },
    ]);
    stub.play(refused);
    const failure = await failureOf(graph.applications.listPage(query, undefined, call));
    assert.deepEqual([failure.code, stub.requests.length], ["graph.badRequest", 4]);
  });

  it("blank words list everything, and words without a letter are only a beginning", async () => {
    const { stub, graph, call } = lab();
    stub.play(json(200, page()));
    for (const search of [" \n\t ", "&&"]) {
      await graph.applications.listPage({ view: "all", search }, undefined, call);
    }
    assert.deepEqual(asked(), [sorted, { ...sorted, $filter: "startswith(displayName,'&&')" }]);
  });

  for (const [status, code] of [
    [403, "graph.forbidden"],
    [404, "graph.notFound"],
    [422, "graph.badRequest"],
    [500, "graph.unavailable"],
  ] as const) {
    it(`asks in no other way after ${status}`, async () => {
      const { stub, graph, call } = lab();
      stub.play(json(status, refusal("x")));
      const query = { view: "owned", search: "x" } as const;
      const failure = await failureOf(graph.applications.listPage(query, undefined, call));
      assert.deepEqual([failure.code, stub.requests.length], [code, 1]);
    });
  }

  it("does not follow a mark that leads away", async () => {
    const { stub, graph, call } = lab();
    stub.play(json(200, page()));
    for (const next of [
      "plain https://evil.example/v1.0/applications",
      "plain ",
      "plain plain x",
    ]) {
      const failure = await failureOf(graph.applications.listPage({ view: "all" }, next, call));
      assert.equal(failure.code, "graph.unexpectedAnswer");
    }
    assert.equal(stub.requests.length, 0);
  });

  it("a web page in place of a list is no refusal", async () => {
    const { stub, graph, call } = lab();
    stub.play(html(400));
    const failure = await failureOf(graph.applications.listPage({ view: "all" }, undefined, call));
    assert.deepEqual([failure.code, stub.requests.length], ["graph.unexpectedAnswer", 1]);
  });
});
