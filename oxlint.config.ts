import { type OxlintOverride, defineConfig } from 'oxlint';

/**
 * The folders of src/ in layers, the lowest first. A folder imports from lower layers only, never from
 * its own layer or from above.
 */
export const LAYERS: readonly (readonly string[])[] = [
  ['errors', 'text', 'yaml', 'diff', 'queue'],
  ['kubernetes'],
  ['schema'],
  ['images'],
  ['rules'],
  ['builds', 'judge'],
  ['fix'],
  ['render'],
  ['learn', 'policy', 'review'],
  ['report', 'chat', 'trial'],
  ['options'],
  ['configuration'],
  ['reach'],
  ['containers', 'engine', 'files', 'git', 'github', 'registry'],
  ['run'],
  ['action', 'app', 'cli'],
];

/** These touch the world. All others are the judge phase: pure, and free of Node, to run anywhere. */
const EDGES: readonly string[] = [
  'queue',
  'containers',
  'engine',
  'files',
  'git',
  'github',
  'registry',
  'run',
  'action',
  'app',
  'cli',
];

interface Pattern {
  readonly regex: string;
  readonly message: string;
}

/** @param name a folder of src/; `files` and `more` narrow the rule down to a part of it */
function layer(
  name: string,
  files = `src/${name}/**/*.ts`,
  more: readonly Pattern[] = [],
): OxlintOverride {
  const depth = LAYERS.findIndex((names) => names.includes(name));
  const others = LAYERS.slice(depth)
    .flat()
    .filter((other) => other !== name);
  const isPure = !EDGES.includes(name);
  const patterns = [
    {
      regex: `^(?:\\.\\./)+(?:${others.join('|')})/`,
      message: `src/${name} imports from lower layers only (LAYERS in oxlint.config.ts).`,
    },
    ...more,
    ...(name === 'action'
      ? []
      : [{ regex: '^@actions/', message: 'Only src/action knows the Actions runner.' }]),
    ...(name === 'cli'
      ? []
      : [{ regex: '^commander$', message: 'Only src/cli knows the command line.' }]),
    { regex: '^probot$', message: 'Only src/app.ts knows Probot.' },
    ...(isPure ? [{ regex: '^node:', message: 'This runs anywhere: no Node built-in.' }] : []),
  ];
  return {
    files: [files],
    rules: {
      'no-restricted-imports': ['error', { patterns }],
      ...(isPure && {
        'no-restricted-globals': ['error', 'process', 'Buffer', 'setTimeout', 'fetch'],
      }),
    },
  };
}

/** What rules share knows none of them. */
const KIT: readonly OxlintOverride[] = [
  ['src/rules/kit/*.ts', String.raw`^\.\./[^/]+$`],
  ['src/rules/kit/*/*.ts', String.raw`^\.\./\.\./[^/]+$`],
].map(([files, regex = '']) =>
  layer('rules', files, [{ regex, message: 'src/rules/kit imports no rule.' }]),
);

export default defineConfig({
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'promise', 'vitest'],
  categories: { correctness: 'error', suspicious: 'error', perf: 'error' },
  rules: {
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/switch-exhaustiveness-check': 'error',
    'typescript/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    'import/no-default-export': 'error',
    'import/no-cycle': 'error',
    'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
    'unicorn/filename-case': ['error', { case: 'kebabCase' }],
    'unicorn/no-array-sort': 'off',
    eqeqeq: 'error',
    'oxc/no-map-spread': 'off',
    'oxc/no-accumulating-spread': 'off',
    'unicorn/prefer-set-has': 'off',
    'unicorn/no-useless-spread': 'off',
    'typescript/consistent-return': 'off',
  },
  ignorePatterns: ['dist', 'fixtures', 'node_modules'],
  overrides: [
    ...LAYERS.flat().map((name) => layer(name)),
    ...KIT,
    // A line for each image.
    { files: ['src/images/images.generated.ts'], rules: { 'max-lines': 'off' } },
    {
      files: ['test/**', 'bench/**'],
      rules: {
        'max-lines-per-function': 'off',
        'typescript/unbound-method': 'off',
        'unicorn/consistent-function-scoping': 'off',
        'unicorn/no-array-fill-with-reference-type': 'off',
        'vitest/no-standalone-expect': 'off',
        'vitest/no-conditional-expect': 'off',
        'eslint/no-await-in-loop': 'off',
        'typescript/no-unsafe-type-assertion': 'off',
        'typescript/no-misused-spread': 'off',
        'typescript/restrict-template-expressions': 'off',
      },
    },
    { files: ['*.config.ts', '*.config.js'], rules: { 'import/no-default-export': 'off' } },
  ],
});
