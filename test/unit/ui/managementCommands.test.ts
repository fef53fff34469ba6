import assert from "node:assert/strict";
import { editor, resetEditor } from "../../support/fakes/fakeVscode";
import { CancelledError, isCancelled } from "../../../src/base/errors";
import { type Message, renderMessage } from "../../../src/base/message";
import type { Finding } from "../../../src/core/diagnosis/finding";
import { Failure } from "../../../src/core/failure";
import { explainFailure } from "../../../src/core/diagnosis/explain";
import type { ListedDirectory } from "../../../src/services/directoryListing";
import type { Button } from "../../../src/ui/button";
import { signInToManage } from "../../../src/ui/commands/signInToManage";
import { switchAccount } from "../../../src/ui/commands/switchAccount";
import { switchDirectory } from "../../../src/ui/commands/switchDirectory";
import { switchSignInMethod } from "../../../src/ui/commands/switchSignInMethod";
import { findingButtons } from "../../../src/ui/findingActions";
import { managementPrompts } from "../../../src/ui/managementPrompts";
import type { Ui } from "../../../src/ui/parts";
import { FakeManagementSignIn } from "../../support/fakes/fakeManagementSignIn";

const fabrikam = "22222222-2222-4222-8222-222222222222";

const unknown = new Failure("oauth.refused", "AADSTS90002", { aadsts: 90002 });

class World {
  readonly graphSignIn = new FakeManagementSignIn();
  readonly loads: string[] = [];
  readonly told: string[] = [];
  readonly resolved: string[] = [];
  readonly listed: string[] = [];
  /** Directories in which the client ID of the settings was used. */
  readonly used: string[] = [];
  situation = { remote: false, webUi: false };
  failure: Finding | undefined;
  declined = false;
  directories: readonly ListedDirectory[] = [];
  load: () => void = () => undefined;
  /** Runs of `signingIn` that have not ended, and the loads in one. */
  held = 0;
  heldLoads = 0;
  offer = false;

  get ui(): Ui {
    const say = (text: Message, ...buttons: readonly Button[]): void => {
      const titles = buttons.map(({ title }) => `[${renderMessage(title)}]`);
      this.told.push([renderMessage(text), ...titles].join(" "));
    };
    return {
      graphSignIn: this.graphSignIn,
      situation: this.situation,
      registrations: {
        list: { failure: this.failure, ...(this.declined && { declined: true }) },
        signingIn: async (work: () => Promise<unknown>) => {
          this.held += 1;
          return await work().finally(() => (this.held -= 1));
        },
        load: async (interaction: string) => {
          await Promise.resolve();
          this.heldLoads += Math.sign(this.held);
          this.loads.push(`${interaction} by ${this.graphSignIn.target.method}`);
          this.load();
        },
      },
      directories: {
        identify: () => Promise.resolve(),
        hasUsed: (id: string) => this.used.includes(id),
        shallOfferApp: () => Promise.resolve(this.offer),
        list: (azure: string) => {
          this.listed.push(azure);
          return Promise.resolve({
            directories: this.directories,
            azureUnasked: azure === "silent",
            incomplete: false,
          });
        },
        resolve: (name: string) => {
          this.resolved.push(name);
          return name.startsWith("nowhere") ? Promise.reject(unknown) : Promise.resolve(fabrikam);
        },
      },
      notifier: { inform: say, finding: ({ title }: Finding) => say(title) },
    } as unknown as Ui;
  }
}

describe("the commands of signing in to manage", () => {
  let world: World;
  beforeEach(() => {
    resetEditor();
    world = new World();
  });

  it("Sign In shows the list, and offers a management app where that is due", async () => {
    world.offer = true;
    await signInToManage.run(world.ui, undefined);
    assert.deepEqual(world.loads, ["prompt by editorClient"]);
    assert.match(world.told.join(), /client ID of Microsoft's.*\[Create Management App\]/);
  });

  it("Sign In tells what the sign-in was refused for, and leaves the rest to the view", async () => {
    world.failure = explainFailure(new Failure("graph.unavailable", ""), "management");
    await signInToManage.run(world.ui, undefined);
    assert.deepEqual(world.told, []);
    const facts = { missing: "Application.Read.All", client: "editorClient" };
    world.failure = explainFailure(new Failure("signIn.scopeMissing", "", facts), "management");
    await signInToManage.run(world.ui, undefined);
    assert.deepEqual(world.told, ["The sign-in lacks the permission Application.Read.All."]);
  });

  describe("Switch Sign-In Method", () => {
    it("uses what was picked, and signs in", async () => {
      editor.answers = ["Azure CLI"];
      await switchSignInMethod.run(world.ui, undefined);
      assert.deepEqual(world.graphSignIn.chosen, ["azureCli"]);
      assert.deepEqual(world.loads, ["prompt by azureCli"]);
      assert.deepEqual([world.heldLoads, world.held], [1, 0], "nobody else loads in between");
    });

    it("goes back to the way before when the person says no on the sign-in page", async () => {
      world.failure = explainFailure(new Failure("oauth.refused", "", { aadsts: 65004 }));
      world.declined = true;
      editor.answers = ["Browser"];
      await assert.rejects(switchSignInMethod.run(world.ui, undefined), isCancelled);
      assert.deepEqual(world.told, ["The consent was declined."]);
      assert.deepEqual(world.graphSignIn.chosen, ["browser", "editorClient"]);
    });

    it("takes nothing that cannot work here", async () => {
      world.graphSignIn.cli = false;
      for (const row of ["Azure CLI", "your client ID"]) {
        editor.answers = [row];
        await assert.rejects(switchSignInMethod.run(world.ui, undefined), isCancelled, row);
      }
      assert.deepEqual(world.graphSignIn.chosen, []);
    });

    it("keeps the way in use when the person gives up", async () => {
      world.load = () => {
        throw new CancelledError();
      };
      editor.answers = ["Browser"];
      await assert.rejects(switchSignInMethod.run(world.ui, undefined), isCancelled);
      assert.equal(world.graphSignIn.target.method, "editorClient");
    });

    it("shows what VS Code's own client may do before anything is tried", async () => {
      world.graphSignIn.target = { method: "azureCli", clientId: undefined, tenant: undefined };
      world.graphSignIn.answer = () => ({
        accessToken: "t",
        accountLabel: "ada",
        tenantId: undefined,
        scopes: ["User.Read"],
        directoryRoles: undefined,
      });
      editor.answers = ["$(sign-in) VS Code account", "Choose another way", "Azure CLI"];
      await switchSignInMethod.run(world.ui, undefined);
      assert.deepEqual(world.graphSignIn.chosen, ["editorClient", "azureCli", "azureCli"]);
      assert.deepEqual(world.loads, ["prompt by azureCli"]);
      editor.answers = ["$(sign-in) VS Code account", "Use it all the same"];
      await switchSignInMethod.run(world.ui, undefined);
      assert.equal(world.loads.at(-1), "prompt by editorClient");
    });

    it("leads to a management app, and to the setting", async () => {
      editor.answers = ["Create a management app"];
      await switchSignInMethod.run(world.ui, undefined);
      editor.answers = ["Use a management app you already have"];
      await switchSignInMethod.run(world.ui, undefined);
      assert.deepEqual(
        editor.executed.map(([command]) => command),
        ["entraMail.createManagementApp", "entraMail.openSettings"],
      );
      assert.deepEqual(world.loads, []);
    });
  });

  describe("Switch Directory", () => {
    const contoso: ListedDirectory = {
      tenantId: "11111111-1111-4111-8111-111111111111",
      displayName: "Contoso $(alert)",
      defaultDomain: "contoso.com",
      accountLabel: "ada@contoso.com",
      current: true,
    };

    it("takes one of the list", async () => {
      world.directories = [contoso];
      editor.answers = ["Contoso"];
      await switchDirectory.run(world.ui, undefined);
      assert.deepEqual(world.graphSignIn.chosen, [contoso.tenantId]);
      assert.equal(world.loads.length, 1);
      assert.deepEqual([world.heldLoads, world.held], [1, 0], "nobody else loads in between");
    });

    it("takes a domain, and refuses what is none", async () => {
      editor.answers = ["Enter a domain", "fabrikam.com"];
      await switchDirectory.run(world.ui, undefined);
      assert.deepEqual(world.resolved, ["fabrikam.com"]);
      assert.deepEqual(world.graphSignIn.chosen, [fabrikam]);
      for (const name of ["common", "a b", "https://x", "\u202Ex.test"]) {
        editor.answers = ["Enter a domain", name];
        await assert.rejects(switchDirectory.run(world.ui, undefined), isCancelled);
      }
      assert.equal(editor.refused.length, 4);
      assert.equal(world.resolved.length, 1);
    });

    it("asks again for a domain that Microsoft does not know", async () => {
      editor.answers = ["Enter a domain", "nowhere.test", "fabrikam.com"];
      await switchDirectory.run(world.ui, undefined);
      assert.deepEqual(world.resolved, ["nowhere.test", "fabrikam.com"]);
      assert.deepEqual(world.graphSignIn.chosen, [fabrikam]);
    });

    it("asks how to sign in where one's own client ID was never used", async () => {
      world.directories = [contoso];
      world.graphSignIn.target = { method: "ownClient", clientId: "id", tenant: undefined };
      editor.answers = ["Contoso", "Azure CLI"];
      await switchDirectory.run(world.ui, undefined);
      assert.deepEqual(world.loads, ["prompt by azureCli"]);
      world.graphSignIn.target = { method: "ownClient", clientId: "id", tenant: undefined };
      world.used.push(contoso.tenantId);
      editor.answers = ["Contoso"];
      await switchDirectory.run(world.ui, undefined);
      assert.equal(world.loads.at(-1), "prompt by ownClient");
    });

    it("goes back to the directory before when no way to sign in is chosen", async () => {
      world.directories = [contoso];
      world.graphSignIn.target = { method: "ownClient", clientId: "id", tenant: "before" };
      editor.answers = ["Contoso"];
      await assert.rejects(switchDirectory.run(world.ui, undefined), isCancelled);
      assert.equal(world.graphSignIn.target.tenant, "before");
      assert.deepEqual(world.loads, []);
    });

    it("asks Azure only when the person wants it", async () => {
      world.directories = [contoso];
      editor.answers = ["Look for more", "Contoso"];
      await switchDirectory.run(world.ui, undefined);
      assert.deepEqual(world.listed, ["silent", "prompt"]);
    });

    it("stays where it was when the person gives up", async () => {
      await assert.rejects(switchDirectory.run(world.ui, undefined), isCancelled);
      assert.deepEqual(world.graphSignIn.chosen, []);
      world.directories = [contoso];
      world.load = () => {
        throw new CancelledError();
      };
      editor.answers = ["Contoso"];
      await assert.rejects(switchDirectory.run(world.ui, undefined), isCancelled);
      assert.equal(world.graphSignIn.target.tenant, undefined);
    });
  });

  it("Switch Account says where that of the Azure CLI is switched", async () => {
    await switchAccount.run(world.ui, undefined);
    assert.deepEqual(world.graphSignIn.requests, ["switchAccount"]);
    await world.graphSignIn.chooseMethod("azureCli");
    await switchAccount.run(world.ui, undefined);
    assert.match(world.told.join(), /Run az login .*\[Copy Command\]/);
    assert.deepEqual(world.graphSignIn.requests, ["switchAccount"]);
  });
});

describe("borrowing a client ID of Microsoft's", () => {
  it("names it, and where its name will stand", async () => {
    const texts: string[] = [];
    const confirm = (...parts: readonly Message[]): Promise<boolean> => {
      texts.push(...parts.map((part) => renderMessage(part)));
      return Promise.resolve(false);
    };
    const prompts = managementPrompts({ confirm }, { during: () => Promise.reject(new Error()) });
    assert.equal(await prompts.agreeToBorrow("contoso.com"), false);
    await prompts.agreeToBorrow(undefined);
    assert.match(
      texts[1] ?? "",
      /consent page and the sign-in and audit logs of contoso\.com will name Microsoft Graph Command Line Tools \(14d82eec-/,
    );
    assert.match(texts[4] ?? "", /logs of the directory will name/);
  });
});

/** Presses the button of a finding that runs a command. */
async function press(command: `entraMail.${string}`): Promise<void> {
  const title = { text: "x", values: [] };
  const finding = { actions: [{ kind: "runCommand", title, command }] } as unknown as Finding;
  await findingButtons(finding, {})[0]?.run();
}

describe("a finding's command", () => {
  beforeEach(resetEditor);
  it("is run when it is one of this extension, and only then", async () => {
    await press("entraMail.switchDirectory");
    await press("entraMail.formatDisk");
    assert.deepEqual(
      editor.executed.map(([command]) => command),
      ["entraMail.switchDirectory"],
    );
  });
});
