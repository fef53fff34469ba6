import { userId } from "../../sandbox/seed/people";
import { stableGuid } from "../../sandbox/seed/stableIds";
import {
  bad,
  denied,
  eventual,
  missing,
  registration,
  type Row,
  unsupported,
} from "./graphRefusal";
import type { Ask, Stage } from "./graphSupport";

const nobody = "00000000-0000-4000-8000-000000000000";
const refer = (id: string, as = "granter"): Ask => ({
  as,
  body: { "@odata.id": `https://graph.microsoft.com/v1.0/directoryObjects/${id}` },
});
const addOwner = "POST /applications/{jira-inbound}/owners/$ref";
const deleted = {
  given: async (on: Stage) => {
    const { id } = registration(on, "mutt-grace").resource;
    const reply = await on.ask(`DELETE /applications/${id}`, { as: "grace" });
    if (reply.status !== 204) throw new Error("could not delete");
  },
};
/** The object id of mutt-grace, which the rows delete: it is the same in every run. */
const binned = `/directory/deletedItems/${stableGuid("application mutt-grace")}`;

/** Owners, people and deleted registrations. */
export const directoryRefusals: readonly Row[] = [
  {
    what: "an owner without the permission to read the directory",
    line: addOwner,
    ask: refer(userId("grace@contoso.test"), "ada"),
    ...denied,
  },
  {
    what: "an owner for another's registration as a member",
    line: addOwner,
    ask: refer(userId("grace@contoso.test"), "member"),
    ...denied,
  },
  {
    what: "an owner twice",
    line: addOwner,
    ask: refer(userId("ada@contoso.test")),
    ...bad,
    says: "already exist for the following modified properties: 'owners'",
  },
  { what: "nobody as owner", line: addOwner, ask: refer(nobody), ...missing },
  {
    what: "an owner of another directory",
    line: addOwner,
    ask: refer(userId("alan@fabrikam.test")),
    ...missing,
  },
  {
    what: "an owner by name",
    line: addOwner,
    ask: refer("grace@contoso.test"),
    ...bad,
    says: "@odata.id",
  },
  {
    what: "removing who is no owner",
    line: `DELETE /applications/{jira-inbound}/owners/${userId("grace@contoso.test")}/$ref`,
    ask: { as: "granter" },
    ...missing,
  },
  {
    what: "removing an owner as a member",
    line: `DELETE /applications/{jira-inbound}/owners/${userId("ada@contoso.test")}/$ref`,
    ask: { as: "member" },
    ...denied,
  },
  {
    what: "the owners with a personal account",
    line: "GET /applications/{jira-inbound}/owners",
    ask: { as: "vera" },
    ...denied,
  },
  {
    what: "people with User.Read alone",
    line: "GET /users",
    ask: { as: "profileOnly" },
    ...denied,
  },
  {
    what: "searching people in the main store",
    line: 'GET /users?$search="displayName:a"',
    ask: { as: "granter" },
    ...unsupported,
    says: "eventual",
  },
  {
    what: "searching people by what cannot be searched",
    line: 'GET /users?$search="jobTitle:a"',
    ask: { as: "granter", headers: eventual },
    ...bad,
    says: "jobTitle",
  },
  {
    what: "a search that ends in the text",
    line: 'GET /users?$search="displayName:a" OR 1',
    ask: { as: "granter", headers: eventual },
    ...bad,
  },
  {
    what: "deleted registrations with a personal account",
    line: "GET /directory/deletedItems/microsoft.graph.application",
    ask: { as: "vera" },
    ...denied,
  },
  {
    what: "restoring as owner without a role",
    ...deleted,
    line: `POST ${binned}/restore`,
    ask: { as: "grace", body: {} },
    ...denied,
  },
  {
    what: "deleting for good as owner without a role",
    ...deleted,
    line: `DELETE ${binned}`,
    ask: { as: "grace" },
    ...denied,
  },
  {
    what: "restoring after thirty days",
    line: `POST ${binned}/restore`,
    given: async (on) => {
      await deleted.given(on);
      on.wait(31 * 86_400_000);
    },
    ask: { body: {} },
    ...missing,
  },
  { what: "restoring what was not deleted", line: `POST ${binned}/restore`, ...missing },
  {
    what: "reading what was deleted",
    ...deleted,
    line: binned.replace("/directory/deletedItems", "GET /applications"),
    ...missing,
  },
];
