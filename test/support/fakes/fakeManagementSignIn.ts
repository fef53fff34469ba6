import { Emitter } from "../../../src/base/event";
import type {
  ManagementPrompts,
  ManagementSignIn,
  SignedIn,
} from "../../../src/core/management/managementPorts";
import type { SignInMethodId } from "../../../src/core/management/signInMethod";
import type { SignInTarget } from "../../../src/core/management/signInTarget";
import type { GraphToken, GraphTokenRequest, Interaction } from "../../../src/core/ports";
import { tenantId } from "./fakeSignIn";

/** Sign-in for managing registrations that answers what a test wants. */
export class FakeManagementSignIn implements ManagementSignIn {
  readonly changed = new Emitter<void>();
  readonly onDidChange = this.changed.event;
  readonly answered = new Emitter<SignedIn | undefined>();
  readonly onDidAnswer = this.answered.event;
  target: SignInTarget = { method: "editorClient", clientId: undefined, tenant: undefined };
  prompts: ManagementPrompts | undefined;
  /** What was chosen, in order. */
  readonly chosen: string[] = [];
  readonly requests: (GraphTokenRequest | "switchAccount" | "inspect")[] = [];
  cli = true;
  /** May throw. */
  answer: () => GraphToken | undefined = () => ({
    accessToken: "graph-token",
    accountLabel: "ada@contoso.test",
    tenantId,
    scopes: ["Application.ReadWrite.All"],
    directoryRoles: undefined,
  });
  /** Of the editor's account for Azure; may throw. */
  azure: (interaction: Interaction) => string | undefined = () => undefined;

  async token(request: GraphTokenRequest): Promise<GraphToken | undefined> {
    this.requests.push(request);
    return await this.tell(request.interaction === "prompt");
  }

  usePrompts(prompts: ManagementPrompts): void {
    this.prompts = prompts;
  }

  async switchAccount(): Promise<void> {
    this.requests.push("switchAccount");
    await this.tell(true);
  }

  async inspect(): Promise<GraphToken | undefined> {
    this.requests.push("inspect");
    return await this.tell(true);
  }

  async chooseMethod(id: SignInMethodId): Promise<void> {
    await Promise.resolve();
    this.chosen.push(id);
    this.target = { ...this.target, method: id };
  }

  async chooseDirectory(tenant: string | undefined): Promise<void> {
    await Promise.resolve();
    this.chosen.push(tenant ?? "default");
    this.target = { ...this.target, tenant };
  }

  async useOwnClient(clientId: string, tenant: string | undefined): Promise<void> {
    await Promise.resolve();
    this.chosen.push(`${clientId} in ${tenant}`);
    this.target = { method: "ownClient", clientId, tenant };
  }

  async cliInstalled(): Promise<boolean> {
    return await Promise.resolve(this.cli);
  }

  async azureToken(_host: string, interaction: Interaction): Promise<string | undefined> {
    await Promise.resolve();
    return this.azure(interaction);
  }

  /** Answers as the real one does: everybody who listens is told. */
  async tell(prompted: boolean): Promise<GraphToken | undefined> {
    await Promise.resolve();
    const token = this.answer();
    const { target } = this;
    this.answered.fire(
      token && { ...token, target, cloudId: "global", prompted, account: undefined },
    );
    return token;
  }
}
