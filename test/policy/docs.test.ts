import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import { successorsIn } from '../../src/policy/old/successor.ts';
import { evaluate } from './evaluate.ts';

const page = readFileSync('docs/policy.md', 'utf8');

/** The YAML of the page that begins with a comment with this name. */
function example(name: string): string {
  const blocks = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, text = '']) => text);
  const found = blocks.find((text) => text.startsWith(`# ${name}\n`));
  if (found === undefined) throw new Error(`docs/policy.md has no ${name}.`);
  return found;
}

interface Pod {
  readonly spec: { readonly containers: { securityContext: Record<string, unknown> }[] };
}

it('the page shows a mistake as the command tells it', () => {
  const manifest = readManifest({ path: 'psp.yaml', text: example('psp.yaml') });
  const [successor] = successorsIn([manifest]);
  expect(successor?.mistakes.map((line) => `\`\`\`\n${line}\n\`\`\``)).toEqual([
    expect.toSatisfy((text: string) => page.includes(text)),
  ]);
});

it('the successor on the page lets its pod in, and refuses it without any one line', () => {
  const manifest = readManifest({ path: 'psp.yaml', text: example('psp.yaml') });
  const [successor] = successorsIn([manifest]);
  const pod = (): Pod => parse(example('pod.yaml'));
  const refused = (one: Pod): string[] => evaluate(successor!.policy, one);
  expect(refused(pod())).toEqual([]);
  const fields = Object.keys(pod().spec.containers[0]!.securityContext);
  expect(fields).toHaveLength(4);
  for (const field of fields) {
    const without = pod();
    delete without.spec.containers[0]!.securityContext[field];
    expect(refused(without)).toHaveLength(1);
  }
});
