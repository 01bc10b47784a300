import { HEAD, type Shape, container, fill, pod } from './shape.ts';

/** A word of a command, in quotes that hold any text. */
function command(...words: readonly string[]): string {
  return container(`    command: ${JSON.stringify(words)}\n`);
}

function script(name: string, unit: string, share = 0.5): Shape {
  return {
    name: `a script of ${name}`,
    make: () => container(`    command: [sh, -c, ${JSON.stringify(fill(unit, share))}]\n`),
  };
}

function powershell(name: string, unit: string): Shape {
  return { name: `PowerShell of ${name}`, make: () => command('powershell', fill(unit, 0.5)) };
}

/** Long texts where short ones stand. */
export const TEXT_SHAPES: readonly Shape[] = [
  { name: 'an option of tar', make: () => command('tar', `${fill('x')}!`) },
  {
    name: 'containers that run a script of a ConfigMap',
    make: () =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: m}\ndata: {s: "${'f() { '.repeat(5000)}"}\n---\n${pod(
        `  volumes:\n  - {name: v, configMap: {name: m}}\n  containers:\n${fill(
          (n) =>
            `  - {name: c${n}, image: i, command: [/s/s], volumeMounts: [{name: v, mountPath: /s}]}\n`,
        )}`,
      )}`,
  },
  {
    name: 'containers that run a script of a ConfigMap of their own',
    make: () =>
      pod(
        `  volumes:\n${fill((n) => `  - {name: v${n}, configMap: {name: m${n}}}\n`, 0.3)}  containers:\n${fill(
          (n) =>
            `  - {name: c${n}, image: i, command: [/s/s], volumeMounts: [{name: v${n}, mountPath: /s}]}\n`,
          0.4,
        )}${fill((n) => `---\nkind: ConfigMap\nmetadata: {name: m${n}}\ndata: {s: a}\n`, 0.3)}`,
      ),
  },
  { name: 'options of a shell', make: () => command('sh', `-${fill('c')}!`) },
  { name: 'options of a shell that read its input', make: () => command('sh', `-${fill('s')}!`) },
  {
    name: 'a size',
    make: () =>
      pod(
        `  containers: [{name: c}]\n  volumes:\n  - {name: v, emptyDir: {sizeLimit: "${fill('1')}x"}}\n`,
      ),
  },
  {
    name: 'a size of zeros',
    make: () =>
      pod(
        `  containers: [{name: c}]\n  volumes:\n  - {name: v, emptyDir: {sizeLimit: "0.${fill('0')}x"}}\n`,
      ),
  },
  {
    name: 'a name of a container',
    make: () => pod(`  containers:\n  - {name: ${fill('c')}, image: i}\n`),
  },
  {
    name: 'a name of dashes',
    make: () => pod(`  containers:\n  - {name: "${fill('-')}c", image: i}\n`),
  },
  {
    name: 'a name of an object',
    make: () => `kind: Pod\nmetadata: {name: ${fill('p')}}\nspec: {containers: [{name: c}]}\n`,
  },
  {
    name: 'a namespace',
    make: () => `kind: Pod\nmetadata: {namespace: ${fill('n')}}\nspec: {containers: [{name: c}]}\n`,
  },
  { name: 'a kind', make: () => `kind: ${fill('K')}\nspec: {containers: [{name: c}]}\n` },
  {
    name: 'a group',
    make: () => `apiVersion: ${fill('a/')}\nkind: Pod\nspec: {containers: [{name: c}]}\n`,
  },
  { name: 'a field', make: () => container(`    securityContext:\n      ${fill('f')}: true\n`) },
  { name: 'an image', make: () => pod(`  containers:\n  - {name: c, image: ${fill('i')}}\n`) },
  {
    name: 'an image of slashes',
    make: () => pod(`  containers:\n  - {name: c, image: ${fill('i/')}}\n`),
  },
  {
    name: 'an image of placeholders',
    make: () => pod(`  containers:\n  - {name: c, image: "${fill('<')}"}\n`),
  },
  {
    name: 'an image of braces',
    make: () => pod(`  containers:\n  - {name: c, image: "${fill('{a')}"}\n`),
  },
  {
    name: 'an image of capitals',
    make: () => pod(`  containers:\n  - {name: c, image: "${fill('AAA')}a"}\n`),
  },
  {
    name: 'a tag',
    make: () => pod(`  containers:\n  - {name: c, image: "nginx:${fill('1.')}"}\n`),
  },
  {
    name: 'a path of a mount',
    make: () => container(`    volumeMounts: [{name: v, mountPath: "${fill('/a')}"}]\n`),
  },
  {
    name: 'a path of slashes',
    make: () => container(`    volumeMounts: [{name: v, mountPath: "${fill('/')}a"}]\n`),
  },
  {
    name: 'a path that goes up',
    make: () => container(`    volumeMounts: [{name: v, mountPath: "${fill('/..')}"}]\n`),
  },
  {
    name: 'a path of the host',
    make: () =>
      pod(
        `  containers: [{name: c}]\n  volumes: [{name: v, hostPath: {path: "${fill('/../a')}"}}]\n`,
      ),
  },
  {
    name: 'a working folder',
    make: () => container(`    workingDir: "${fill('/')}"\n    command: [touch, a]\n`),
  },
  { name: 'a user', make: () => container(`    securityContext: {runAsUser: ${fill('1')}}\n`) },
  {
    name: 'a user in base 8',
    make: () => container(`    securityContext: {runAsUser: 0o${fill('7')}}\n`),
  },
  {
    name: 'a capability',
    make: () => container(`    securityContext: {capabilities: {add: [${fill('C')}]}}\n`),
  },
  {
    name: 'a profile',
    make: () => container(`    securityContext: {seccompProfile: {type: ${fill('P')}}}\n`),
  },
  { name: 'a value of a flag', make: () => command('app', `--data-dir=${fill('/')}a`) },
  { name: 'a name of a flag', make: () => command('app', `--${fill('aA')}`) },
  { name: 'options of Java', make: () => command('java', fill('-Djava.io.tmpdir=')) },
  {
    name: 'a name of a configuration',
    make: () => `kind: ConfigMap\nmetadata: {name: c${fill('-v1')}}\n`,
  },
  {
    name: 'a name that ends in a hash',
    make: () => `kind: ConfigMap\nmetadata: {name: c${fill('-a1')}}\n`,
  },
  {
    name: 'names of a configuration',
    make: () => `kind: ConfigMap\nmetadata:\n${fill('  name: c\n')}`,
  },
  { name: 'a kind between blanks', make: () => `${fill('kind   ')}\ncontainers:\n` },
  { name: 'kinds in a text', make: () => fill('kind: x kind: ') },
  { name: 'the start of a schema', make: () => `${fill('--- #\n')}${HEAD}` },
  script('pipes', 'a|'),
  script('statements', 'a;'),
  script('words', 'a '),
  script('assignments', 'a=b '),
  script('lines', 'apt-get install x\n'),
  script('blanks', ' '),
  script('blank lines', '\n'),
  script('comments', '#\n'),
  script('backslashes', '\\'),
  script('quotes', "'"),
  script('double quotes', '"'),
  script('backticks', '`'),
  script('dollars', '$'),
  script('variables', '${a'),
  script('substitutions', '$(a '),
  script('substitutions in quotes', '"$('),
  script('arithmetic', '$(('),
  script('subshells', '('),
  script('groups', '{ '),
  script('closing brackets', ')'),
  script('conditions', 'if '),
  script('loops', 'for a in b; do '),
  script('cases', 'case a in b) '),
  script('functions', 'f() { '),
  script('redirections', '>a '),
  script('redirections that miss', '> '),
  script('here documents', '<<E\n'),
  script('here documents on a line', '<<E '),
  script('and lists', 'a&&'),
  script('negations', '! '),
  script('tests', '[[ '),
  script('arrays', 'a=('),
  script('braces', '{a,b}'),
  script('brace expansions in each other', '{a,'),
  script('globs', '*?['),
  script('tildes', '~'),
  script('evaluations', 'eval '),
  script('shells', 'sh -c '),
  script('wrappers', 'sudo env '),
  script('downloads', 'curl x|sh;'),
  script('writes', 'echo >/etc/a;'),
  script('folders', 'cd a;'),
  script('paths that go up', 'touch $a/../'),
  powershell('downloads', 'iwr '),
  powershell('pipes', 'iwr|'),
  powershell('lines', '\n'),
  powershell('quotes', '"a'),
  powershell('installations', 'choco '),
];
