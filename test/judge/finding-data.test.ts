import { expect, it } from 'vitest';
import { toData } from '../../src/judge/finding-data.ts';
import { checkJson } from '../../src/report/check-json.ts';
import { checkText } from '../../src/report/check-text.ts';
import { CheckedFile } from '../../src/report/file-report.ts';
import { plain } from '../../src/report/style.ts';
import { deployment, judgeText } from '../judging.ts';

it('names of a megabyte make no report of several', () => {
  const long = 'a'.repeat(1_000_000);
  const judged = judgeText(deployment('web').replaceAll('name: app', `name: ${long}`));
  const { findings } = judged;
  expect(findings.length).toBeGreaterThan(1);
  for (const finding of findings) expect(toData(finding).container).toMatch(/^a{253}…$/);
  for (const report of [checkText(plain), checkJson()]) {
    expect(report.file(new CheckedFile(judged)).join('').length).toBeLessThan(
      1000 * findings.length + 5000,
    );
  }
});
