import assert from "node:assert/strict";
import { editor, resetEditor, typed } from "../../support/fakes/fakeVscode";
import { isCancelled } from "../../../src/base/errors";
import { type Message, renderMessage } from "../../../src/base/message";
import { clouds } from "../../../src/core/cloud";
import type { DirectoryPerson, ResourceApi } from "../../../src/core/directoryPorts";
import { Failure } from "../../../src/core/failure";
import { importedObjectId } from "../../../src/core/registration/imported";
import { graphAppId, graphDelegatedPermissions } from "../../../src/core/registration/permissions";
import type { Plan } from "../../../src/core/registration/plan";
import type { Registration } from "../../../src/core/registration/registration";
import type { Button } from "../../../src/ui/button";
import type { Command } from "../../../src/ui/command";
import { addOwner } from "../../../src/ui/commands/addOwner";
import { addPermissions } from "../../../src/ui/commands/addPermissions";
import { addRedirectUri } from "../../../src/ui/commands/addRedirectUri";
import { deleteRegistration } from "../../../src/ui/commands/deleteRegistration";
import { deleteRegistrationPermanently } from "../../../src/ui/commands/deleteRegistrationPermanently";
import { editNotes } from "../../../src/ui/commands/editNotes";
import { editSupportedAccounts } from "../../../src/ui/commands/editSupportedAccounts";
import { moveRedirectUri } from "../../../src/ui/commands/moveRedirectUri";
import { openInPortal } from "../../../src/ui/commands/openInPortal";
import { removeOwner } from "../../../src/ui/commands/removeOwner";
import { renameRegistration } from "../../../src/ui/commands/renameRegistration";
import { restoreRegistration } from "../../../src/ui/commands/restoreRegistration";
import type { Ui } from "../../../src/ui/parts";
import type { RowFacts } from "../../../src/ui/views/node";
import { aMailbox, aRegistration } from "../../support/builders";
import { FakeManagementSignIn } from "../../support/fakes/fakeManagementSignIn";

const ada: DirectoryPerson = { id: "1", displayName: "Ada", userPrincipalName: "ada@contoso.test" };
const bob: DirectoryPerson = { id: "2", displayName: "Bob", userPrincipalName: "bob@contoso.test" };
const carla: DirectoryPerson = {
  id: "3",
  displayName: "Carla $(flame)",
  userPrincipalName: "c@d.e",
};

interface World {
  readonly registration: Registration;
  readonly mailboxes: readonly ReturnType<typeof aMailbox>[];
  readonly deleted: readonly Registration[];
  /** Deleted ones that the list does not show. */
  readonly behind: readonly Registration[];
  readonly owners: readonly DirectoryPerson[];
  readonly api: ResourceApi | undefined | Failure;
}

/** What the commands see, and what they did. */
function world(facts: Partial<World> = {}) {
  const { registration = aRegistration(), mailboxes = [], deleted = [], owners = [ada] } = facts;
  const plans: Plan[] = [];
  const told: string[] = [];
  const buttons: Button[] = [];
  const questions: string[] = [];
  const forgotten: string[] = [];
  const searched: string[] = [];
  const ui = {
    registrations: {
      list: {
        status: "loaded",
        query: { view: "all" },
        items: [registration],
        account: { label: "ada" },
      },
      details: () => Promise.resolve(registration),
      deleted: (_signal: AbortSignal, text = "") =>
        Promise.resolve(deleted.filter(({ displayName }) => displayName.startsWith(text))),
      deletedOne: (id: string) =>
        Promise.resolve([...deleted, ...(facts.behind ?? [])].find((it) => it.objectId === id)),
      tenantOf: () => undefined,
      forgetImported: (appId: string) => Promise.resolve(void forgotten.push(appId)),
    },
    plans: {
      apply: (plan: Plan) => {
        plans.push(plan);
        return Promise.resolve({ registration, storedSecretKeyId: undefined });
      },
    },
    clientSecrets: {
      isStored: () => true,
    },
    remembered: {
      pinned: () => [],
      lastUsed: () => [],
      forget: () => Promise.resolve(),
      intentOf: () => undefined,
    },
    imported: { all: [] },
    mailboxes: { mailboxes },
    people: {
      owners: () => Promise.resolve(owners),
      me: () => Promise.resolve(bob),
      searchPeople: (text: string) => {
        searched.push(text);
        return Promise.resolve([ada, carla]);
      },
    },
    consent: {
      resourceApi: () =>
        facts.api instanceof Failure ? Promise.reject(facts.api) : Promise.resolve(facts.api),
    },
    settings: { cloud: clouds.global },
    directories: { current: undefined, nameOf: () => undefined },
    graphSignIn: { token: () => Promise.resolve({ accountLabel: "ada" }) },
    log: { info: () => undefined },
    notifier: {
      inform: (text: Message, ...shown: readonly Button[]) => {
        told.push(renderMessage(text));
        buttons.push(...shown);
      },
      confirm: (question: Message, detail: Message) => {
        questions.push(renderMessage(question), renderMessage(detail));
        return Promise.resolve(true);
      },
    },
  } as unknown as Ui;
  const run = async (command: Command, answers: readonly string[], target?: unknown) => {
    editor.answers = [...answers];
    await command.run(ui, target);
    return plans[0];
  };
  return { ui, run, plans, told, buttons, questions, forgotten, searched };
}

function row(facts: RowFacts): unknown {
  return { look: () => undefined, ...facts };
}

function patchOf(plan: Plan | undefined): unknown {
  const [step] = plan?.steps ?? [];
  return step?.kind === "updateApplication" ? step.patch : undefined;
}

describe("commands that change a registration", () => {
  beforeEach(resetEditor);

  const target = "object";

  it("work on a row, and only after the review", async () => {
    const { run, told } = world();
    const registration = aRegistration();
    const plan = await run(renameRegistration, ["jira", "$(check)"], row({ registration }));
    assert.deepEqual(patchOf(plan), { displayName: "jira" });
    assert.deepEqual(told, ["aerc-ada is now called jira."]);
  });

  it("work from the palette: they ask which registration", async () => {
    const { run } = world();
    const plan = await run(renameRegistration, ["aerc-ada", "jira", "$(check)"]);
    assert.deepEqual(patchOf(plan), { displayName: "jira" });
  });

  it("check what is typed", async () => {
    const { run, plans } = world();
    await assert.rejects(run(renameRegistration, ["x".repeat(91)], target), isCancelled);
    assert.deepEqual(editor.refused, ["At most 90 characters for these accounts; this has 91."]);
    assert.deepEqual(plans, []);
  });

  for (const answers of [[], ["jira"], ["jira", "$(arrow-left)"]]) {
    it(`change nothing when they are left after ${answers.length} answers`, async () => {
      const { run, plans } = world();
      await assert.rejects(run(renameRegistration, answers, target), isCancelled);
      assert.deepEqual(plans, []);
    });
  }

  it("say that there is nothing to change", async () => {
    const { run, plans, told } = world();
    await assert.rejects(run(renameRegistration, [""], target), isCancelled);
    assert.deepEqual([plans, told], [[], ["There is nothing to change."]]);
  });

  it("say why one that was entered by hand cannot be changed", async () => {
    const registration = aRegistration({ objectId: importedObjectId("6731") });
    const { run, plans, told } = world({ registration });
    await assert.rejects(run(renameRegistration, ["jira"], row({ registration })), isCancelled);
    assert.deepEqual(plans, []);
    assert.match(told.join(), /aerc-ada was entered by hand/);
  });

  it("show what stands in the way of other accounts, all of it", async () => {
    const registration = aRegistration({
      signInAudience: "AzureADMyOrg",
      displayName: "x".repeat(100),
      redirectUris: { web: ["https://a.example.com/?b=c"], spa: [], publicClient: [] },
    });
    const { run, plans } = world({ registration });
    const answer = "Any Entra directory and personal accounts";
    await assert.rejects(run(editSupportedAccounts, [answer], target), isCancelled);
    const rows = editor.offered.map((parts) => parts.join(" | "));
    assert.equal(rows.filter((text) => text.includes("not possible yet")).length, 2);
    assert.equal(rows.filter((text) => text.includes("name has 100 characters")).length, 2);
    assert.equal(rows.filter((text) => text.includes("has a query string")).length, 2);
    assert(rows.some((text) => /^This directory only \| now \|.*taken$/.test(text)));
    assert.deepEqual(plans, []);
  });

  it("add a redirect URI to the platform of the row", async () => {
    const { run } = world();
    const onWeb = row({
      registration: aRegistration(),
      part: { kind: "platform", platform: "web" },
    });
    const plan = await run(addRedirectUri, ["https://a.example.com/cb", "$(check)"], onWeb);
    assert.deepEqual(patchOf(plan), { web: { redirectUris: ["https://a.example.com/cb"] } });
  });

  it("name the mailbox that signs in by a redirect URI that moves", async () => {
    const mailbox = aMailbox({ redirectUri: "http://localhost" });
    const { run } = world({ mailboxes: [mailbox] });
    const plan = await run(moveRedirectUri, ["localhost", "Web", "$(check)"], target);
    const notes = plan?.reviewNotes?.map((note) => renderMessage(note)).join(" ") ?? "";
    assert.match(notes, /needs a client secret.*ada@contoso\.test signs in by it/);
  });

  it("keep notes that were only looked at, with their lines", async () => {
    const notes = "Ada owns it\n  and Bob knows";
    const looked = world({ registration: aRegistration({ notes }) });
    await assert.rejects(looked.run(editNotes, [""], target), isCancelled);
    assert.deepEqual(looked.told, ["There is nothing to change."]);
    const { run } = world({ registration: aRegistration({ notes }) });
    const plan = await run(editNotes, ["Ada ↵ Bob", "$(check)"], target);
    assert.deepEqual(patchOf(plan), { notes: "Ada\nBob" });
  });
});

const published = (value: string, id: string, adminOnly = false) =>
  ({
    id,
    type: "Scope",
    value,
    displayName: `about ${value}`,
    description: "",
    adminOnly,
  }) as const;

describe("the choice of permissions", () => {
  beforeEach(resetEditor);

  const { id: smtp } = graphDelegatedPermissions["SMTP.Send"];
  const { id: userRead } = graphDelegatedPermissions["User.Read"];
  const registration = aRegistration({
    requiredResourceAccess: [
      { resourceAppId: graphAppId, resourceAccess: [{ id: userRead, type: "Scope" }] },
    ],
  });
  const api: ResourceApi = {
    id: "graph",
    appId: graphAppId,
    displayName: "Microsoft Graph",
    permissions: [
      published("Zebra.$(flame).All", "z", true),
      published("SMTP.Send", smtp),
      published("User.Read", userRead),
    ],
  };

  it("comes from the API's own list, and unticking removes", async () => {
    const { run } = world({ registration, api });
    const plan = await run(addPermissions, ["Microsoft Graph", "SMTP", "$(check)"], "object");
    assert.deepEqual(patchOf(plan), {
      requiredResourceAccess: [
        { resourceAppId: graphAppId, resourceAccess: [{ id: smtp, type: "Scope" }] },
      ],
    });
  });

  it("does not ask for the API on a row of one", async () => {
    const { run } = world({ registration, api });
    const part = { kind: "resource", resourceAppId: graphAppId } as const;
    const plan = await run(addPermissions, ["SMTP", "$(check)"], row({ registration, part }));
    assert.equal(plan?.steps.length, 1);
  });

  it("has what is declared ticked, mail first, and says who must consent", async () => {
    const { run, told } = world({ registration, api });
    await assert.rejects(run(addPermissions, ["Microsoft Graph", ""], "object"), isCancelled);
    assert.deepEqual(told, ["There is nothing to change."]);
    assert.deepEqual(
      editor.offered.map(([label]) => label),
      ["Delegated: as the person who signs in", "SMTP.Send", "User.Read", "Zebra.\\$(flame).All"],
    );
    assert.equal(editor.offered[3]?.[1], "about Zebra.\\$(flame).All · needs an administrator");
  });

  for (const [name, answer] of [
    ["cannot be asked", new Failure("graph.forbidden", "no")],
    ["does not have it", undefined],
  ] as const) {
    it(`comes from the table when the directory ${name}`, async () => {
      const { run } = world({ registration, api: answer });
      const plan = await run(
        addPermissions,
        ["Exchange", "IMAP.AccessAsApp", "$(check)"],
        "object",
      );
      const note = plan?.reviewNotes?.map((text) => renderMessage(text)).join() ?? "";
      assert.match(note, /only after an administrator consents/);
    });
  }

  it("of an API that nobody knows is told", async () => {
    const { run, told } = world({ registration, api: undefined });
    const unknown = "797f4846-ba00-4fd7-ba43-dac1f8f63013";
    await assert.rejects(run(addPermissions, ["Another API", unknown], "object"), isCancelled);
    assert.match(told.join(), /does not have an API with the client ID 797f4846/);
  });
});

describe("owners", () => {
  beforeEach(resetEditor);

  it("can be oneself", async () => {
    const { run, told } = world();
    const plan = await run(addOwner, ["Bob", "$(check)"], "object");
    assert.deepEqual(plan?.steps, [
      { kind: "addOwner", ownerId: "2", label: "Bob (bob@contoso.test)" },
    ]);
    assert.deepEqual(told, ["Bob (bob@contoso.test) now owns aerc-ada."]);
  });

  it("are searched for, without those who own it already", async () => {
    const { run, searched } = world();
    const plan = await run(addOwner, [`${typed}ca`, "Carla", "$(check)"], "object");
    assert.deepEqual(plan?.steps, [
      { kind: "addOwner", ownerId: "3", label: "Carla $(flame) (c@d.e)" },
    ]);
    assert.deepEqual(searched, ["ca"]);
  });

  it("can be named by object id where nobody may search", async () => {
    const { run, searched } = world();
    const id = "797f4846-ba00-4fd7-ba43-dac1f8f63013";
    const plan = await run(addOwner, [typed + id, id, "$(check)"], "object");
    assert.deepEqual(plan?.steps, [{ kind: "addOwner", ownerId: id, label: id }]);
    assert.deepEqual(searched, []);
  });

  it("are warned of before the last one goes", async () => {
    const { run } = world();
    const onAda = row({ registration: aRegistration(), part: { kind: "owner", owner: ada } });
    const plan = await run(removeOwner, ["$(check)"], onAda);
    assert.match(renderMessage(plan?.reviewNotes?.[0] ?? { text: "", values: [] }), /last owner/);
  });
});

describe("deleting", () => {
  beforeEach(resetEditor);

  const gone = aRegistration({ displayName: "gone", objectId: "gone" });

  it("names the mailboxes in the review", async () => {
    const { run } = world({ mailboxes: [aMailbox()] });
    const plan = await run(deleteRegistration, ["$(check)"], "object");
    assert.deepEqual(plan?.steps, [{ kind: "deleteApplication" }]);
    assert(
      editor.offered.some(([label]) => label?.startsWith("ada@contoso.test signs in with it")),
    );
  });

  it("forgets one that was entered by hand", async () => {
    const registration = aRegistration({ objectId: importedObjectId("6731") });
    const { run, plans, forgotten, questions } = world({ registration, mailboxes: [aMailbox()] });
    await run(deleteRegistration, [], row({ registration }));
    assert.deepEqual(forgotten, [registration.appId]);
    assert.deepEqual(plans, []);
    assert.match(questions.join(" "), /Forget aerc-ada\? ada@contoso\.test signs in.*At Microsoft/);
  });

  it("for good asks for the name", async () => {
    const { run } = world({ deleted: [gone] });
    const plan = await run(deleteRegistrationPermanently, ["gone", "gone", "$(check)"]);
    assert.deepEqual(plan?.steps, [{ kind: "deletePermanently" }]);
  });

  for (const name of ["gon", "Gone", ""]) {
    it(`for good does not take "${name}"`, async () => {
      const { run, plans } = world({ deleted: [gone] });
      const deleted = row({ registration: gone, part: { kind: "deleted" } });
      await assert.rejects(run(deleteRegistrationPermanently, [name], deleted), isCancelled);
      assert.equal(editor.refused.length, 1);
      assert.deepEqual(plans, []);
    });
  }

  it("is taken back by object id, as the button does", async () => {
    const { run } = world({ deleted: [aRegistration(), gone] });
    const plan = await run(restoreRegistration, ["$(check)"], "gone");
    assert.equal(plan?.subject?.displayName, "gone");
  });

  it("is taken back right away, although no list shows it yet", async () => {
    const { run } = world({ deleted: [aRegistration()], behind: [gone] });
    const plan = await run(restoreRegistration, ["$(check)"], "gone");
    assert.equal(plan?.subject?.displayName, "gone");
  });

  it("is never taken back by a guess", async () => {
    const { run, plans, told } = world({ deleted: [aRegistration()] });
    await assert.rejects(run(restoreRegistration, ["$(check)"], "gone"), isCancelled);
    assert.deepEqual(plans, []);
    assert.match(told.join(), /^This directory does not have it among the deleted/);
  });

  it("names the directory that does not have it", async () => {
    const { ui, run, told, buttons } = world({ deleted: [aRegistration()] });
    Object.assign(ui.directories, { nameOf: () => "Fabrikam" });
    await assert.rejects(run(restoreRegistration, ["$(check)"], "gone"), isCancelled);
    assert.match(told.join(), /^Fabrikam does not have it.*in another directory/);
    assert.deepEqual(
      buttons.map(({ title }) => renderMessage(title)),
      ["Switch Directory…"],
    );
  });

  it("is taken back in the directory where it was deleted, whichever is in use by then", async () => {
    const registration = aRegistration({ tenantId: "contoso" });
    const { ui, run, buttons } = world({ registration });
    const signIn = new FakeManagementSignIn();
    Object.assign(ui, { graphSignIn: signIn });
    const loads: string[] = [];
    Object.assign(ui.registrations, {
      signingIn: (work: () => Promise<void>) => work(),
      load: () => Promise.resolve(void loads.push(signIn.chosen.join())),
    });
    Object.assign(ui.directories, {
      identify: () => Promise.resolve(),
      shallOfferApp: () => Promise.resolve(false),
    });
    await run(deleteRegistration, ["$(check)"], "object");
    await buttons[0]?.run();
    assert.deepEqual(loads, ["contoso"]);
    assert.deepEqual(editor.executed, [["entraMail.restoreRegistration", "object"]]);
  });

  it("is held to the directory it was found in", async () => {
    const { ui, run } = world({ deleted: [gone] });
    ui.registrations.tenantOf = () => "contoso";
    const plan = await run(restoreRegistration, ["$(check)"], "gone");
    assert.equal(plan?.subject?.tenantId, "contoso");
  });

  it("can be found by what is typed", async () => {
    const { ui, run } = world({ deleted: [aRegistration()] });
    const asked: string[] = [];
    ui.registrations.deleted = (_signal, text) => {
      asked.push(text ?? "");
      return Promise.resolve(text === undefined ? [aRegistration()] : [gone]);
    };
    const plan = await run(restoreRegistration, [`${typed}gon`, "gone", "$(check)"]);
    assert.equal(plan?.subject?.displayName, "gone");
    assert.deepEqual(asked, ["", "gon"]);
  });

  it("has nothing to take back", async () => {
    const { run, told } = world();
    await assert.rejects(run(restoreRegistration, []), isCancelled);
    assert.match(told.join(), /no deleted registrations/);
  });
});

describe("Open in Portal", () => {
  beforeEach(resetEditor);

  it("opens the page of the registration", async () => {
    const { run, told } = world();
    await run(openInPortal, [], "object");
    assert.equal(editor.browsed.length, 1);
    assert.match(editor.browsed.join(), /^https:\/\/entra\.microsoft\.com\/#.*6731de76/);
    assert.deepEqual(told, []);
  });

  it("offers the link where it was not opened", async () => {
    editor.opens = false;
    const { run, told } = world();
    await run(openInPortal, [], "object");
    assert.match(told.join(), /was not opened/);
  });
});
