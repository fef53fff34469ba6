import { clouds } from "../../src/core/cloud";
import type {
  Exporter,
  ExportInput,
  ExportMailbox,
  ExportOptions,
  ExportRegistration,
} from "../../src/core/export/exporter";
import { cloudServers } from "../../src/core/export/exportInput";

export interface ExportFacts {
  readonly mailbox?: Partial<ExportMailbox>;
  readonly registration?: Partial<ExportRegistration>;
  readonly options?: Partial<ExportOptions>;
  readonly cloud?: ExportInput["cloud"];
}

/** A work mailbox of a public client whose tokens come from the token command, but for the given facts. */
export function anExportInput(facts: ExportFacts = {}): ExportInput {
  const cloud = facts.cloud ?? clouds.global;
  const mailbox: ExportMailbox = {
    address: "ada@contoso.com",
    username: "ada@contoso.com",
    kind: "delegated",
    personal: false,
    authorityTenant: "organizations",
    redirectUri: "http://localhost",
    ...facts.mailbox,
  };
  return {
    mailbox,
    registration: {
      clientId: "6731de76-14a6-49ae-97bc-6eba6914391e",
      name: "work-mail-client",
      client: "public",
      audience: "AzureADMultipleOrgs",
      tenantId: "8d3ac4a8-0c0c-4e7a-b2ee-8f3a9b1f6d10",
      ...facts.registration,
    },
    cloud,
    options: {
      servers: cloudServers(cloud, mailbox.personal),
      tokenSource: "tokenCommand",
      tokenCommand: "/home/ada/.local/share/entra-mail/entra-mail-token",
      ...facts.options,
    },
  };
}

/** The cases that are written down for each exporter, by the name of their folder. */
export const exportCases: Readonly<Record<string, (exporter: Exporter) => ExportInput>> = {
  work: () => anExportInput(),
  // A shared mailbox, a registration with a secret, one more authority, and the last of the token sources
  shared: ({ tokenSources }) =>
    anExportInput({
      mailbox: {
        address: "support@contoso.com",
        username: "o'brien+mail@contoso.com",
        authorityTenant: "8d3ac4a8-0c0c-4e7a-b2ee-8f3a9b1f6d10",
        redirectUri: "http://localhost/",
      },
      registration: { name: "Support & Söhne", client: "confidential", audience: "AzureADMyOrg" },
      options: {
        caFile: "/etc/ssl/private ca/contoso.pem",
        tokenSource: tokenSources?.at(-1) ?? "tokenCommand",
      },
    }),
  // A service without a user
  app: () =>
    anExportInput({
      mailbox: {
        kind: "appOnly",
        username: "",
        authorityTenant: "8d3ac4a8-0c0c-4e7a-b2ee-8f3a9b1f6d10",
      },
      registration: {
        name: "archive-export",
        client: "confidential",
        audience: "AzureADMyOrg",
        objectId: "0a4b7a52-3c5e-4f0b-9a54-6f1d1f7c2b11",
        enterpriseObjectId: "b2d5a3f4-9a1e-4c77-8f0e-2e7f6a9c5d22",
      },
    }),
  // An account of outlook.com with a registration that was entered by hand
  personal: () =>
    anExportInput({
      mailbox: {
        address: "ada.lovelace@outlook.com",
        username: "ada.lovelace@outlook.com",
        personal: true,
        authorityTenant: "consumers",
      },
      registration: { audience: undefined, tenantId: undefined },
    }),
};
