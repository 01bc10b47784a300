import { expect, it } from 'vitest';
import { toData } from '../../src/judge/finding-data.ts';
import { CheckCounter } from '../../src/report/check-report.ts';
import { checkWorkflowCommands, limitedCommands } from '../../src/report/workflow-commands.ts';
import { deployment, judgeText } from '../judging.ts';

it('a runner gets no more annotations than it shows, errors first, and the rest counted', () => {
  const findings = Array.from({ length: 8 }, (_, at) =>
    judgeText(deployment(`web-${at}`), `${at}.yaml`).findings.map(toData),
  ).flat();
  const skips = Array.from({ length: 14 }, (_, at) => ({ file: `${at}.yaml`, reason: 'no YAML' }));
  const lines = limitedCommands(findings, skips, { error: 1, warning: 2, notice: 0 });
  const count = (level: string): number =>
    lines.filter((line) => line.startsWith(`::${level} `)).length;
  expect([count('error'), count('warning'), count('notice')]).toEqual([9, 8, 1]);
  expect(lines.at(-1)).toBe('::notice title=podseal::13 more are in the summary of this job');
  expect(
    limitedCommands(findings.slice(0, 1), [], { error: 0, warning: 0, notice: 0 }),
  ).toHaveLength(1);
});

it('reasons of one file that differ in their sources take one annotation', () => {
  const skips = Array.from({ length: 14 }, (_, at) => ({
    file: 'apps.yaml',
    reason: `what it deploys (its source is ${at})`,
  }));
  expect(limitedCommands([], skips, { error: 0, warning: 0, notice: 0 })).toEqual([
    '::warning file=apps.yaml,title=podseal::not analyzed: what it deploys (its source is 0; and 13 more)',
  ]);
});

it('what is exempt is in the log, and counted in one annotation', () => {
  const text = deployment(
    'web',
    'securityContext: # podseal-ignore run-as-non-root: :: so',
    '  readOnlyRootFilesystem: true',
  );
  const judged = judgeText(text, 'web.yaml');
  const totals = new CheckCounter();
  totals.add(judged);
  const report = checkWorkflowCommands();
  expect(report.end(totals)).toBe(
    'exempt  web.yaml:17:11  app: can run as root: set `runAsNonRoot: true` (run-as-non-root): :: so [web.yaml:17]\n' +
      '::notice title=podseal::1 finding exempt: the log lists the exempt ones\n',
  );
  expect(report.end(new CheckCounter())).toBe('');
});
