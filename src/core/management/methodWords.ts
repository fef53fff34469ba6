import { type Message, message } from "../../base/message";
import type { FlowSituation } from "../oauth/flow";
import { methodTitles } from "./methodTitles";
import { graphCommandLineTools, type SignInMethodId, signInMethodIds } from "./signInMethod";

/** What decides whether a way of signing in can work here. */
export interface MethodSituation extends FlowSituation {
  readonly clientId: string | undefined;
  readonly cliInstalled: boolean;
}

interface MethodRow {
  readonly detail: (situation: MethodSituation) => Message;
  /** Why it cannot work here; undefined = it can. */
  readonly obstacle: (situation: MethodSituation) => Message | undefined;
  /** Why it may not work here. */
  readonly doubt?: (situation: MethodSituation) => Message | undefined;
}

const none = (): undefined => undefined;

const borrowed = message(
  "As {0}; an administrator may have to consent.",
  graphCommandLineTools.name,
);

const rows: Readonly<Record<SignInMethodId, MethodRow>> = {
  ownClient: {
    detail: () =>
      message("The accounts of this editor, with a registration of your own for this purpose."),
    obstacle: ({ clientId }) =>
      clientId === undefined
        ? message("No client ID is set yet. Create a management app, or set the ID of one.")
        : undefined,
  },
  editorClient: {
    detail: () =>
      message(
        "VS Code's own client ID. Usually may only look, not change; what it may is shown first.",
      ),
    obstacle: none,
  },
  azureCli: {
    detail: () =>
      message("The sign-in of az where the extension runs. It may do this, and much more."),
    obstacle: ({ cliInstalled }) =>
      cliInstalled ? undefined : message("Azure CLI is not installed here."),
  },
  browser: {
    detail: ({ clientId }) =>
      clientId === undefined
        ? borrowed
        : message("Your client ID; the answer comes back to http://localhost."),
    obstacle: none,
    doubt: ({ remote, webUi }) =>
      remote || webUi ? message("the browser may be on another computer") : undefined,
  },
  deviceCode: {
    detail: ({ clientId }) =>
      clientId === undefined
        ? borrowed
        : message("Your client ID; a short code is typed in at Microsoft's page."),
    obstacle: none,
  },
};

export interface OfferedMethod {
  readonly id: SignInMethodId;
  readonly title: Message;
  readonly detail: Message;
  readonly obstacle: Message | undefined;
  readonly doubt: Message | undefined;
}

/** All ways of signing in; those that cannot work here say why. */
export function offerMethods(situation: MethodSituation): readonly OfferedMethod[] {
  return signInMethodIds.map((id) => {
    const { detail, obstacle, doubt = none } = rows[id];
    return {
      id,
      title: methodTitles[id],
      detail: detail(situation),
      obstacle: obstacle(situation),
      doubt: doubt(situation),
    };
  });
}
