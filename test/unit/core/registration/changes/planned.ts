import assert from "node:assert/strict";
import { renderMessage } from "../../../../../src/base/message";
import { Failure, isFailure } from "../../../../../src/core/failure";
import type { JsonObject } from "../../../../../src/core/json";
import type { Plan } from "../../../../../src/core/registration/plan";

/** What a plan of one PATCH sends, after a look at its form. */
export function sentBy(plan: Plan): JsonObject {
  assert.equal(plan.steps.length, 1);
  const [step] = plan.steps;
  assert(step?.kind === "updateApplication");
  assert.deepEqual(pathsOf(step.patch), pathsOf(step.before), "before holds the same properties");
  assert.notDeepEqual(step.patch, step.before);
  // It goes through the state and comes back
  assert.deepEqual(JSON.parse(JSON.stringify(plan)), plan);
  return step.patch;
}

/** The properties a change names, in the order in which it names them. */
function pathsOf(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.entries(value).map(([name, inner]) => [name, pathsOf(inner)]);
}

export function notesOf({ reviewNotes = [] }: Plan): readonly string[] {
  return reviewNotes.map((note) => renderMessage(note));
}

/** The problem that a planner refuses with. */
export function problemOf(plan: () => Plan): string {
  let problem: unknown;
  assert.throws(plan, (error) => {
    assert(isFailure(error, "input.invalid") && error instanceof Failure);
    problem = error.facts["problem"];
    return true;
  });
  return String(problem);
}

export const hostile = {
  empty: "",
  spaces: "   ",
  newline: "a\nb",
  turned: "abc\u202Egnp",
  quotes: `"; rm -rf "'`,
  long: "x".repeat(100_000),
};
