import type { Stage, StageId } from "../../../core/mail/probe";

const second = 1000;

/** How long stages may take together, in milliseconds. A verdict of seconds, not minutes. */
const limits: readonly { readonly stages: readonly StageId[]; readonly milliseconds: number }[] = [
  { stages: ["lookup", "connect"], milliseconds: 10 * second },
  { stages: ["tls"], milliseconds: 10 * second },
  { stages: ["greeting"], milliseconds: 10 * second },
  { stages: ["capability"], milliseconds: 10 * second },
  { stages: ["authenticate"], milliseconds: 20 * second },
  { stages: ["open"], milliseconds: 10 * second },
  { stages: ["send"], milliseconds: 20 * second },
];

export interface StageListener {
  readonly onStage: (stage: Stage) => void;
  /** The stage under way took longer than it may. */
  readonly onTimeout: (milliseconds: number) => void;
  /** Makes text fit to be shown: no credential, one line. */
  readonly clean: (text: string) => string;
}

/** Takes the time of one stage after another and watches that none takes too long. */
export class StageRecorder {
  readonly stages: Stage[] = [];
  private current: { readonly id: StageId; readonly since: number } | undefined;
  private timer: { readonly of: (typeof limits)[number]; readonly stop: () => void } | undefined;

  constructor(private readonly listener: StageListener) {}

  /** The stage under way. */
  get under(): StageId | undefined {
    return this.current?.id;
  }

  begin(id: StageId): void {
    this.current = { id, since: performance.now() };
    this.watch(id);
  }

  finish(detail: string): void {
    this.end("ok", detail);
  }

  fail(detail: string): void {
    this.end("failed", detail);
    this.stop();
  }

  stop(): void {
    this.timer?.stop();
    this.timer = undefined;
  }

  private end(outcome: Stage["outcome"], detail: string): void {
    if (this.current === undefined) return;
    const { id, since } = this.current;
    this.current = undefined;
    const milliseconds = Math.round(performance.now() - since);
    const stage = { id, outcome, milliseconds, detail: this.listener.clean(detail) };
    this.stages.push(stage);
    this.listener.onStage(stage);
  }

  private watch(id: StageId): void {
    const limit = limits.find(({ stages }) => stages.includes(id));
    if (limit === undefined || this.timer?.of === limit) return;
    this.stop();
    const timer = setTimeout(() => this.listener.onTimeout(limit.milliseconds), limit.milliseconds);
    this.timer = { of: limit, stop: () => clearTimeout(timer) };
  }
}
