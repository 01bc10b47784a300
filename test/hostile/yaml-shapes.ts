import { HEAD, type Shape, container, fill, pod } from './shape.ts';

/** What follows stands in an object that has to be parsed. */
function below(text: string): string {
  return `${pod('  containers: [{name: c, image: i}]\n')}x:\n${text}`;
}

function flow(text: string): string {
  return `${HEAD}spec: {containers: [{name: c, image: i}], x: ${text}}\n`;
}

/** Shapes of YAML itself, whatever it says. */
export const YAML_SHAPES: readonly Shape[] = [
  { name: 'keys of a block mapping', make: () => below(fill((n) => `  k${n}: 1\n`)) },
  { name: 'keys of a flow mapping', make: () => flow(`{${fill((n) => `k${n}: 1,`)}}`) },
  { name: 'keys without values', make: () => below(fill((n) => `  k${n}:\n`)) },
  { name: 'one key again and again', make: () => below(fill('  k: 1\n')) },
  { name: 'empty keys', make: () => below(fill('  : 1\n')) },
  { name: 'explicit keys', make: () => below(fill('  ? a\n')) },
  { name: 'explicit keys in each other', make: () => below(`  ${fill('? ')}a\n`) },
  { name: 'a list of numbers in flow style', make: () => flow(`[${fill('1,')}]`) },
  { name: 'a list of lists in flow style', make: () => flow(`[${fill('[],')}]`) },
  { name: 'a list of mappings in flow style', make: () => flow(`[${fill('{},')}]`) },
  { name: 'a list of pairs in flow style', make: () => flow(`[${fill('a: b,')}]`) },
  { name: 'commas in flow style', make: () => flow(`[${fill(',')}]`) },
  { name: 'a block list of words', make: () => below(fill('  - a\n')) },
  { name: 'a block list of nothing', make: () => below(fill('  -\n')) },
  { name: 'dashes in one line', make: () => below(`  ${fill('- ')}a\n`) },
  { name: 'aliases', make: () => `a: &a 1\n${flow(`[${fill('*a,')}]`)}` },
  { name: 'aliases of unknown anchors', make: () => flow(`[${fill('*b,')}]`) },
  { name: 'aliases to a list', make: () => `a: &a [1, 1]\n${flow(`[${fill('*a,')}]`)}` },
  { name: 'anchors', make: () => flow(`[${fill((n) => `&a${n} 1,`)}]`) },
  { name: 'one anchor again and again', make: () => flow(`[${fill('&a 1,')}]`) },
  { name: 'tags', make: () => flow(`[${fill('!x 1,')}]`) },
  { name: 'tags for binary data', make: () => flow(`[${fill('!!binary a,')}]`) },
  { name: 'tags for sets', make: () => flow(`[${fill('!!set {a},')}]`) },
  { name: 'tags for ordered maps', make: () => flow(`[${fill('!!omap [a: 1],')}]`) },
  { name: 'merge keys', make: () => `m: &m {a: 1}\n${below(fill('  - {<<: *m}\n'))}` },
  {
    name: 'merge keys of a large mapping',
    make: () =>
      `m: &m {${fill((n) => `k${n}: 1,`, 0.001)}}\n${pod(`  containers:\n${fill((n) => `  - {<<: *m, name: c${n}}\n`)}`)}`,
  },
  {
    name: 'merge keys of merge keys',
    make: () =>
      `m0: &m0 {a: 1}\n${fill((n) => `m${n + 1}: &m${n + 1} {<<: *m${n}, k${n}: 1}\n`, 0.02)}${pod('  containers: [{name: c}]\n')}`,
  },
  {
    name: 'a list of merges',
    make: () => `m: &m {a: 1}\n${pod(`  containers: [{<<: [${fill('*m,')}], name: c}]\n`)}`,
  },
  { name: 'comments', make: () => below(`${fill('#\n')}  a: 1\n`) },
  { name: 'comments between keys', make: () => below(fill((n) => `  k${n}: 1 # x\n`)) },
  { name: 'comments in a flow list', make: () => flow(`[${fill('#\n')}]`) },
  { name: 'a comment', make: () => below(`  a: 1 #${fill('x')}\n`) },
  { name: 'blank lines', make: () => below(`${fill('\n')}  a: 1\n`) },
  { name: 'spaces', make: () => below(`${fill(' ')}a: 1\n`) },
  { name: 'lines of spaces', make: () => below(`${fill('   \n')}  a: 1\n`) },
  { name: 'tabs', make: () => below(`  a: ${fill('\t')}1\n`) },
  { name: 'lone carriage returns', make: () => below(fill('  k: 1\r')) },
  { name: 'line breaks of Unicode', make: () => below(fill('  k: 1\u2028', 0.5)) },
  { name: 'empty documents', make: () => `${fill('---\n')}${HEAD}` },
  { name: 'documents of a kind alone', make: () => fill('---\nkind: Pod\n') },
  { name: 'documents of a word', make: () => fill('---\ncontainers\n') },
  { name: 'documents that can not be read', make: () => fill('---\nkind: Pod\nx: [\n') },
  { name: 'documents of one byte', make: () => fill('---\na\n') },
  { name: 'ends of documents', make: () => `${fill('...\n')}${HEAD}` },
  { name: 'directives', make: () => `${fill('%A b\n')}---\n${HEAD}` },
  { name: 'a plain scalar of many lines', make: () => below(fill('  a\n')) },
  { name: 'a quoted scalar of many lines', make: () => below(`  "${fill('a\n')}"\n`) },
  { name: 'a quoted scalar of escapes', make: () => below(`  a: "${fill('\\x41')}"\n`) },
  { name: 'a quoted scalar of escaped breaks', make: () => below(`  a: "${fill('\\\n')}"\n`) },
  { name: 'a quoted scalar of quotes', make: () => below(`  a: '${fill("''")}'\n`) },
  { name: 'quoted scalars', make: () => flow(`[${fill('"",')}]`) },
  { name: 'a literal of many lines', make: () => below(`  a: |\n${fill('    x\n')}`) },
  { name: 'a folded scalar of blank lines', make: () => below(`  a: >\n${fill('    x\n\n')}`) },
  { name: 'literals', make: () => below(fill('  - |\n')) },
  { name: 'a scalar of emoji', make: () => below(`  a: "${fill('\u{1F600}', 0.5)}"\n`) },
  { name: 'a key of megabytes', make: () => below(`  ${fill('k')}: 1\n`) },
  { name: 'numbers of many digits', make: () => below(`  a: ${fill('1')}\n`) },
  { name: 'numbers', make: () => flow(`[${fill((n) => `${n}.5e3,`)}]`) },
  { name: 'integers in base 8', make: () => flow(`[${fill('0777_777,')}]`) },
  {
    name: 'lists of many levels',
    make: () => flow(`[${fill(`${'['.repeat(200)}${']'.repeat(200)},`)}]`),
  },
  {
    name: 'mappings of many levels',
    make: () =>
      below(fill(Array.from({ length: 60 }, (_, n) => `${' '.repeat(n + 2)}k:\n`).join(''))),
  },
  {
    name: 'indentation that grows',
    make: () => below(Array.from({ length: 2000 }, (_, n) => `${' '.repeat(n + 2)}k:\n`).join('')),
  },
  { name: 'lists that are not closed', make: () => `${HEAD}spec: {containers: ${fill('[')}` },
  { name: 'mappings that are not closed', make: () => `${HEAD}spec: {containers: ${fill('{a: ')}` },
  { name: 'a quote that is not closed', make: () => `${HEAD}spec: "${fill('containers ')}` },
  { name: 'brackets that close nothing', make: () => `${HEAD}spec: ${fill(']')}\ncontainers:\n` },
  { name: 'braces that close nothing', make: () => `${HEAD}spec:\n${fill('  }\n')}containers:\n` },
  { name: 'colons', make: () => `${HEAD}spec:\n  containers: ${fill(': ')}\n` },
  {
    name: 'characters that start nothing',
    make: () => `${HEAD}spec:\n${fill('  @\n')}containers:\n`,
  },
  { name: 'percent signs', make: () => `${HEAD}containers:\n${fill('%\n')}` },
  { name: 'values on the line of a key', make: () => below(fill('  a: b: c\n')) },
  { name: 'lines of a template', make: () => `${HEAD}containers:\n${fill('{{ x }}\n')}` },
  {
    name: 'lines of a template in a chart',
    make: () => `${HEAD}containers:\n${fill('{{ x }}\n')}`,
    path: 'chart/templates/a.yaml',
  },
  { name: 'actions in strings', make: () => container(`    args: [${fill('"{{ .Values.x",')}]\n`) },
  { name: 'templated values', make: () => below(fill((n) => `  k${n}: {{ x }}\n`)) },
  {
    name: 'JSON on one line',
    make: () => `{"kind":"Pod","spec":{"containers":[{"name":"c"}],"x":[${fill('{"a":1},')}{}]}}`,
  },
  { name: 'comments behind a kind', make: () => `a:\n  kind:\n${fill('#kind:\n')}` },
  { name: 'anchors behind a kind', make: () => fill('kind: &kind: ') },
];
