import { describe, expect, it } from 'vitest';
import { toData } from '../../src/judge/finding-data.ts';
import type { PlacedExemption, PlacedFinding } from '../../src/review/review-plan.ts';
import { type Outcome, writeSummary } from '../../src/review/summary.ts';
import { md } from '../../src/text/markdown.ts';
import { deployment, judgeText } from '../judging.ts';

const [found = expect.fail('nothing found')] = judgeText(deployment('web')).findings;
const NOTICE = { ...toData(found), severity: 'notice' } as const;

const NOTHING: Outcome = {
  conclusion: 'success',
  findings: [],
  skips: [],
  failOn: 'error',
  generated: [],
  exempted: [],
  exemptionFaults: [],
  notes: [],
};

/** Notices, each in a file of its own. */
function notices(count: number, folder = 'deploy'): PlacedFinding[] {
  return Array.from({ length: count }, (_, index) => ({
    finding: { ...NOTICE, file: `${folder}/web-${index}.yaml` },
    ...({ introduced: true, touched: true, placement: 'annotation' } as const),
  }));
}

/** Generated files, which stand between two folds. */
function generated(count: number): Outcome['generated'] {
  return Array.from({ length: count }, (_, index) => ({
    ...{ path: `gen/web-${index}.yaml`, findings: 1, why: md`generated` },
  }));
}

const EXEMPTED: PlacedExemption[] = [
  { finding: NOTICE, reason: 'known', source: 'web.yaml:1', by: 'comment', introduced: false },
];

/** How often a line starts with each tag of a fold. */
function tags(summary: string): number[] {
  return [/^<details>/gm, /^<\/details>/gm].map((tag) => summary.match(tag)?.length ?? 0);
}

describe('a summary that is cut', () => {
  it('closes the fold that it is cut in, and counts the rows that are missing', () => {
    const summary = writeSummary({ ...NOTHING, findings: notices(2000) });
    const rows = summary.match(/^- /gm)?.length ?? 0;
    expect(rows).toBeGreaterThan(500);
    expect(tags(summary)).toEqual([1, 1]);
    expect(summary.slice(summary.lastIndexOf('\n- ')).replace(/^\n- .*/, '')).toBe(
      `\n\n</details>\n\n${2000 - rows} rows more did not fit: \`podseal check\` lists all.`,
    );
  });

  it('closes no fold twice', () => {
    const findings = notices(10);
    const outcome = { ...NOTHING, findings, exempted: EXEMPTED, generated: generated(2000) };
    const summary = writeSummary(outcome);
    expect(summary).toContain('rows more did not fit');
    expect(tags(summary)).toEqual([1, 1]);
  });

  it('closes a second fold after a first', () => {
    const outcome = { ...NOTHING, findings: notices(2000), exempted: EXEMPTED };
    expect(tags(writeSummary(outcome))).toEqual([2, 2]);
  });

  it('takes a name in a row for no fold', () => {
    const rows = notices(2000, '<details>').map((one) => ({ ...one, placement: 'file' as const }));
    const summary = writeSummary({ ...NOTHING, findings: rows });
    expect(summary).toContain('rows more did not fit');
    expect(tags(summary)).toEqual([0, 0]);
  });
});

it('a summary that fits is whole', () => {
  const outcome = { ...NOTHING, findings: notices(3), exempted: EXEMPTED };
  const summary = writeSummary(outcome);
  expect(tags(summary)).toEqual([2, 2]);
  expect(summary).not.toContain('did not fit');
});
