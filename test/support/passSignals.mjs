/**
 * Lets a child process clean up when this one is told to end, and waits for it. A POSIX terminal sends Ctrl-C to
 * both, and a second SIGINT does no harm. Windows knows no signals: its console tells the child of Ctrl-C, too, and
 * `kill` would end the child at once.
 *
 * @param {Pick<import("node:child_process").ChildProcess, "kill">} child
 * @param {Pick<NodeJS.Process, "on" | "platform">} own
 */
export function passSignals(child, own = process) {
  if (own.platform === "win32") {
    own.on("SIGINT", () => {});
    return;
  }
  for (const signal of ["SIGINT", "SIGTERM"]) own.on(signal, () => child.kill(signal));
}
