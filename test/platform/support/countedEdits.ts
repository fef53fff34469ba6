import { addOwner } from "../../../src/ui/commands/addOwner";
import { addPermissions } from "../../../src/ui/commands/addPermissions";
import { addRedirectUri } from "../../../src/ui/commands/addRedirectUri";
import { editImplicitGrant } from "../../../src/ui/commands/editImplicitGrant";
import { editManifest } from "../../../src/ui/commands/editManifest";
import { editNotes } from "../../../src/ui/commands/editNotes";
import { editPublicClientFlows } from "../../../src/ui/commands/editPublicClientFlows";
import { editRedirectUri } from "../../../src/ui/commands/editRedirectUri";
import { editSupportedAccounts } from "../../../src/ui/commands/editSupportedAccounts";
import { editTags } from "../../../src/ui/commands/editTags";
import { moveRedirectUri } from "../../../src/ui/commands/moveRedirectUri";
import { removeOwner } from "../../../src/ui/commands/removeOwner";
import { removePermission } from "../../../src/ui/commands/removePermission";
import { removeRedirectUri } from "../../../src/ui/commands/removeRedirectUri";
import { renameRegistration } from "../../../src/ui/commands/renameRegistration";
import { saveManifest } from "../../../src/ui/manifest/saveManifest";
import { typed } from "../../support/fakes/fakeVscode";
import { answer, asCommand, type Counted, graph } from "./counted";

/** As it stands for the questions, as it stands before the change, the change, and as it stands then. */
const edit = [graph.read, graph.read, graph.update, graph.read];

/** What changes properties of a registration. */
export const countedEdits: readonly Counted[] = [
  {
    what: "Rename Registration",
    ...asCommand(renameRegistration, "renamed", answer.agree),
    requests: edit,
  },
  {
    what: "Edit Supported Accounts",
    ...asCommand(editSupportedAccounts, "Any Entra directory", answer.agree),
    requests: edit,
  },
  {
    what: "Add Redirect URI",
    ...asCommand(addRedirectUri, "Web", "https://mail.contoso.test/new", answer.agree),
    requests: edit,
  },
  {
    what: "Edit Redirect URI",
    ...asCommand(editRedirectUri, "/old", "https://mail.contoso.test/new", answer.agree),
    requests: edit,
  },
  {
    what: "Move Redirect URI",
    ...asCommand(moveRedirectUri, "/old", "Single-page", answer.agree),
    requests: edit,
  },
  {
    what: "Remove Redirect URI",
    ...asCommand(removeRedirectUri, "/old", answer.agree),
    requests: edit,
  },
  {
    what: "Allow public client flows",
    ...asCommand(editPublicClientFlows, "Yes", answer.agree),
    requests: edit,
  },
  {
    what: "Implicit grant boxes",
    ...asCommand(editImplicitGrant, "ID tokens", answer.agree),
    requests: edit,
  },
  {
    what: "Edit Notes",
    ...asCommand(editNotes, "for the mail of Ada", answer.agree),
    requests: edit,
  },
  { what: "Edit Tags", ...asCommand(editTags, "mail", answer.agree), requests: edit },
  {
    what: "Add API Permissions: the list of the API once more",
    ...asCommand(addPermissions, "Microsoft Graph", "POP.AccessAsUser.All", answer.agree),
    requests: [graph.api, ...edit],
  },
  {
    what: "Remove API Permission",
    ...asCommand(removePermission, "SMTP.Send", answer.agree),
    requests: edit,
  },
  {
    what: "Add Owner: who owns it and who asks, one search, who owns it now",
    ...asCommand(addOwner, `${typed}katherine`, "Katherine", answer.agree),
    requests: [graph.read, graph.owners, graph.me, graph.people, graph.owners, graph.addOwner],
  },
  {
    what: "Remove Owner",
    ...asCommand(removeOwner, "Grace", answer.agree),
    requests: [graph.read, graph.owners, graph.me, graph.owners, graph.removeOwner],
  },
  {
    what: "Edit Manifest: which it is, and how Graph writes it",
    ...asCommand(editManifest),
    requests: [graph.read, graph.read],
  },
  {
    what: "Edit Manifest: saving it, and reading what was saved",
    prepare: (desk, { id }) => desk.run(editManifest, id),
    run: async (desk) => {
      const open = desk.manifest();
      const text = JSON.stringify({ ...open.original, notes: "by the manifest" });
      await desk.answering([answer.agree], () => saveManifest(desk.ui, open, text));
    },
    requests: [graph.read, graph.update, graph.read, graph.read],
  },
];
