import { type FixPlan, sourceFixesAsked, planFix } from '../chat/fix-on-request.ts';
import type { Asked } from '../chat/asked.ts';
import type { ExemptCommand, FixCommand } from '../chat/command.ts';
import { type ExemptPlan, planExemption } from '../chat/exempt-on-request.ts';
import type { OwnKind } from '../kubernetes/own-kinds.ts';
import { imagesOfChange } from '../review/change-images.ts';
import { wantedBuilds } from '../review/change-builds.ts';
import type { Change } from '../review/change.ts';
import type { ReviewPlan } from '../review/review-plan.ts';
import type { ReviewOptions } from '../review/review.ts';
import { type WantedFix, wantedSourceFixes } from '../review/wanted-source-fixes.ts';
import {
  type NextConfiguration,
  planByConfiguration,
} from '../configuration/plan-by-configuration.ts';

/** Something to be judged. It can be sent to another thread, and so can what comes of it. */
export type JudgeTask = { readonly change: Change } & (
  | {
      readonly kind: 'review';
      readonly options: ReviewOptions;
      /** What a change of the configuration does, once it is merged. */
      readonly next: NextConfiguration | undefined;
    }
  | {
      readonly kind: 'fix';
      readonly options: ReviewOptions;
      readonly command: FixCommand;
      readonly asked: Asked;
    }
  | {
      readonly kind: 'exempt';
      readonly options: ReviewOptions;
      readonly command: ExemptCommand;
      readonly asked: Asked;
    }
  /** What is to be fixed at its source. */
  | {
      readonly kind: 'source-fixes';
      readonly options: ReviewOptions;
      /** What a command asks to fix; undefined for what a review suggests. */
      readonly fix?: { readonly command: FixCommand; readonly asked: Asked };
    }
  | { readonly kind: 'images'; readonly kinds?: readonly OwnKind[] | undefined }
  /** What to read of how images are built; undefined for nothing. */
  | { readonly kind: 'builds'; readonly kinds?: readonly OwnKind[] | undefined }
);

/** What comes of each kind of task. */
export interface JudgeResults {
  readonly review: ReviewPlan;
  readonly fix: FixPlan;
  readonly exempt: ExemptPlan;
  readonly 'source-fixes': readonly WantedFix[];
  readonly images: readonly string[];
  readonly builds: readonly string[] | undefined;
}

/** @param onFile is told of each file before it is looked at */
export function performTask(
  task: JudgeTask,
  onFile: (path: string) => void,
): JudgeResults[JudgeTask['kind']] {
  switch (task.kind) {
    case 'review':
      return planByConfiguration(task.change, { ...task.options, onFile }, task.next);
    case 'fix':
      return planFix(task.change, { ...task.options, onFile }, task.command, task.asked);
    case 'exempt':
      return planExemption(task.change, { ...task.options, onFile }, task.command, task.asked);
    case 'source-fixes':
      return wantedFixes(task.change, { ...task.options, onFile }, task.fix);
    case 'images':
      return imagesOfChange(task.change, task.kinds, onFile);
    case 'builds':
      return wantedBuilds(task.change, task.kinds, onFile);
  }
}

function wantedFixes(
  change: Change,
  options: ReviewOptions,
  fix: Extract<JudgeTask, { kind: 'source-fixes' }>['fix'],
): readonly WantedFix[] {
  return fix
    ? sourceFixesAsked(change, options, fix.command, fix.asked)
    : wantedSourceFixes(change, options);
}
