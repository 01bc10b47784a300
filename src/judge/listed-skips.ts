import type { Skip } from '../kubernetes/manifest.ts';
import { type Plain, count, plainly } from '../text/tagged.ts';
import { MANY, groupedSkips } from './grouped-skips.ts';

/** What is not analyzed for one reason. */
export interface ListedSkip extends Skip {
  /** How many files more have the same reason. */
  readonly more: number;
}

/** What is not analyzed, as a list of all files shows it: a reason that many have is one line, without places in them. */
export function listedSkips(skips: readonly Skip[]): ListedSkip[] {
  const grouped = groupedSkips(skips);
  const files = new Map<string, Set<string>>();
  for (const { file, reason } of grouped) {
    const same = withoutPlace(reason);
    files.set(same, (files.get(same) ?? new Set()).add(file));
  }
  const told = new Set<string>();
  return grouped.flatMap((skip): ListedSkip | [] => {
    const reason = withoutPlace(skip.reason);
    const { size } = files.get(reason) ?? told;
    if (size < MANY) return { ...skip, more: 0 };
    if (told.has(reason)) return [];
    told.add(reason);
    return { file: skip.file, reason, more: size - 1 };
  });
}

/** What follows the name of the file. */
export function moreFiles({ more }: ListedSkip): Plain {
  return more === 0 ? plainly`` : plainly` and ${count(more, 'more file')}`;
}

function withoutPlace(reason: string): string {
  return reason.replace(/^line \d+(?:, column \d+)?: /, '');
}
