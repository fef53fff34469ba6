import type { Sandbox } from "../../sandbox/sandbox";
import type { Page } from "./formBrowser";
import { register, type TokenAnswer } from "./identityLab";

/** What came back, wherever it came. */
export type Refused =
  | { readonly at: "page"; readonly page: Page }
  | { readonly at: "client"; readonly callback: URLSearchParams }
  | { readonly at: "token"; readonly answer: TokenAnswer };

export interface RefusalRow {
  readonly what: string;
  readonly code: number;
  readonly error?: string;
  readonly status?: number;
  readonly ask: (sandbox: Sandbox) => Promise<Refused>;
}

/** A registration for a mail program on the desktop. */
export const desktop = { publicClient: ["http://localhost"] };
/** A redirect URI of a server or a page. */
export const webUri = "https://app.contoso.test/callback";

/** The client id of a new registration, as a request's parameter. */
export function clientOf(
  sandbox: Sandbox,
  plan: Parameters<typeof register>[1] = desktop,
): { readonly client_id: string } {
  return { client_id: register(sandbox.world, plan).appId };
}
