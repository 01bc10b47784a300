import * as fc from 'fast-check';
import { parse } from 'yaml';
import { kubernetesYaml } from './oracle.ts';
import { mostly } from './values.ts';
import { workload } from './workloads.ts';
import { writeTree } from './write.ts';

const yamlDocument = workload.map((tree) => `${writeTree(tree).join('\n')}\n`);

const jsonDocument = fc
  .tuple(workload, fc.constantFrom(undefined, 2, 4, '\t'))
  .map(([tree, space]) => {
    const data: unknown = parse(writeTree(tree).join('\n'), kubernetesYaml);
    return `${JSON.stringify(data, null, space)}\n`;
  });

/** A ConfigMap that holds another manifest as text. */
const embedded = fc
  .tuple(workload, fc.constantFrom('|', '|-', '>', '|+', '|2'))
  .map(([tree, header]) => {
    const lines = writeTree(tree).map((line) => (line === '' ? '' : `    ${line}`));
    const body = header === '|2' ? lines : ['    ---', ...lines];
    const name = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: embedded';
    return `${name}\ndata:\n  pod.yaml: ${header}\n${body.join('\n')}\n`;
  });

const others = fc.constantFrom(
  'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: plain}\ndata:\n  key: "---"\n',
  'apiVersion: v1\nkind: Service\nspec:\n  ports:\n  - port: 80 # http\n',
  'kind: CustomResourceDefinition\nspec:\n  names: {kind: Pod, plural: containers}\n',
  'kind: Namespace\nmetadata:\n  name: "a\\x62"\n',
  'kind: Secret\nstringData:\n  pod: |\n    containers:\n\n    # end\n',
  '# only a comment: securityContext\n',
  '',
  '\n\n',
);

const one = fc.oneof(
  { arbitrary: yamlDocument, weight: 8 },
  { arbitrary: jsonDocument, weight: 1 },
  { arbitrary: embedded, weight: 1 },
  { arbitrary: others, weight: 2 },
);

const opening = fc.constantFrom(
  '',
  '---\n',
  '--- # first\n',
  '# 🚀 file\n---\n',
  '%YAML 1.2\n---\n',
  '# file\n\n%YAML 1.2\n# why\n---\n',
  '\n\n---\n',
  '---\n---\n',
);
const between = fc.constantFrom(
  '---\n',
  '--- # next\n',
  '---\t# next\n',
  '...\n---\n',
  '...\n',
  '... # end\n%YAML 1.2\n---\n',
  '---\n---\n',
  '---\n# nothing here\n---\n',
);

/** The text of a file, for the most part of workloads; always valid YAML. */
export const manifest: fc.Arbitrary<string> = fc
  .record({
    documents: fc.array(fc.tuple(between, one), { minLength: 1, maxLength: 3 }),
    start: mostly('', 2, opening),
    end: mostly('', 4, fc.constantFrom('---\n', '...\n', '\n\n', '# end\n', '--- # end\n')),
    crlf: mostly(false, 3, fc.constant(true)),
    bom: mostly('', 5, fc.constant('\uFEFF')),
    closed: mostly(true, 3, fc.constant(false)),
  })
  .map(({ documents, start, end, crlf, bom, closed }) => {
    const texts = documents.map(([marker, text], index) => (index === 0 ? text : marker + text));
    const whole = start + texts.join('') + end;
    const last = closed ? whole : whole.replace(/\n$/, '');
    return bom + (crlf ? last.replaceAll('\n', '\r\n') : last);
  });
