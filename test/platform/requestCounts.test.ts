import assert from "node:assert/strict";
import type { Application } from "../sandbox/model";
import { loadSlice } from "../sandbox/graph/schema/slice";
import { managementScopes } from "../sandbox/seed/registrations";
import { userId } from "../sandbox/seed/people";
import { ids } from "../sandbox/seed/stableIds";
import { type CommandDesk, openCommandDesk } from "./support/commandDesk";
import type { Counted } from "./support/counted";
import { countedEdits } from "./support/countedEdits";
import { countedOperations } from "./support/countedOperations";
import { countedViews } from "./support/countedViews";
import { faultOf } from "./support/graphLab";
import { RecordedGraph, type SentRequest } from "./support/recordedGraph";
import { register, signIn, useSandbox } from "./sandbox/identityLab";

const graphHost = "graph.microsoft.com";
const ada = "ada@contoso.test";

/** Searching people is not in the copy of the API description; the sandbox follows the page "List users" there. */
const undescribed = ["no operation GET /users"];

describe("what each operation asks of Graph", function () {
  this.timeout(30_000);
  const sandbox = useSandbox();
  const sent: SentRequest[] = [];
  let manager: Parameters<typeof openCommandDesk>[0];

  before(async () => {
    // A directory that knows at once what was written: what a slow one costs is waiting, and tested elsewhere
    Object.assign(sandbox().world.settings, { replicationDelayMs: 0, listDelayMs: 0 });
    const { body } = await signIn(ids.managementClient, {
      tenant: ids.contoso,
      redirect: "http://localhost",
      scope: managementScopes.map(atGraph).join(" "),
    });
    assert.ok(body.access_token);
    manager = {
      clientId: ids.managementClient,
      tenantId: ids.contoso,
      username: ada,
      accessToken: body.access_token,
    };
  });

  for (const counted of [...countedEdits, ...countedOperations, ...countedViews]) {
    it(`${counted.what}: ${counted.requests.length}`, async () => {
      const desk = openCommandDesk(manager);
      try {
        await count(desk, counted);
      } finally {
        desk.dispose();
      }
    });
  }

  it("and every one of these requests is as Microsoft's description of Graph has it", function () {
    // Said, and a failure with CI=true: without the description nothing was checked
    if (loadSlice((text) => console.warn(text)) === undefined) this.skip();
    assert.ok(sent.length > 100, `${sent.length} requests`);
    const faults = new Set(sent.map(faultOf).filter((fault) => fault !== undefined));
    assert.deepEqual([...faults], undescribed);
  });

  /** Runs it, and compares what was sent with what arrived and with what is expected. */
  async function count(desk: CommandDesk, counted: Counted): Promise<void> {
    const { requests } = sandbox();
    const registration = usual(counted);
    await counted.prepare?.(desk, registration);
    requests.clear();
    const recorded = new RecordedGraph();
    try {
      await counted.run(desk, registration);
    } finally {
      recorded.stop();
    }
    sent.push(...recorded.sent);
    const arrived = requests.entries({ host: graphHost });
    const refused = arrived.filter(({ status }) => status >= 400);
    assert.deepEqual(
      refused.filter(({ method, status }) => method !== "GET" || status !== 404),
      [],
      "the sandbox refused a request, or broke the description in its answer",
    );
    assert.equal(
      recorded.sent.length,
      arrived.length,
      "Graph was asked in a way that is not recorded",
    );
    assert.deepEqual(tally(requests.operations()), [...counted.requests].sort());
  }

  /** A registration with all that operations are about; each test has one of its own. */
  function usual({ about = {} }: Counted): Application["resource"] {
    return register(sandbox().world, {
      signInAudience: "AzureADMyOrg",
      ownerIds: [userId(ada), userId("grace@contoso.test")],
      web: ["https://mail.contoso.test/old"],
      delegated: ["User.Read", "IMAP.AccessAsUser.All", "SMTP.Send"],
      exchangeRoles: ["IMAP.AccessAsApp", "SMTP.SendAsApp"],
      secrets: [{ name: "jira", endsInDays: 10 }],
      ...about,
    });
  }
});

/** The scopes of sign-in itself belong to no API. */
function atGraph(scope: string): string {
  return /^[A-Z]/.test(scope) ? `https://${graphHost}/${scope}` : scope;
}

/** Each operation as often as it was asked for. */
function tally(operations: Readonly<Record<string, number>>): readonly string[] {
  return Object.entries(operations).flatMap(([name, times]) => Array<string>(times).fill(name));
}
