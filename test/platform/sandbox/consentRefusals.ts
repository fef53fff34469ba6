import { exchangeOnline, graph } from "../../sandbox/resources";
import { bad, denied, missing, principalOf, registration, type Row } from "./graphRefusal";
import type { Ask, Stage } from "./graphSupport";

const imapAsApp = "5e5addcd-3e8d-4e90-baf5-964efab2b20a";
const popAsApp = "cb842b43-da6e-4506-86fe-bb12199c656d";
const readMail = "810c84a8-4a9e-49e6-bf7d-12d183f40d01";
const nobody = "00000000-0000-4000-8000-000000000000";

const assignments = "POST /servicePrincipals/{sp invoice-service}/appRoleAssignments";

/** An assignment of POP.AccessAsApp to invoice-service, with something else about it. */
const assigns =
  (change: object = {}, as = "granter") =>
  (on: Stage): Ask => ({
    as,
    body: {
      principalId: principalOf(on, registration(on, "invoice-service").resource.appId),
      resourceId: principalOf(on, exchangeOnline.appId),
      appRoleId: popAsApp,
      ...change,
    },
  });

const ofGraph =
  (as: string) =>
  (on: Stage): Ask =>
    assigns({ resourceId: principalOf(on, graph.appId), appRoleId: readMail }, as)(on);

const grants =
  (change: object, as = "granter") =>
  (on: Stage): Ask => ({
    as,
    body: {
      clientId: principalOf(on, registration(on, "jira-inbound").resource.appId),
      resourceId: principalOf(on, graph.appId),
      consentType: "AllPrincipals",
      scope: "User.Read",
      ...change,
    },
  });

/** Service principals, delegated grants and application permissions. */
export const consentRefusals: readonly Row[] = [
  { what: "an app role as a member", line: assignments, ask: assigns({}, "member"), ...denied },
  {
    what: "an app role without the permission to assign",
    line: assignments,
    ask: assigns({}, "ada"),
    ...denied,
  },
  {
    what: "an app role without the permission to read applications",
    line: assignments,
    ask: assigns({}, "assigner"),
    ...denied,
  },
  {
    what: "an app role of Graph as Application Administrator",
    line: assignments,
    ask: ofGraph("granter"),
    ...denied,
  },
  {
    what: "an app role that is held",
    line: assignments,
    ask: assigns({ appRoleId: imapAsApp }),
    ...bad,
    says: "Permission being assigned already exists on the object",
  },
  {
    what: "an app role of another API",
    line: assignments,
    ask: (on) =>
      assigns({ resourceId: principalOf(on, graph.appId), appRoleId: popAsApp }, "katherine")(on),
    ...bad,
    says: "was not found on application",
  },
  {
    what: "another client than the path's",
    line: assignments,
    ask: (on) =>
      assigns({ principalId: principalOf(on, registration(on, "aerc-ada").resource.appId) })(on),
    ...bad,
    says: "Not a valid reference update",
  },
  {
    what: "another API than the path's",
    line: "POST /servicePrincipals(appId='00000003-0000-0000-c000-000000000000')/appRoleAssignedTo",
    ask: assigns(),
    ...bad,
    says: "Not a valid reference update",
  },
  {
    what: "an unknown API",
    line: assignments,
    ask: assigns({ resourceId: nobody }),
    ...bad,
    says: "Not a valid reference update",
  },
  {
    what: "an assignment with more to it",
    line: assignments,
    ask: assigns({ scope: "Mail.Read" }),
    ...bad,
    says: "scope",
  },
  {
    what: "removing an assignment that is none",
    line: "DELETE /servicePrincipals/{sp invoice-service}/appRoleAssignments/none",
    ask: { as: "granter" },
    ...missing,
  },
  {
    what: "removing an assignment as a member",
    line: "DELETE /servicePrincipals/{sp invoice-service}/appRoleAssignments/none",
    ask: { as: "member" },
    ...denied,
  },
  {
    what: "the assignments of nobody",
    line: `GET /servicePrincipals/${nobody}/appRoleAssignments`,
    ...missing,
  },
  {
    what: "a grant without the permission",
    line: "POST /oauth2PermissionGrants",
    ask: grants({}, "reader"),
    ...denied,
  },
  {
    what: "a grant as a member, also for themselves",
    line: "POST /oauth2PermissionGrants",
    ask: (on) =>
      grants(
        { consentType: "Principal", principalId: [...on.world.users.keys()][1] },
        "member",
      )(on),
    ...denied,
  },
  {
    what: "a grant for everyone and for one",
    line: "POST /oauth2PermissionGrants",
    ask: (on) => grants({ principalId: [...on.world.users.keys()][0] })(on),
    ...bad,
    says: "principalId",
  },
  {
    what: "a grant for somebody of another directory",
    line: "POST /oauth2PermissionGrants",
    ask: (on) =>
      grants({
        consentType: "Principal",
        principalId: [...on.world.users.values()].find((one) => one.displayName === "Alan Turing")
          ?.id,
      })(on),
    ...bad,
    says: "principalId",
  },
  {
    what: "a grant of nothing",
    line: "POST /oauth2PermissionGrants",
    ask: grants({ scope: " " }),
    ...bad,
    says: "scope",
  },
  {
    what: "a grant that is too long",
    line: "POST /oauth2PermissionGrants",
    ask: grants({ scope: "x".repeat(3851) }),
    ...bad,
    says: "scope",
  },
  {
    what: "a second grant for everyone",
    line: "POST /oauth2PermissionGrants",
    ask: (on) =>
      grants({
        clientId: principalOf(on, registration(on, "Entra Mail management").resource.appId),
      })(on),
    status: 409,
    code: "Request_MultipleObjectsWithSameKeyValue",
    says: "Permission entry already exists",
  },
  {
    what: "a grant to a service principal that is not known everywhere yet",
    line: "POST /oauth2PermissionGrants",
    given: async (on) => {
      on.world.settings.servicePrincipalDelayMs = 60_000;
      const { appId } = registration(on, "jira-inbound").resource;
      await on.ask(`DELETE /servicePrincipals(appId='${appId}')`);
      const created = await on.ask("POST /servicePrincipals", { body: { appId } });
      if (created.status !== 201) throw new Error("no service principal was created");
    },
    ask: (on) => grants({})(on),
    ...bad,
    says: "clientId",
  },
  {
    what: "deleting another's service principal as a member",
    line: "DELETE /servicePrincipals/{sp jira-inbound}",
    ask: { as: "member" },
    ...denied,
  },
];
