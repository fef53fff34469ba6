import assert from "node:assert/strict";
import { clouds } from "../../src/core/cloud";
import { connectGraph } from "../../src/platform/node/graph";
import { FakeClock, failureOf, FakeGraphTokens, MemoryLog } from "./support/fakes";
import { faultOf, type GraphLab, useGraphLab } from "./support/graphLab";
import { drop, empty, html, json } from "./support/stubServer";

const ada = {
  id: "aaaaaaaa-0000-0000-0000-000000000001",
  displayName: "Ada Lovelace",
  userPrincipalName: "ada@contoso.test",
};
const objectId = "11111111-1111-1111-1111-111111111111";
const error = (code: string, message = "No."): unknown => ({ error: { code, message } });

/** Query options of each request but the constant ones, and whether the index was asked. */
function asked({ stub }: GraphLab): readonly unknown[] {
  return stub.requests.map(({ url, headers }) => {
    const { pathname, searchParams } = new URL(url, "https://x");
    assert.equal(pathname, "/v1.0/users");
    assert.equal(searchParams.get("$top"), "25");
    assert.equal(searchParams.get("$select"), "id,displayName,userPrincipalName");
    return [searchParams.get("$search"), searchParams.get("$filter"), headers["consistencylevel"]];
  });
}

describe("people and the directory", () => {
  const lab = useGraphLab();

  it("reads who is signed in", async () => {
    const { stub, graph, call, seen, tokens } = lab();
    stub.play(json(200, { "@odata.context": "x", ...ada }));
    assert.deepEqual(await graph.people.me(call), ada);
    assert.deepEqual(seen(), [["GET", "/me?$select=id,displayName,userPrincipalName"]]);
    assert.deepEqual(stub.requests.map(faultOf), [undefined]);
    assert.equal(tokens.asked[0]?.access, "profile");
  });

  it("reads a personal account, which may lack a name", async () => {
    const { stub, graph, call } = lab();
    stub.play(json(200, { id: "0003bffd12345678", displayName: null, userPrincipalName: null }));
    assert.deepEqual(await graph.people.me(call), {
      id: "0003bffd12345678",
      displayName: "",
      userPrincipalName: undefined,
    });
  });

  it("reads the directory's name, and knows an account without one", async () => {
    const { stub, graph, call, seen } = lab();
    const verifiedDomains = [
      { name: "contoso.onmicrosoft.test", isInitial: true, isDefault: false },
      { name: "contoso.test", isDefault: true },
      { name: null },
    ];
    stub.play(
      json(200, { value: [{ id: "t1", displayName: "Contoso", verifiedDomains }] }),
      json(200, { value: [] }),
      json(200, { value: [{ id: "t2", displayName: null, verifiedDomains: [] }] }),
    );
    assert.deepEqual(await graph.people.organization(call), {
      tenantId: "t1",
      displayName: "Contoso",
      defaultDomain: "contoso.test",
    });
    assert.equal(await graph.people.organization(call), undefined);
    assert.deepEqual(await graph.people.organization(call), {
      tenantId: "t2",
      displayName: "",
      defaultDomain: undefined,
    });
    assert.deepEqual(seen()[0], ["GET", "/organization?$select=id,displayName,verifiedDomains"]);
    assert.equal(faultOf(stub.requests[0] ?? assert.fail()), undefined);
  });

  it("reads owners of all pages, applications among them", async () => {
    const { stub, graph, call, seen } = lab();
    const link = `https://graph.microsoft.com/v1.0/applications/${objectId}/owners?$skiptoken=x`;
    const bot = {
      "@odata.type": "#microsoft.graph.servicePrincipal",
      id: "s1",
      displayName: "Bot",
    };
    stub.play(
      json(200, {
        value: [{ "@odata.type": "#microsoft.graph.user", ...ada }],
        "@odata.nextLink": link,
      }),
      json(200, { value: [bot, { id: "hidden", displayName: null }] }),
    );
    assert.deepEqual(await graph.people.owners(objectId, call), [
      ada,
      { id: "s1", displayName: "Bot", userPrincipalName: undefined },
      { id: "hidden", displayName: "", userPrincipalName: undefined },
    ]);
    assert.deepEqual(seen()[0], ["GET", `/applications/${objectId}/owners`]);
    assert.deepEqual(stub.requests.map(faultOf), [undefined, undefined]);
  });

  it("adds an owner by reference, and removes one", async () => {
    const { stub, graph, call, seen, tokens } = lab();
    stub.play(empty(204));
    await graph.people.addOwner(objectId, ada.id, call);
    await graph.people.removeOwner(objectId, ada.id, call);
    assert.deepEqual(seen(), [
      [
        "POST",
        `/applications/${objectId}/owners/$ref`,
        { "@odata.id": `https://graph.microsoft.com/v1.0/directoryObjects/${ada.id}` },
      ],
      ["DELETE", `/applications/${objectId}/owners/${ada.id}/$ref`],
    ]);
    assert.deepEqual(stub.requests.map(faultOf), [undefined, undefined]);
    assert.deepEqual(
      tokens.asked.map(({ access }) => access),
      ["people", "write"],
    );
  });

  it("names objects by the host of the cloud that is set, and escapes their ids", async () => {
    const { stub, call, seen } = lab();
    const { people } = connectGraph({
      tokens: new FakeGraphTokens(),
      settings: { cloud: clouds.usGov },
      log: new MemoryLog(),
      clock: new FakeClock(),
      fetch: stub.fetch,
    });
    stub.play(empty(204));
    await people.addOwner("a/b", "c/../d", call);
    await people.removeOwner("a/b", "c/../d", call);
    assert.deepEqual(seen()[0]?.[2], {
      "@odata.id": "https://graph.microsoft.us/v1.0/directoryObjects/c%2F..%2Fd",
    });
    assert.deepEqual(
      stub.requests.map(({ url }) => url),
      ["/v1.0/applications/a%2Fb/owners/$ref", "/v1.0/applications/a%2Fb/owners/c%2F..%2Fd/$ref"],
    );
  });

  it("somebody who is an owner already is no failure, anything else is", async () => {
    const { stub, graph, call } = lab();
    const text =
      "One or more added object references already exist for the following modified properties: 'owners'.";
    stub.play(json(400, error("Request_BadRequest", text)));
    await graph.people.addOwner(objectId, ada.id, call);
    for (const [answer, code] of [
      [json(400, error("Request_BadRequest", "Invalid object identifier")), "graph.badRequest"],
      [json(404, error("Request_ResourceNotFound", text)), "graph.notFound"],
      [drop, "graph.outcomeUnknown"],
    ] as const) {
      stub.play(answer);
      const failure = await failureOf(graph.people.addOwner(objectId, ada.id, call));
      assert.deepEqual([failure.code, stub.requests.length], [code, 1]);
    }
  });

  describe("search", () => {
    it("asks for words of the name or the beginning of the sign-in name", async () => {
      const { stub, graph, call, tokens } = lab();
      stub.play(json(200, { value: [ada] }));
      assert.deepEqual(await graph.people.searchPeople(" ada ", call), [ada]);
      assert.deepEqual(asked(lab()), [
        ['"displayName:ada" OR "userPrincipalName:ada"', null, "eventual"],
      ]);
      assert.equal(tokens.asked[0]?.access, "people");
    });

    it("escapes what could end the words", async () => {
      const { stub, graph, call } = lab();
      stub.play(json(200, { value: [] }));
      await graph.people.searchPeople('a" OR 1 \\', call);
      assert.deepEqual(asked(lab()), [
        [
          String.raw`"displayName:a\" OR 1 \\" OR "userPrincipalName:a\" OR 1 \\"`,
          null,
          "eventual",
        ],
      ]);
    });

    it("asks for beginnings where search is refused", async () => {
      const { stub, graph, call } = lab();
      stub.play(json(400, error("Request_UnsupportedQuery")), json(200, { value: [ada] }));
      assert.deepEqual(await graph.people.searchPeople("O'Brien", call), [ada]);
      assert.deepEqual(asked(lab())[1], [
        null,
        "startswith(displayName,'O''Brien') or startswith(userPrincipalName,'O''Brien')",
        undefined,
      ]);
    });

    for (const nothing of ["", " \n ", "&", "\uD800"]) {
      it(`asks nothing for ${JSON.stringify(nothing)}`, async () => {
        const { stub, graph, call } = lab();
        stub.play(json(200, { value: [ada] }));
        assert.deepEqual(await graph.people.searchPeople(nothing, call), []);
        assert.equal(stub.requests.length, 0);
      });
    }

    it("tells refusals and pages that are no answers", async () => {
      const { stub, graph, call } = lab();
      for (const [answer, code] of [
        [json(403, error("Authorization_RequestDenied")), "graph.forbidden"],
        [html(200), "graph.unexpectedAnswer"],
        [json(200, { value: [{ displayName: "nobody" }] }), "graph.unexpectedAnswer"],
      ] as const) {
        stub.play(answer);
        const failure = await failureOf(graph.people.searchPeople("x", call));
        assert.deepEqual([failure.code, stub.requests.length], [code, 1]);
      }
    });
  });
});
