import { expect, it } from 'vitest';
import type { Finding } from '../../src/judge/judge.ts';
import { type Checks, checksOf, showChecks } from '../../src/review/checks.ts';
import { type Markdown, md } from '../../src/text/markdown.ts';
import { deployment, judgeText } from '../judging.ts';

const SECOND = "        - { name: helper, image: 'example/helper:1' }\n";
const { findings } = judgeText(deployment('web') + SECOND);

/** A finding on a container whose fix asks for this check. */
function asking(name: string, severity: Finding['severity'], verify?: Markdown): Finding {
  const found = findings.find(({ subject }) => subject.container?.name === name);
  if (!found) return expect.fail('nothing found');
  return { ...found, severity, remedy: { safety: 'unsafe', ...found.remedy, verify } as never };
}

function shownOf(...applied: readonly Finding[]): Pick<Checks, 'shown' | 'folded'> {
  const { shown, folded } = checksOf(applied);
  return { shown, folded };
}

const ONE = md`Look here.`;
const TWO = md`Look there.`;
const THREE = md`Look everywhere.`;

it('checks of errors are shown, and what is left is folded', () => {
  expect(shownOf(asking('app', 'warning', ONE), asking('app', 'error', TWO))).toEqual({
    shown: [TWO],
    folded: [ONE],
  });
  expect(shownOf(asking('app', 'warning', ONE), asking('app', 'error'))).toEqual({
    shown: [],
    folded: [ONE],
  });
  expect(shownOf(asking('app', 'warning', ONE))).toEqual({ shown: [ONE], folded: [] });
});

it('two checks are shown, each once', () => {
  const errors = [ONE, TWO, ONE, THREE].map((check) => asking('app', 'error', check));
  expect(shownOf(...errors)).toEqual({ shown: [ONE, TWO], folded: [THREE] });
});

it('a check names its containers where it is not about all', () => {
  const both = [asking('app', 'error', ONE), asking('helper', 'error', TWO)];
  expect(shownOf(...both).shown).toEqual([`\`app\`: ${ONE}`, `\`helper\`: ${TWO}`]);
  expect(shownOf(asking('app', 'error', ONE), asking('helper', 'error', ONE)).shown).toEqual([ONE]);
});

it('a check of the object names no container', () => {
  const found = asking('app', 'error', ONE);
  const subject = { ...found.subject, container: undefined };
  const ofObject = { ...found, subject } as unknown as Finding;
  expect(shownOf(ofObject, asking('app', 'error', TWO)).shown).toEqual([ONE, `\`app\`: ${TWO}`]);
});

it('a long check is shown by its first sentence', () => {
  const words = Array.from({ length: 17 }, () => 'word').join(' ');
  const long = `Look. Then ${words}.` as Markdown;
  expect(shownOf(asking('app', 'error', long))).toEqual({ shown: ['Look.'], folded: [long] });
  const short = `Look. ${words}.` as Markdown;
  expect(shownOf(asking('app', 'error', short))).toEqual({ shown: [short], folded: [] });
});

it('one check is a line, more are a list', () => {
  expect(showChecks([])).toEqual([]);
  expect(showChecks([ONE])).toEqual([`**Before you merge:** ${ONE}`]);
  expect(showChecks([ONE, TWO])).toEqual([`**Before you merge:**\n1. ${ONE}\n2. ${TWO}`]);
});
