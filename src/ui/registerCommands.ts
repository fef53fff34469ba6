import * as vscode from "vscode";
import type { Command } from "./command";
import { type CommandId, commandIds } from "./commandIds";
import type { Ui } from "./parts";

/** Registers all commands so that whatever they throw reaches the person in one way. */
export function registerCommands(ui: Ui): vscode.Disposable[] {
  return commandIds.map((id) =>
    vscode.commands.registerCommand(id, async (target?: unknown) => {
      const command = await loadCommand(id);
      try {
        await command.run(ui, target);
      } catch (error) {
        const { about, signIn } = command;
        ui.notifier.failure(error, { about, signIn, target });
      }
    }),
  );
}

/** Commands with all their questions and reports are a bundle of their own, which activation does not wait for. */
async function loadCommand(id: CommandId): Promise<Command> {
  const { commandTable } = await import("./onDemand");
  const found = commandTable.find((command) => command.id === id);
  if (found === undefined) throw new Error(`The command table has no ${id}.`);
  return found;
}
