import { addClientSecret } from "../../../src/ui/commands/addClientSecret";
import { checkRegistration } from "../../../src/ui/commands/checkRegistration";
import { createCertificate } from "../../../src/ui/commands/createCertificate";
import { deleteRegistration } from "../../../src/ui/commands/deleteRegistration";
import { deleteRegistrationPermanently } from "../../../src/ui/commands/deleteRegistrationPermanently";
import { grantAdminConsent } from "../../../src/ui/commands/grantAdminConsent";
import { removeCertificate } from "../../../src/ui/commands/removeCertificate";
import { removeClientSecret } from "../../../src/ui/commands/removeClientSecret";
import { restoreRegistration } from "../../../src/ui/commands/restoreRegistration";
import { revokeConsent } from "../../../src/ui/commands/revokeConsent";
import { rotateClientSecret } from "../../../src/ui/commands/rotateClientSecret";
import { uploadCertificate } from "../../../src/ui/commands/uploadCertificate";
import { seededCertificate } from "../../sandbox/seed/certificate";
import { editor } from "../../support/fakes/fakeVscode";
import { answer, asCommand, type Counted, graph } from "./counted";

const { agree, same } = answer;
const day = 86_400_000;

const makeCertificate = asCommand(createCertificate, same, same, same, agree);

export const grantToAll = asCommand(grantAdminConsent, "For everyone", same, agree);

/** Its enterprise application, which is not there, and two APIs. */
const nothingGranted = [graph.api, graph.api, graph.api] as const;

/** Looked for once more before it is made. */
const enterpriseApplication = [graph.api, graph.createPrincipal] as const;

/** The enterprise application, what was granted to whom, who asks, and both APIs. */
export const consentOfTwoApis = [
  graph.api,
  graph.grants,
  graph.roles,
  graph.me,
  graph.api,
  graph.api,
] as const;

/** Credentials, consent, checks and deletion. */
export const countedOperations: readonly Counted[] = [
  {
    what: "Add Client Secret: which there are, the new one, and how it stands then",
    ...asCommand(addClientSecret, "laptop", "365 days", agree),
    requests: [graph.read, graph.read, graph.addSecret, graph.read],
  },
  {
    what: "Remove Client Secret",
    ...asCommand(removeClientSecret, agree),
    requests: [graph.read, graph.removeSecret, graph.read],
  },
  {
    what: "Rotate Client Secret, the old one removed right away",
    prepare: grantToAll.run,
    ...asCommand(rotateClientSecret, same, same, "Right away", agree),
    requests: [graph.read, graph.api, graph.read, graph.addSecret, graph.removeSecret, graph.read],
  },
  {
    what: "Rotate Client Secret, the old one removed a day later",
    prepare: grantToAll.run,
    ...asCommand(rotateClientSecret, same, same, "1 day after", agree),
    requests: [graph.read, graph.api, graph.read, graph.addSecret, graph.read],
  },
  {
    what: "Upload Certificate: all are written at once",
    run: async (desk, { id }) => {
      const now = Date.now();
      const der = Buffer.from(seededCertificate("uploaded", now - day, now + 300 * day), "base64");
      editor.dialogPath = "/uploaded.cer";
      editor.files.set("/uploaded.cer", der);
      await desk.run(uploadCertificate, id, same, agree);
    },
    requests: [graph.read, graph.read, graph.update, graph.read],
  },
  {
    what: "Create Certificate",
    ...makeCertificate,
    requests: [graph.read, graph.read, graph.update, graph.read],
  },
  {
    what: "Remove Certificate",
    prepare: makeCertificate.run,
    ...asCommand(removeCertificate, agree),
    requests: [graph.read, graph.read, graph.update, graph.read],
  },
  {
    what: "Grant Admin Consent for all: the scopes of one API and two roles of another, for the first time",
    ...grantToAll,
    requests: [
      graph.read,
      ...nothingGranted,
      ...enterpriseApplication,
      graph.api,
      graph.grants,
      graph.grant,
      graph.api,
      graph.roles,
      graph.grantRole,
      graph.grantRole,
    ],
  },
  {
    what: "Grant Admin Consent for me",
    ...asCommand(grantAdminConsent, "For me only", same, agree),
    requests: [
      graph.read,
      ...nothingGranted,
      ...enterpriseApplication,
      graph.api,
      graph.me,
      graph.grants,
      graph.grant,
    ],
  },
  {
    what: "Revoke Consent for a scope",
    prepare: grantToAll.run,
    ...asCommand(revokeConsent, "IMAP.AccessAsUser", agree),
    requests: [graph.read, ...consentOfTwoApis, graph.api, graph.grants, graph.changeGrant],
  },
  {
    what: "Revoke Consent for two roles",
    prepare: grantToAll.run,
    ...asCommand(revokeConsent, "AsApp", agree),
    requests: [
      graph.read,
      ...consentOfTwoApis,
      graph.api,
      graph.roles,
      graph.deleteRole,
      graph.deleteRole,
    ],
  },
  {
    what: "Check Registration",
    prepare: grantToAll.run,
    ...asCommand(checkRegistration, "mail program with my work", "report"),
    requests: [graph.read, ...consentOfTwoApis],
  },
  {
    what: "Delete Registration",
    ...asCommand(deleteRegistration, agree),
    requests: [graph.read, graph.delete],
  },
  {
    what: "Restore Registration",
    prepare: asCommand(deleteRegistration, agree).run,
    ...asCommand(restoreRegistration, agree),
    requests: [graph.deleted, graph.restore, graph.read],
  },
  {
    what: "Delete Registration Permanently: only while it is deleted",
    prepare: asCommand(deleteRegistration, agree).run,
    run: (desk, { id, displayName }) =>
      desk.run(deleteRegistrationPermanently, id, displayName, agree),
    requests: [graph.deleted, graph.deleted, graph.deleteForGood],
  },
];
