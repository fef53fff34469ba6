import { message } from "../../../base/message";
import { checkRegistration } from "../../../core/checks/checkRegistration";
import { words } from "../../localize";
import { collectEvidence } from "../../checkEvidence";
import { FindingNode } from "../findingNode";
import { LazyGroupNode } from "../lazyGroupNode";
import type { TreeNode } from "../node";
import { ValueNode } from "../valueNode";
import type { FactsOf } from "./factsOf";

/** What will not work, or no longer: looked for when the row is opened. */
export function checkRows({ ui, registration, painting }: FactsOf): readonly TreeNode[] {
  const { objectId } = registration;
  const rows = async (signal: AbortSignal): Promise<readonly TreeNode[]> => {
    const evidence = await collectEvidence(ui, registration, signal, "silent");
    const checks = checkRegistration(evidence);
    if (checks.length === 0) {
      const label = words(message("No problem found"));
      return [new ValueNode(`${objectId}:check:none`, label, "", { icon: "pass" })];
    }
    return checks.map(({ finding, fix }) => new FindingNode(registration, finding, fix));
  };
  const label = words(message("Checks"));
  const group = {
    id: `${objectId}:checks`,
    label,
    icon: "checklist",
    contextValue: "group.checks",
    registration,
  };
  return [new LazyGroupNode({ ...group, rows }, painting)];
}
