/** Makes the generated parts of the documents. */
import { readFileSync, readdirSync } from 'node:fs';
import { parse } from 'yaml';
import { PROFILES } from '../src/options/options.ts';
import { diffTexts } from '../src/diff/hunks.ts';
import { writePatch } from '../src/diff/patch.ts';
import { planReview } from '../src/review/review.ts';
import { FOREIGN_CHECKS } from '../src/judge/exemptions/foreign-checks.ts';
import { rules } from '../src/judge/rules.generated.ts';
import { EXPRESSED } from '../src/policy/expressed.ts';
import type { Rule } from '../src/rules/kit/rule.ts';
import { confirmedList } from './generate-images.ts';
import { layersTable } from './generate-layers.ts';
import { appTable, keysTable, optionTables, withInputs } from './generate-options.ts';
import { type Workload, readWorkloads } from './generate-modules.ts';
import { table } from './markdown-table.ts';

interface ActionManifest {
  outputs: Record<string, { description: string }>;
}

/** The documents with their generated parts made anew, by path. */
export function generateDocuments(): Map<string, string> {
  const manifest = withInputs(readFileSync('action.yml', 'utf8'));
  return new Map([
    ['action.yml', manifest],
    [
      'docs/options.md',
      replaceBlocks(readFileSync('docs/options.md', 'utf8'), {
        ...optionTables(),
        outputs: outputsTable(parse(manifest)),
      }),
    ],
    withBlocks('docs/configuration.md', keysTable()),
    withBlocks('docs/policy.md', { policies: policiesTable() }),
    withBlocks('docs/images.md', { confirmed: confirmedList() }),
    withBlocks('docs/exempting.md', { 'foreign checks': foreignChecksTable() }),
    withBlocks('docs/app.md', appTable()),
    ['README.md', replaceBlocks(readFileSync('README.md', 'utf8'), { example: example() })],
    [
      'docs/rules.md',
      replaceBlocks(readFileSync('docs/rules.md', 'utf8'), { rules: rulesTable() }),
    ],
    [
      'docs/architecture.md',
      replaceBlocks(readFileSync('docs/architecture.md', 'utf8'), { layers: layersTable() }),
    ],
    [
      'docs/workloads.md',
      replaceBlocks(readFileSync('docs/workloads.md', 'utf8'), { workloads: workloadsTable() }),
    ],
    ['docs/setup.md', replaceBlocks(readFileSync('docs/setup.md', 'utf8'), workflows())],
    ...rules.map((rule): [string, string] => {
      const path = `docs/rules/${rule.id}.md`;
      return [path, replaceBlocks(readFileSync(path, 'utf8'), { header: ruleHeader(rule) })];
    }),
  ]);
}

/** A document with its blocks filled, by its path. */
function withBlocks(path: string, blocks: Readonly<Record<string, string>>): [string, string] {
  return [path, replaceBlocks(readFileSync(path, 'utf8'), blocks)];
}

/** Fills the blocks between `<!-- name -->` and `<!-- /name -->`; each has to be there once. */
function replaceBlocks(text: string, blocks: Readonly<Record<string, string>>): string {
  return Object.entries(blocks).reduce((result, [name, content]) => {
    const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const parts = result.split(start);
    const [before = '', after = ''] = parts;
    const closing = after.indexOf(end);
    if (parts.length !== 2 || closing === -1) throw new Error(`No block ${start} … ${end}.`);
    return `${before}${start}\n\n${content}\n\n${after.slice(closing)}`;
  }, text);
}

/** The checks of other tools, and what an annotation about one exempts. */
function foreignChecksTable(): string {
  const rows = FOREIGN_CHECKS.map(({ tool, check, rule, part }) => [
    ...[tool, `\`${check}\``, `[\`${rule}\`](rules/${rule}.md)`, part?.words ?? ''],
  ]);
  return table(['Tool', 'Its check', 'Exempts', 'Only for'], rows);
}

/** The ready workflows, to be shown in full. */
function workflows(): Record<string, string> {
  const folder = 'docs/workflows';
  return Object.fromEntries(
    readdirSync(folder).map((file) => {
      const text = readFileSync(`${folder}/${file}`, 'utf8');
      return [
        `workflow ${file.replace('.yml', '')}`,
        `\`\`\`yaml\n# .github/workflows/${file}\n${text}\`\`\``,
      ];
    }),
  );
}

/** The README shows an example at a glance. */
const EXAMPLE_LINES = 25;

/** What a small manifest gets as a comment: its verdict, and its suggestion as a diff. */
function example(): string {
  const path = 'deploy/cache.yaml';
  const head = readFileSync('fixtures/readme/cache.yaml', 'utf8');
  const file = { path, base: undefined, head, hunks: diffTexts('', head) };
  const nothing = { base: '', head: '', isAutomated: false, skips: [], threads: [], reviews: [] };
  const plan = planReview(
    { ...nothing, files: [file], isWhole: true },
    { ruleSet: { profile: 'immutable' }, failOn: 'error', scope: undefined },
  );
  const [comment] = plan.comments;
  if (plan.comments.length !== 1 || typeof comment?.suggestion !== 'string') {
    throw new Error('The example of the README gets one comment with a suggestion.');
  }
  const lines = head.split('\n');
  const first = (comment.startLine ?? comment.line) - 1;
  const suggested = lines
    .with(first, comment.suggestion)
    .toSpliced(first + 1, comment.line - first - 1);
  const [, , ...diff] = writePatch(path, head, suggested.join('\n')).trimEnd().split('\n');
  const [verdict = ''] = comment.body.split('\n');
  const shown = [`> ${verdict}`, '', '```diff', ...diff, '```'];
  if (shown.length > EXAMPLE_LINES) throw new Error('The example of the README is too long.');
  return shown.join('\n');
}

function outputsTable({ outputs }: ActionManifest): string {
  const rows = Object.entries(outputs).map(([name, { description }]) => [
    `\`${name}\``,
    description,
  ]);
  return table(['Output', 'What it is'], rows);
}

/** What a policy can do of each rule. */
function policiesTable(): string {
  const rows = rules.flatMap(({ id }) => {
    const expressed = EXPRESSED[id];
    if (!expressed) return [];
    const words = 'why' in expressed ? `no policy: ${expressed.why}` : expressed.differs;
    return words === undefined ? [] : [[`[\`${id}\`](rules/${id}.md)`, words]];
  });
  return table(['Rule', 'In the cluster'], rows);
}

function rulesTable(): string {
  const rows = rules.map(({ id, summary, severity }) => [
    `[\`${id}\`](rules/${id}.md)`,
    summary,
    ...PROFILES.map((profile) => severity[profile] ?? ''),
  ]);
  return table(['Rule', 'A finding is', ...PROFILES.map((profile) => `\`${profile}\``)], rows);
}

/** The kinds by API group and by how they are judged. */
function workloadsTable(): string {
  const byGroup = new Map<string, [string[], string[], string[]]>();
  for (const { kinds, groups, places } of readWorkloads()) {
    if (kinds === 'any' || !places) continue;
    const column = columnOf(places);
    for (const group of groups) {
      const row = byGroup.get(group) ?? [[], [], []];
      row[column].push(...kinds);
      byGroup.set(group, row);
    }
  }
  const rows = [...byGroup].map(([group, columns]) => [
    group === '' ? 'the core group' : `\`${group}\``,
    ...columns.map((kinds) => kinds.toSorted().join(', ')),
  ]);
  const compact = rows.map((row) => `| ${row.join(' | ')} |`);
  return [
    '<!-- prettier-ignore -->',
    '| API group | As a whole | In part | By what is in it |',
    '| --- | --- | --- | --- |',
    ...compact,
  ].join('\n');
}

function columnOf(places: NonNullable<Workload['places']>): 0 | 1 | 2 {
  const standings = Object.values(places);
  if (standings.some((one) => /^(isolated )?(pod|template|podSpec|container)$/.test(one))) return 0;
  return standings.includes('object') ? 2 : 1;
}

function ruleHeader({ summary, severity, allow }: Rule): string {
  const levels = Object.entries(severity)
    .map(([profile, level]) => `${level} in profile \`${profile}\``)
    .join(', ');
  const options = allow ? `\n\nOption \`allow\`: ${allow.help}` : '';
  return `A finding is ${summary}.\n\nSeverity: ${levels}.${options}`;
}
