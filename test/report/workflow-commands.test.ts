import { expect, it } from 'vitest';
import { toData } from '../../src/judge/finding-data.ts';
import { limitedCommands } from '../../src/report/workflow-commands.ts';
import { deployment, judgeText } from '../judging.ts';

it('a runner gets no more annotations than it shows, errors first, and the rest counted', () => {
  const findings = Array.from({ length: 8 }, (_, at) =>
    judgeText(deployment(`web-${at}`)).findings.map(toData),
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
