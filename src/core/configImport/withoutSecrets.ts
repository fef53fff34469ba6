import type { ImportedAccount, ImportedConfig, Setting } from "./importedConfig";

/**
 * The configuration with its secrets in their holders alone: where one was pasted into another place as well, dots
 * stand there.
 */
export function withoutSecrets(config: ImportedConfig): ImportedConfig {
  const secrets = config.accounts.flatMap(({ secret }) =>
    secret.kind === "value" ? [secret.held] : [],
  );
  if (secrets.length === 0) return config;
  const hide = (text: string): string =>
    secrets.reduce((rest, secret) => secret.hideIn(rest), text);
  return { ...config, accounts: config.accounts.map((account) => hiddenIn(account, hide)) };
}

function hiddenIn(account: ImportedAccount, hide: (text: string) => string): ImportedAccount {
  const hidden = (setting: Setting | undefined): Setting | undefined =>
    setting && { ...setting, value: hide(setting.value) };
  return {
    ...account,
    name: hide(account.name),
    address: hidden(account.address),
    clientId: hidden(account.clientId),
    tenant: hidden(account.tenant),
    authorizeUrl: hidden(account.authorizeUrl),
    tokenUrl: hidden(account.tokenUrl),
    redirectUri: hidden(account.redirectUri),
    scopes: account.scopes.map(({ value, line }) => ({ value: hide(value), line })),
  };
}
