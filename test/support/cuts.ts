import { CancelledError } from "../../src/base/errors";
import { Failure } from "../../src/core/failure";
import type { Gate } from "./fakes/gate";

/** What can happen to one operation of a window. */
export const cuts = [
  "refused",
  "lostBefore",
  "lostAfter",
  "closedBefore",
  "closedAfter",
  "cancelledBefore",
  "cancelledAfter",
] as const;

export type Cut = (typeof cuts)[number];

const reads =
  /\.(listPage|get|getDeleted|findBy\w+|manifest|keyCredentials|servicePrincipal|resourceApi|delegatedGrants|appRoleGrants|me|owners|organization|searchPeople|prove)$/;

/** An answer that got lost: only of a write nobody knows then whether it happened. */
function lost(operation: string): Failure {
  return reads.test(operation)
    ? new Failure("graph.unavailable", "503")
    : new Failure("graph.outcomeUnknown", "No answer.");
}

/** Lets everything happen and tells how many operations there were. */
export function countingGate(): { readonly gate: Gate; readonly operations: string[] } {
  const operations: string[] = [];
  const gate: Gate = async (operation, effect) => {
    await Promise.resolve();
    operations.push(operation);
    return effect();
  };
  return { gate, operations };
}

/** Cuts one operation, by its number from 1; after the window closed, nothing works any more. */
export function cuttingGate(cut: Cut, at: number, cancel: () => void): Gate {
  let count = 0;
  let closed = false;
  return async (operation, effect) => {
    await Promise.resolve();
    if (closed) throw new Error("The window is closed.");
    count += 1;
    if (count !== at) return effect();
    const isRemote = !/^(secrets|state)\./.test(operation);
    if (cut.startsWith("closed")) closed = true;
    if (cut.startsWith("cancelled")) cancel();
    if (cut === "cancelledBefore" && !isRemote) return effect();
    if (cut.endsWith("After")) {
      const result = effect();
      if (cut === "cancelledAfter" && !isRemote) return result;
    }
    throw errorOf(cut, operation, isRemote);
  };
}

function errorOf(cut: Cut, operation: string, isRemote: boolean): Error {
  if (cut.startsWith("closed")) return new Error("The window is closed.");
  if (cut === "refused") {
    return isRemote
      ? new Failure("graph.forbidden", "403", { status: 403 })
      : new Failure("secret.notKept", "The disk is full.");
  }
  const isUnknown = cut !== "cancelledBefore" && !reads.test(operation);
  return cut.startsWith("cancelled") && !isUnknown ? new CancelledError() : lost(operation);
}
