import { ids } from "../sandbox/seed/stableIds";

/** User settings of a VS Code that lives in the sandbox tenant Contoso. */
export const tenantSettings: Readonly<Record<string, unknown>> = {
  "entraMail.management.clientId": ids.managementClient,
  "entraMail.management.tenant": ids.contoso,
};

/** Origins that the extension and VS Code open for a sign-in; they open without a question. */
export const signInOrigins: readonly string[] = [
  "https://login.microsoftonline.com",
  "https://login.microsoft.com",
  "https://microsoft.com",
  "https://www.microsoft.com",
];
