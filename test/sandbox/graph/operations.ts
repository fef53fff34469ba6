import { applicationOperations } from "./applications";
import { deletedItemOperations } from "./deletedItems";
import { grantOperations } from "./grants";
import { meOperations } from "./me";
import type { Operation } from "./operation";
import { organizationOperations } from "./organization";
import { servicePrincipalOperations } from "./servicePrincipals";

/** Every operation the sandbox has. Paths are spelt as in the API description. */
export const operations: readonly Operation[] = [
  ...applicationOperations,
  ...servicePrincipalOperations,
  ...grantOperations,
  ...deletedItemOperations,
  ...meOperations,
  ...organizationOperations,
];
