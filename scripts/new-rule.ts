/** `npm run new-rule <id>`: makes a rule, its page and its first case, to be filled in. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { camelCase } from './rule-files.ts';

function filesOf(id: string): Record<string, string> {
  const folder = `fixtures/rules/${id}`;
  return {
    [`src/rules/${id}.ts`]: ruleText(id),
    [`docs/rules/${id}.md`]: pageText(id),
    [`${folder}/found/input.yaml`]: manifest(''),
    [`${folder}/found/options.json`]: '{ "profile": "strict" }\n',
    [`${folder}/patch/input.yaml`]: PATCH,
    [`${folder}/patch/options.json`]: '{ "profile": "strict" }\n',
  };
}

function ruleText(id: string): string {
  return `import { field, scalar } from '../yaml/value.ts';
import { definePodRule } from './kit/rule.ts';

export const ${camelCase(id)} = definePodRule({
  id: '${id}',
  summary: 'TODO: what a finding is: "a pod that …"',
  headline: 'TODO: what is the matter with it: "shares …"',
  severity: { strict: 'error' },
  dependsOn: 'everything',
  check(pod, report) {
    // A patch shows a part of a pod: what it leaves out is given elsewhere, and is no finding.
    if (pod.partial || !pod.spec) return;
    const value = field(pod.spec, 'TODO')?.value;
    if (scalar(value) === false) return;
    report({ at: (value ?? pod.spec).span, message: 'TODO', advice: 'set TODO' });
  },
});
`;
}

function pageText(id: string): string {
  return `# ${id}

<!-- header -->

<!-- /header -->

## What it finds

TODO

## Why

TODO

## Found

\`\`\`yaml
${manifest('')}\`\`\`

## Fixed

\`\`\`yaml
${manifest('  TODO: false\n')}\`\`\`

## Before you apply it

TODO

## When it does not apply

TODO

## References

TODO
`;
}

function manifest(line: string): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
${line}  containers:
    - name: app
      image: registry.example.com/app:1
`;
}

const PATCH = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
`;

function main(id = ''): number {
  if (!/^[a-z]+(-[a-z]+)*$/.test(id)) {
    process.stderr.write('Give the id of the rule, such as: npm run new-rule no-host-users\n');
    return 2;
  }
  const files = filesOf(id);
  const there = Object.keys(files).find((path) => existsSync(path));
  if (there !== undefined) {
    process.stderr.write(`${there} is there already: choose another id, or remove it.\n`);
    return 2;
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    process.stdout.write(`made ${path}\n`);
  }
  process.stdout.write(
    `Replace each TODO, then run: npm run update -- --write\n` +
      'It names what is still missing, writes expected.txt and fixed.yaml of new cases, and shows them.\n',
  );
  return 0;
}

process.exitCode = main(process.argv[2]);
