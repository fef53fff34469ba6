import { message } from "../../../base/message";
import type { ImportedAccount, ImportedConfig } from "../importedConfig";
import { type AccountView, accountView, type CheckSurroundings } from "./accountView";
import { clientRules } from "./clientRules";
import type { ConfigFinding } from "./configFinding";
import type { ConfigRule } from "./configRule";
import { endpointRules } from "./endpointRules";
import type { Provider } from "./provider";
import { scopeRules } from "./scopeRules";

export const configRules: readonly ConfigRule[] = [...clientRules, ...endpointRules, ...scopeRules];

/** An account, and what is wrong with it; the worst first. */
export interface CheckedAccount {
  readonly account: ImportedAccount;
  readonly provider: Provider;
  /** Tenant in the endpoints, in lower case; undefined where they are not Microsoft's. */
  readonly endpointTenant: string | undefined;
  readonly findings: readonly ConfigFinding[];
}

const order: Readonly<Record<ConfigFinding["severity"], number>> = {
  error: 0,
  warning: 1,
  information: 2,
};

/** What of a configuration will not work. Pure: it looks at what it is given and asks nobody. */
export function checkConfiguration(
  { accounts, importer }: ImportedConfig,
  surroundings: CheckSurroundings,
): readonly CheckedAccount[] {
  return accounts.map((account) => {
    const view = accountView(account, importer, surroundings);
    const { provider, token, authorize } = view;
    const endpointTenant = token?.tenant ?? authorize?.tenant;
    return { account, provider, endpointTenant, findings: findingsOf(view) };
  });
}

/** The rules know Microsoft's service only. */
function findingsOf(view: AccountView): readonly ConfigFinding[] {
  if (view.provider !== "microsoft") return [otherProvider(view)];
  return configRules
    .flatMap((rule) => rule(view))
    .sort((a, b) => order[a.severity] - order[b.severity]);
}

function otherProvider({ account }: AccountView): ConfigFinding {
  return {
    id: "provider.other",
    severity: "information",
    title: message("It does not sign in at Microsoft"),
    explanation: message("Entra Mail knows Microsoft's service only. Nothing of it was checked."),
    fix: message("Leave it as it is."),
    line: account.line,
  };
}
