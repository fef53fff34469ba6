import { message } from "../../../base/message";
import { endpointsOf } from "../../../core/registration/endpoints";
import { words } from "../../localize";
import { plainText } from "../../text";
import { GroupNode } from "../groupNode";
import type { TreeNode } from "../node";
import { ValueNode } from "../valueNode";
import type { FactsOf } from "./factsOf";

/** Where programs sign in and where the mail is, each to be copied. */
export function endpointRows({ ui, registration }: FactsOf): readonly TreeNode[] {
  const { objectId } = registration;
  const rows = endpointsOf(
    registration,
    ui.registrations.tenantOf(registration),
    ui.settings.cloud,
  ).map(
    ({ id, label, value }) =>
      new ValueNode(`${objectId}:endpoint:${id}`, words(label), value, {
        description: plainText(value),
        icon: "link",
        contextValue: "endpoint.value",
        registration,
      }),
  );
  return [
    new GroupNode({
      id: `${objectId}:endpoints`,
      label: words(message("Endpoints")),
      icon: "link",
      contextValue: "group.endpoints",
      registration,
      rows,
      closed: true,
    }),
  ];
}
