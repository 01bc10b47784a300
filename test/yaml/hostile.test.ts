import { describe, expect, it } from 'vitest';
import { fixFile } from '../../src/fix/fix-file.ts';
import { checkJson } from '../../src/report/check-json.ts';
import { CheckedFile } from '../../src/report/file-report.ts';
import { IS_FULL } from '../full.ts';
import { HARDENED, changeOf, changedFile, deployment, judgeText, plan } from '../judging.ts';

/** How large the large documents are, just below the bounds; a tenth of it shows the same in a tenth of the time. */
const of = (size: number): number => (IS_FULL ? size : size / 10);

const HEAD = 'apiVersion: v1\nkind: Pod\nmetadata: { name: p }\n';
const SOUND = `---\n${deployment('web')}`;

function repeat(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('');
}

function laughs(value: (alias: string) => string): string {
  return `a0: &a0 {x: 1}\n${repeat(40, (n) => `a${n + 1}: &a${n + 1} ${value(`*a${n}`)}\n`)}`;
}

/** Documents that can't be judged, with what is said of them. */
const UNREADABLE: readonly (readonly [what: string, text: () => string, reason: string])[] = [
  [
    'aliases that expand to gigabytes, in the list of containers',
    () => `${HEAD}${laughs((a) => `[${a}, ${a}, ${a}]`)}spec:\n  containers: *a40\n`,
    'its aliases expand without bound',
  ],
  [
    'aliases that expand to gigabytes, as merge keys',
    () =>
      `${HEAD}${laughs((a) => `{<<: [${a}, ${a}]}`)}spec:\n  <<: *a40\n  containers: [{<<: *a40}]\n`,
    'its aliases expand without bound',
  ],
  ...[
    [10_000, 'nested too deeply'] as const,
    [300_000, 'more than 400,000 YAML tokens in one document'] as const,
  ].flatMap(([depth, why]) => [
    [
      `${depth} levels in block style`,
      () => `${HEAD}spec:\n  containers:\n    ${'- '.repeat(depth)}x\n`,
      why,
    ] as const,
    [
      `${depth} levels in flow style`,
      () => `${HEAD}spec: {containers: ${'['.repeat(depth)}${']'.repeat(depth)}}\n`,
      why,
    ] as const,
    [
      `${depth} levels that are not closed`,
      () => `${HEAD}spec: {containers: ${'{a: '.repeat(depth)}`,
      why,
    ] as const,
    [
      `${depth} levels of JSON`,
      () => `{"kind":"Pod","spec":{"containers":${'{"a":['.repeat(depth)}${']}'.repeat(depth)}}}`,
      why,
    ] as const,
  ]),
  [
    '2,500,000 characters in a string',
    () => `${HEAD}spec: {containers: [], x: "${'x'.repeat(2_500_000)}"}\n`,
    'more than 2,500,000 characters in one document: split it',
  ],
  ['tabs', () => `${HEAD}spec:\n\tcontainers: []\n`, 'tabs are not allowed'],
];

describe.each(UNREADABLE)('%s', (_, text, reason) => {
  it('is named, and the documents beside it are judged', () => {
    const whole = `${text()}\n${SOUND}`;
    const { findings, manifest } = judgeText(whole);
    expect(manifest.skips).toEqual([
      { file: 'pod.yaml', reason: expect.stringContaining(reason) as string },
    ]);
    expect(findings).toHaveLength(2);
    const review = plan(changeOf([changedFile('pod.yaml', undefined, whole)]));
    expect(review.skips).toEqual(manifest.skips);
    expect(review.findings).toHaveLength(2);
  });
});

/** Documents that are judged, however large or odd, with the number of findings. */
const READABLE: readonly (readonly [what: string, text: () => string, findings: number])[] = [
  [
    'as many containers in a pod as are judged',
    () => `${HEAD}spec:\n  containers:\n${repeat(200, (n) => `  - {name: c${n}, image: i}\n`)}`,
    400,
  ],
  ['thousands of documents', () => repeat(of(5000), (n) => `---\n${HEAD}spec: {v: ${n}}\n`), 0],
  [
    'thousands of pods in documents of a file',
    () => repeat(of(2000), () => `---\n${HEAD}spec:\n  containers:\n    - {name: c, image: i}\n`),
    of(4000),
  ],
  [
    'thousands of pods in a list',
    () =>
      `kind: List\nitems:\n${repeat(of(2000), (n) => `- kind: Pod\n  metadata: {name: p${n}}\n  spec:\n    containers:\n    - {name: c, image: i}\n`)}`,
    of(4000),
  ],
  [
    'a line of megabytes',
    () =>
      `${HEAD}spec: {containers: [{name: c, image: i, args: ["${'x'.repeat(of(2_400_000))}"]}]}\n`,
    2,
  ],
  [
    'a securityContext of thousands of unknown fields',
    () =>
      deployment(
        'web',
        ...HARDENED,
        ...Array.from({ length: of(4000) }, (_, n) => `  readOnly${n}: true`),
      ),
    of(4000),
  ],
  [
    'a container of tens of thousands of unknown fields',
    () => deployment('web', ...Array.from({ length: of(45_000) }, (_, n) => `unknown${n}: true`)),
    2,
  ],
  [
    'thousands of options that name a path',
    () =>
      deployment(
        'web',
        `args: [${Array.from({ length: of(20_000) }, (_, n) => `--data-dir=/d${n}`).join(', ')}]`,
      ),
    2,
  ],
  [
    'a key thousands of times',
    () => `${HEAD}spec:\n  containers:\n  - image: i\n${repeat(of(45_000), () => '    name: c\n')}`,
    3,
  ],
  [
    'a merge key in each of as many containers as are judged',
    () =>
      `${HEAD}m: &m {${repeat(300, (n) => `k${n}: 1, `)}}\nspec:\n  containers:\n${repeat(of(200), (n) => `  - {<<: *m, name: c${n}, image: i}\n`)}`,
    of(400),
  ],
  [
    'lists in lists in lists',
    () =>
      `${'{kind: List, items: ['.repeat(20)}{kind: Pod, spec: {containers: [{name: c, image: i}]}}${']}'.repeat(20)}`,
    2,
  ],
  [
    'unknown tags',
    () =>
      `${HEAD}spec:\n  containers:\n  - !foo\n    name: !!python/object:os.system c\n    image: !bar i\n    securityContext: !baz {readOnlyRootFilesystem: !foo true}\n`,
    2,
  ],
];

describe.each(READABLE)('%s', (_, text, count) => {
  it('is judged, reviewed and fixed in bounded time', () => {
    const whole = text();
    const judged = judgeText(whole);
    expect(judged.manifest.skips).toEqual([]);
    expect(judged.findings).toHaveLength(count);
    expect(plan(changeOf([changedFile('pod.yaml', undefined, whole)])).findings).toHaveLength(
      count,
    );
    expect(() => checkJson().file(new CheckedFile(judged))).not.toThrow();
    expect(() => fixFile(judged, { unsafe: true })).not.toThrow();
  });
});

/** Files that are more than a bound lets through, with the findings of what was judged. */
const CUT: readonly (readonly [what: string, text: () => string, reason: string, found: number])[] =
  [
    [
      '2,501 pods with two findings each',
      () => repeat(2501, (n) => `---\n${HEAD}spec: {containers: [{name: c${n}, image: i}]}\n`),
      'more than 5,000 findings in one file: split it',
      5000,
    ],
    [
      '201 containers in one pod',
      () => `${HEAD}spec:\n  containers:\n${repeat(201, (n) => `  - {name: c${n}, image: i}\n`)}`,
      'more than 200 containers in one pod: split it',
      400,
    ],
    [
      '200,000 keys',
      () => `${SOUND}---\n${HEAD}spec:\n  containers: []\n${repeat(200_000, (n) => `k${n}: 1\n`)}`,
      ': more than 400,000 YAML tokens in one document: split it',
      2,
    ],
    [
      'documents of 300,000 tokens each',
      () =>
        `${SOUND}${repeat(4, () => `---\n${HEAD}spec: {containers: [], x: [${'1,'.repeat(100_000)}]}\n`)}`,
      ': more than 700,000 YAML tokens in one file: split it',
      2,
    ],
    [
      '100 documents that can not be read',
      () => `${SOUND}${repeat(100, () => '---\nkind: Pod\nspec: {containers: [\n')}`,
      '80 more documents like this',
      2,
    ],
  ];

describe.each(CUT)('%s', (_, text, reason, found) => {
  it('are named, what is before them is judged, and nothing passes', () => {
    const whole = text();
    const { findings, manifest } = judgeText(whole);
    expect(manifest.skips.at(-1)?.reason).toContain(reason);
    expect(manifest.skips.length).toBeLessThanOrEqual(21);
    expect(findings).toHaveLength(found);
    const change = changeOf([changedFile('pod.yaml', undefined, whole)]);
    expect(plan(change, { failOn: 'never' }).conclusion).toBe('neutral');
  });
});

describe('a file that is cut on the base branch', () => {
  const pods = (extra: number): string =>
    repeat(
      2501 + extra,
      (n) => `---\n${HEAD}spec: {containers: [{name: c${n - extra}, image: i}]}\n`,
    );
  const pod = (extra: number): string =>
    `${HEAD}spec:\n  containers:\n${repeat(201 + extra, (n) => `  - {name: c${n - extra}, image: i}\n`)}`;

  it.each([
    ['findings', pods, 'more than 5,000 findings in one file: split it'],
    ['containers', pod, 'line 1, column 1: more than 200 containers in one pod: split it'],
  ])('for its %s has none that count as new, and is named', (_, file, reason) => {
    const review = plan(changeOf([changedFile('pod.yaml', file(1), file(0))]));
    expect(review.findings.filter(({ introduced }) => introduced)).toEqual([]);
    expect(review.skips.map((skip) => skip.reason)).toEqual([
      reason,
      'too large on the base branch to tell what is new in it',
    ]);
    expect(review.conclusion).toBe('neutral');
  });
});

describe('names that objects of JavaScript have', () => {
  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s is a name', (name) => {
    const text = deployment('web', `${name}: 1`, 'securityContext:', `  ${name}: true`)
      .replace('name: app', `name: ${name}`)
      .replace('labels:', `labels: { ${name}: ${name} }\n      annotations:`);
    const judged = judgeText(text);
    expect(judged.findings.map(({ rule, subject }) => [rule, subject.container?.name])).toEqual([
      ['read-only-root-filesystem', name],
      ['run-as-non-root', name],
      ['misplaced-field', name],
    ]);
    expect(fixFile(judged, { unsafe: true }).fixed).toHaveLength(2);
  });
});
