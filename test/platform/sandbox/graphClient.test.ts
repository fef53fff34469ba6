import assert from "node:assert/strict";
import {
  AuthenticationHandler,
  Client,
  type Context,
  type GraphError,
  type Middleware,
  PageIterator,
  RetryHandler,
  TelemetryHandler,
} from "@microsoft/microsoft-graph-client";
import type { HttpResponse } from "../../sandbox/http";
import { type Stage, stage } from "./graphSupport";

/** The last link of the client's chain: hands the request to the sandbox instead of to the network. */
class Wire implements Middleware {
  readonly sent: string[] = [];

  constructor(private readonly on: Stage) {}

  async execute(context: Context): Promise<void> {
    const url = String(context.request);
    const method = context.options?.method ?? "GET";
    const headers = new Headers(context.options?.headers);
    const token = headers.get("authorization")?.replace("Bearer ", "") ?? "";
    const body = context.options?.body as string | undefined;
    this.sent.push(`${method} ${new URL(url).pathname}`);
    const answer: HttpResponse = await this.on.send(method, url, {
      as: token,
      headers: Object.fromEntries(headers),
      ...(body === undefined ? {} : { body }),
    });
    context.response = new Response(answer.status === 204 ? null : String(answer.body ?? ""), {
      status: answer.status,
      headers: answer.headers ?? {},
    });
  }
}

function chain(...links: Middleware[]): Middleware {
  links.forEach((link, index) => link.setNext?.(links[index + 1] as Middleware));
  return links[0] as Middleware;
}

function clientOn(on: Stage, as = "ada"): { readonly client: Client; readonly wire: Wire } {
  const wire = new Wire(on);
  const provider = { getAccessToken: async (): Promise<string> => as };
  const links = [new AuthenticationHandler(provider), new RetryHandler(), new TelemetryHandler()];
  return { client: Client.initWithMiddleware({ middleware: chain(...links, wire) }), wire };
}

describe("the official Graph client on the sandbox", () => {
  it("creates, reads, changes and deletes a registration", async () => {
    const on = stage();
    on.world.settings.replicationDelayMs = 0;
    const { client } = clientOn(on);
    const created = await client.api("/applications").post({
      displayName: "by the client",
      signInAudience: "AzureADMyOrg",
      passwordCredentials: [{ displayName: "first", endDateTime: "2027-05-20T12:00:00.000Z" }],
    });
    await client.api(`/applications/${created.id}`).patch({ tags: ["seen"] });
    const added = await client
      .api(`/applications/${created.id}/addPassword`)
      .post({ passwordCredential: { displayName: "second" } });
    await client.api(`/applications/${created.id}/removePassword`).post({ keyId: added.keyId });
    const found = await client
      .api("/applications")
      .filter("tags/any(t:t eq 'seen')")
      .select(["id", "passwordCredentials"])
      .get();
    await client.api(`/applications/${created.id}`).delete();
    assert.equal(created.passwordCredentials[0].secretText.length, 40);
    assert.deepEqual(
      found.value.map((item: { id: string; passwordCredentials: unknown[] }) => [
        item.id,
        item.passwordCredentials.length,
      ]),
      [[created.id, 1]],
    );
  });

  it("walks all pages of a sorted list", async () => {
    const { client, wire } = clientOn(stage(300));
    const first = await client
      .api("/applications")
      .header("ConsistencyLevel", "eventual")
      .count(true)
      .orderby("displayName")
      .select("displayName")
      .top(100)
      .get();
    const names: string[] = [];
    const pages = new PageIterator(
      client,
      first,
      (item: { displayName: string }) => names.push(item.displayName) > 0,
      { headers: { ConsistencyLevel: "eventual" } },
    );
    await pages.iterate();
    assert.deepEqual([names.length, first["@odata.count"], wire.sent.length], [306, 306, 4]);
  });

  it("counts and searches", async () => {
    const { client } = clientOn(stage());
    const count = await client
      .api("/applications/$count")
      .header("ConsistencyLevel", "eventual")
      .get();
    const found = await client
      .api("/applications")
      .header("ConsistencyLevel", "eventual")
      .search('"displayName:jira"')
      .get();
    assert.deepEqual([Number(count), found.value.length], [6, 1]);
  });

  it("reads a refusal", async () => {
    const { client } = clientOn(stage(), "reader");
    await assert.rejects(
      client.api("/applications").post({ displayName: "x" }),
      (error: GraphError) =>
        error.statusCode === 403 &&
        error.code === "Authorization_RequestDenied" &&
        typeof error.requestId === "string",
    );
  });

  it("is told that a mail token is for somebody else", async () => {
    const { client } = clientOn(stage(), "mail");
    await assert.rejects(
      client.api("/me").get(),
      (error: GraphError) => error.statusCode === 401 && /Invalid audience/.test(error.message),
    );
  });
});
