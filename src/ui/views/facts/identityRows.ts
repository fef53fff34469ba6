import { message } from "../../../base/message";
import { audienceWords } from "../../../core/registration/audience";
import { isMarkerTag } from "../../../core/registration/markerTag";
import { markdownWords, words } from "../../localize";
import { plainText } from "../../text";
import type { TreeNode } from "../node";
import { ValueNode } from "../valueNode";
import type { FactsOf } from "./factsOf";

/** Ids and supported accounts. */
export function identityRows({ ui, registration }: FactsOf): readonly TreeNode[] {
  const { objectId, appId, signInAudience } = registration;
  const tenantId = ui.registrations.tenantOf(registration);
  const { short, portal } = audienceWords(signInAudience);
  const rows = [
    new ValueNode(`${objectId}:appId`, words(message("Application (client) ID")), appId, {
      description: plainText(appId),
      registration,
    }),
  ];
  if (tenantId !== undefined) {
    rows.push(
      new ValueNode(`${objectId}:tenantId`, words(message("Directory (tenant) ID")), tenantId, {
        description: plainText(tenantId),
        registration,
      }),
    );
  }
  rows.push(
    new ValueNode(`${objectId}:audience`, words(message("Supported accounts")), words(portal), {
      description: words(short),
      tooltip: markdownWords(portal),
      contextValue: "audience.value",
      registration,
    }),
  );
  return rows;
}

/** Notes and tags; our own tag, by which an unanswered creation is found again, says nothing to a person. */
export function noteRows({ registration }: FactsOf): readonly TreeNode[] {
  const { objectId, notes, tags } = registration;
  const own = tags.filter((tag) => !isMarkerTag(tag)).join(", ");
  const none = words(message("none"));
  return [
    new ValueNode(`${objectId}:notes`, words(message("Notes")), notes, {
      description: notes === "" ? none : plainText(notes),
      contextValue: notes === "" ? "notes" : "notes.value",
      registration,
    }),
    new ValueNode(`${objectId}:tags`, words(message("Tags")), own, {
      description: own === "" ? none : plainText(own),
      contextValue: own === "" ? "tags" : "tags.value",
      registration,
    }),
  ];
}
