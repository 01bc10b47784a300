import { expect, it } from 'vitest';
import { type FindingData, toData } from '../../src/judge/finding-data.ts';
import { toldFindings } from '../../src/report/told-findings.ts';
import { md } from '../../src/text/markdown.ts';
import { deployment, judgeText } from '../judging.ts';

const FINDINGS = judgeText(deployment('web')).findings.map(toData);

/** The same finding as a template makes it of several containers, each in an object of its own. */
const like = (container: string): FindingData[] =>
  FINDINGS.slice(0, 1).map((finding) => ({ ...finding, container }));

const subjectsOf = (...containers: string[]): string[] =>
  toldFindings(containers.flatMap(like)).map(({ subject }) => subject);

it('containers with the same at one place are named in one line', () => {
  expect(subjectsOf('web')).toEqual(['web']);
  expect(subjectsOf('web', 'db', 'web')).toEqual(['web, db']);
  expect(subjectsOf('web', 'web')).toEqual(['web in 2 objects']);
  expect(subjectsOf('a', 'b', 'c', 'd', 'e')).toEqual(['a, b, c and 2 more']);
});

it('what differs in rule, text or place has a line of its own', () => {
  const all = [
    ...FINDINGS,
    ...like('web').flatMap((one) => [
      { ...one, message: md`else` },
      { ...one, line: 99 },
      { ...one, file: 'other.yaml' },
    ]),
  ];
  expect(toldFindings(all).map(({ finding }) => finding)).toEqual(all);
});
