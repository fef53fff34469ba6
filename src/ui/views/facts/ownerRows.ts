import { message } from "../../../base/message";
import type { DirectoryPerson } from "../../../core/directoryPorts";
import { words } from "../../localize";
import { plainText } from "../../text";
import { LazyGroupNode } from "../lazyGroupNode";
import type { TreeNode } from "../node";
import { ValueNode } from "../valueNode";
import type { FactsOf } from "./factsOf";

/** Who may manage the registration without a directory role. */
export function ownerRows({ ui, registration, painting }: FactsOf): readonly TreeNode[] {
  const { objectId } = registration;
  const rows = async (signal: AbortSignal, fresh: boolean): Promise<readonly TreeNode[]> => {
    const owners = await ui.people.owners(registration, signal, { fresh });
    if (owners.length === 0) {
      return [new ValueNode(`${objectId}:owner:none`, words(message("none")), "")];
    }
    return owners.map((owner) => ownerRow(registration, owner));
  };
  const label = words(message("Owners"));
  const group = {
    id: `${objectId}:owners`,
    label,
    icon: "organization",
    contextValue: "group.owners",
    registration,
  };
  return [new LazyGroupNode({ ...group, rows }, painting)];
}

function ownerRow(registration: FactsOf["registration"], owner: DirectoryPerson): TreeNode {
  const { id, displayName, userPrincipalName } = owner;
  return new ValueNode(
    `${registration.objectId}:owner:${id}`,
    displayName === "" ? id : displayName,
    userPrincipalName ?? id,
    {
      description:
        userPrincipalName === undefined
          ? words(message("an application"))
          : plainText(userPrincipalName),
      icon: "person",
      contextValue: "owner.value",
      registration,
      part: { kind: "owner", owner },
    },
  );
}
