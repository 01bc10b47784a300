import { describe, expect, it } from 'vitest';
import { toData } from '../../src/judge/finding-data.ts';
import type { PlacedExemption, PlacedFinding } from '../../src/review/review-plan.ts';
import { type Outcome, writeSummary, writeTitle } from '../../src/review/summary.ts';
import { md, prose } from '../../src/text/markdown.ts';
import { deployment, judgeText } from '../judging.ts';

const [found = expect.fail('nothing found')] = judgeText(deployment('web')).findings;
const NOTICE = { ...toData(found), severity: 'notice' } as const;

const NOTHING: Outcome = {
  conclusion: 'success',
  findings: [],
  skips: [],
  faults: [],
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
    // Their lines are cut outside of any fold, behind one that is closed.
    const wide = generated(5).map((one) => ({ ...one, why: prose('x'.repeat(20_000)) }));
    const outcome = { ...NOTHING, findings, exempted: EXEMPTED, generated: wide };
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

/** A finding in a file of its own, which the change brings unless that is said. */
function placed(
  file: string,
  placement: PlacedFinding['placement'],
  more: Partial<PlacedFinding['finding']> = {},
  introduced = true,
): PlacedFinding {
  const finding = { ...NOTICE, severity: 'error' as const, file, line: 3, ...more };
  return { finding, introduced, touched: true, placement };
}

function exemption(by: PlacedExemption['by'], introduced = true): PlacedExemption {
  const finding = { ...NOTICE, file: `${by}.yaml`, line: 1 };
  return { finding, reason: 'known', source: `${by}.yaml:1`, by, introduced };
}

describe('the title', () => {
  it('counts what is new by its severity, and says when nothing is', () => {
    expect(writeTitle(NOTHING)).toBe('No new findings');
    const findings = (['notice', 'warning', 'error', 'error'] as const).map((severity) =>
      placed('a.yaml', 'comment', { severity }),
    );
    expect(writeTitle({ ...NOTHING, findings })).toBe(
      '2 new errors, 1 new warning and 1 new notice',
    );
  });

  it('counts existing findings that are shown, exemptions of the change, and what was not read', () => {
    const findings = [
      placed('a.yaml', 'comment', {}, false),
      placed('b.yaml', 'summary', {}, false),
      placed('c.yaml', 'summary'),
    ];
    const exempted = [
      exemption('comment'),
      exemption('annotation'),
      exemption('baseline'),
      exemption('configuration'),
      exemption('comment', false),
    ];
    const skips = [{ file: 'd.yaml', reason: 'not YAML' }];
    expect(writeTitle({ ...NOTHING, findings, exempted, skips })).toBe(
      '1 new error, 1 existing, 2 new exemptions, 1 document not analyzed',
    );
  });
});

describe('the summary', () => {
  it('says what fails the check', () => {
    const [first] = writeSummary(NOTHING).split('\n');
    expect(first).toBe('No container or policy in the changed files has a finding.');
    const findings = [placed('a.yaml', 'comment')];
    const says = (outcome: Partial<Outcome>): string | undefined =>
      writeSummary({ ...NOTHING, findings, ...outcome }).split('\n')[0];
    expect(says({ conclusion: 'failure' })).toBe('New errors fail this check.');
    expect(says({ conclusion: 'success' })).toBe('Only new errors fail this check.');
    expect(says({ failOn: 'warning' })).toBe('Only new errors and warnings fail this check.');
    expect(says({ failOn: 'never' })).toBe('Findings do not fail this check.');
    const skips = [{ file: 'd.yaml', reason: 'not YAML' }];
    const neutral = 'The check is neutral, not green: some documents could not be analyzed.';
    expect(says({ conclusion: 'neutral', findings: [], skips })).toBe(
      `Only new errors fail this check. ${neutral}`,
    );
    expect(says({ conclusion: 'failure', skips })).toBe('New errors fail this check.');
  });

  it('lists each finding once, where it belongs', () => {
    const notice = { severity: 'notice' } as const;
    const findings = [
      placed('comment.yaml', 'comment'),
      placed('refused.yaml', 'annotation'),
      placed('object.yaml', 'file', { container: null }),
      placed('notice.yaml', 'annotation', notice),
      placed('limit.yaml', 'summary'),
      placed('gen.yaml', 'summary'),
      placed('gen.yaml', 'summary', {}, false),
      placed('old.yaml', 'summary', {}, false),
      placed('old.yaml', 'summary', { rule: 'no-privileged' }, false),
    ];
    const generatedFiles = [{ path: 'gen.yaml', why: md`generated` }];
    const summary = writeSummary({ ...NOTHING, findings, generated: generatedFiles });
    const sections = summary.split(/\n(?=### |<details>|\d+ existing)/);
    const paths = sections.map((text) => text.match(/\w+\.yaml/g) ?? []);
    expect(paths).toEqual([
      [],
      ['comment.yaml', 'refused.yaml', 'object.yaml'],
      ['limit.yaml'],
      ['gen.yaml'],
      ['notice.yaml'],
      [],
    ]);
    expect(summary).toContain('- `comment.yaml:3` `app` of Deployment `web`: ');
    expect(summary).toContain('- `object.yaml:3` Deployment `web`: ');
    expect(summary).toContain('- `gen.yaml` is generated (1 new error: ');
    expect(sections.at(-1)).toContain('3 existing findings in 2 changed files,');
  });

  it('lists new exemptions apart from those that were there, and counts the baseline', () => {
    const exempted = [
      exemption('comment'),
      exemption('annotation', false),
      exemption('configuration'),
      exemption('baseline'),
    ];
    const summary = writeSummary({ ...NOTHING, exempted });
    const [fresh = '', old = ''] = summary.split('<details>');
    expect(fresh.match(/\w+\.yaml:1`:? /g)?.[0]).toContain('comment.yaml');
    expect(fresh).not.toContain('annotation.yaml');
    expect(old).toContain('2 exempt findings');
    expect(old).toContain('annotation.yaml');
    expect(old).toContain('configuration.yaml');
    expect(summary).not.toContain('baseline.yaml');
    expect(summary).toContain('1 finding in the baseline.');
    const nothing = writeSummary(NOTHING);
    expect(nothing).not.toContain('baseline');
    expect(nothing).not.toContain('###');
  });
});

it('reasons of one file that differ in their sources are one line', () => {
  const skips = ['web', 'db', 'cache'].map((source) => ({
    file: 'apps.yaml',
    reason: `what it deploys (its source is ${source})`,
  }));
  expect(writeSummary({ ...NOTHING, skips })).toContain(
    '### Not analyzed\n\n- `apps.yaml`: `what it deploys (its source is web; its source is db; its source is cache)`',
  );
});
