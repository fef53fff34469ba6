import { applicationOperations } from "./applications";
import { appRoleAssignmentOperations } from "./appRoleAssignments";
import { deletedItemOperations } from "./deletedItems";
import { grantOperations } from "./grants";
import { mailOperations } from "./mail/mailOperations";
import { meOperations } from "./me";
import type { Operation } from "./operation";
import { organizationOperations } from "./organization";
import { ownerOperations } from "./owners";
import { servicePrincipalOperations } from "./servicePrincipals";
import { licenceOperations, userOperations } from "./users";

/** The sandbox's operations that the API description has. Paths are spelt as there. */
export const operations: readonly Operation[] = [
  ...applicationOperations,
  ...ownerOperations,
  ...servicePrincipalOperations,
  ...appRoleAssignmentOperations,
  ...grantOperations,
  ...deletedItemOperations,
  ...meOperations,
  ...licenceOperations,
  ...mailOperations,
  ...organizationOperations,
];

/** Operations of Graph that the copy of the description has not. */
export const undescribedOperations: readonly Operation[] = [...userOperations];
