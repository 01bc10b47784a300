import { expect, it } from 'vitest';
import { entriesOf } from '../../src/judge/exemptions/baseline-entry.ts';
import { HARDENED, changeOf, changedFile, deployment, judgeText, plan } from '../judging.ts';

const WEB = deployment('web');
const FIXED = deployment('web', ...HARDENED);
const baseline = [...entriesOf(judgeText(WEB, 'web.yaml').findings, 'web.yaml').values()];
const NOTE =
  '2 findings of the baseline gone with this change: update the file with `podseal baseline --prune`.';

it('a change that fixes what is in the baseline is told to update it', () => {
  const change = changeOf([changedFile('web.yaml', WEB, FIXED)]);
  expect(plan(change, { baseline }).summary).toContain(NOTE);
});

it('so is one that removes the file', () => {
  const removed = [{ path: 'web.yaml', text: WEB }];
  const change = changeOf([changedFile('api.yaml', undefined, FIXED)], { removed });
  expect(plan(change, { baseline }).summary).toContain(NOTE);
});

it.each([
  ['updates it', changeOf([changedFile('web.yaml', WEB, FIXED)], { editsBaseline: true })],
  ['moves lines', changeOf([changedFile('web.yaml', WEB, `# moved\n${WEB}`)])],
  [
    'renames the file',
    changeOf([changedFile('shop.yaml', undefined, WEB)], {
      removed: [{ path: 'web.yaml', text: WEB }],
    }),
  ],
  ['is about something else', changeOf([changedFile('api.yaml', undefined, FIXED)])],
])('one that %s is not', (_, change) => {
  expect(plan(change, { baseline }).summary).not.toContain('of the baseline gone');
});

it('a repository without a baseline hears nothing of one', () => {
  const change = changeOf([changedFile('web.yaml', WEB, FIXED)]);
  expect(plan(change).summary).not.toContain('baseline');
});
