import { type OxlintOverride, defineConfig } from 'oxlint';

/** What leads from a text to what is said of it. */
const JUDGING = ['manifest', 'images', 'rules', 'fix', 'diff', 'review', 'report'] as const;

/** The folders of src/, and which of the others each may import. */
const LAYERS = {
  manifest: [],
  images: ['manifest'],
  rules: ['manifest', 'images'],
  fix: ['manifest', 'images', 'rules'],
  learn: ['manifest', 'images', 'rules', 'fix'],
  diff: [],
  review: ['manifest', 'images', 'rules', 'fix', 'diff'],
  report: ['manifest', 'images', 'rules', 'fix', 'diff', 'review'],
  chat: ['manifest', 'images', 'rules', 'fix', 'diff', 'review'],
  config: ['manifest', 'images', 'rules', 'review'],
  files: ['manifest', 'images', 'rules', 'review', 'config'],
  git: ['manifest', 'images', 'rules', 'diff', 'review', 'config'],
  github: ['manifest', 'images', 'rules', 'diff', 'review', 'report', 'config', 'chat'],
  queue: [],
  service: [
    ...['manifest', 'images', 'rules', 'diff', 'review', 'report'],
    ...['config', 'chat', 'github', 'queue'],
  ],
  action: ['images', 'rules', 'review', 'report', 'config', 'github', 'registry'],
  registry: ['manifest', 'images', 'config'],
  commands: [...JUDGING, 'learn', 'config', 'files', 'git', 'registry'],
} as const satisfies Record<string, readonly string[]>;

/** They judge: synchronous, pure, and free of Node, so that they run anywhere. */
const PURE: readonly string[] = [...JUDGING, 'learn', 'chat'];

function layer(name: string, allowed: readonly string[]): OxlintOverride {
  const others = Object.keys(LAYERS).filter((other) => other !== name && !allowed.includes(other));
  const isPure = PURE.includes(name);
  const patterns = [
    {
      regex: `^\\.\\./(?:${others.join('|')})/`,
      message: `src/${name} may import ${allowed.length === 0 ? 'no other folder' : allowed.join(', ')}.`,
    },
    ...(name === 'action'
      ? []
      : [{ regex: '^@actions/', message: 'Only src/action knows the Actions runner.' }]),
    { regex: '^commander$', message: 'Only src/cli.ts knows the command line.' },
    { regex: '^probot$', message: 'Only src/app.ts knows Probot.' },
    ...(isPure ? [{ regex: '^node:', message: 'This runs anywhere: no Node built-in.' }] : []),
  ];
  return {
    files: [`src/${name}/**/*.ts`],
    rules: {
      'no-restricted-imports': ['error', { patterns }],
      ...(isPure && {
        'no-restricted-globals': ['error', 'process', 'Buffer', 'setTimeout', 'fetch'],
      }),
    },
  };
}

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
    ...Object.entries(LAYERS).map(([name, allowed]) => layer(name, allowed)),
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
