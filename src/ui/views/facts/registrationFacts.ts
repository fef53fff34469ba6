import { isImported } from "../../../core/registration/imported";
import type { TreeNode } from "../node";
import { checkRows } from "./checkRows";
import { certificateRows, secretRows } from "./credentialRows";
import type { FactsOf } from "./factsOf";
import { endpointRows } from "./endpointRows";
import { identityRows, noteRows } from "./identityRows";
import { ownerRows } from "./ownerRows";
import { permissionRows } from "./permissionRows";
import { platformRows } from "./platformRows";

type Rows = (facts: FactsOf) => readonly TreeNode[];

/** In the order and words of the portal. */
const parts: readonly { readonly rows: Rows; readonly byHand: boolean }[] = [
  { rows: identityRows, byHand: true },
  { rows: platformRows, byHand: true },
  { rows: secretRows, byHand: true },
  { rows: certificateRows, byHand: false },
  { rows: permissionRows, byHand: true },
  { rows: ownerRows, byHand: false },
  { rows: endpointRows, byHand: true },
  { rows: noteRows, byHand: false },
  { rows: checkRows, byHand: false },
];

/** The rows below a registration. What was entered by hand has only the parts that a person was asked for. */
export function registrationFacts(facts: FactsOf): readonly TreeNode[] {
  const byHand = isImported(facts.registration);
  return parts.filter((part) => part.byHand || !byHand).flatMap(({ rows }) => rows(facts));
}
