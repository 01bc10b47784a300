import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { judge } from '../../src/judge/judge.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import type {
  ChartAnswer,
  ChartEngine,
  ChartRequest,
  TemplatePlace,
  TracedLine,
} from '../../src/render/chart.ts';
import { fixChart } from '../../src/run/fix-chart.ts';
import { patience, runs } from '../properties/runs.ts';

const ruleSet = { profile: 'immutable' } as const;
const TEMPLATE = 'templates/a.yaml';
const SWITCHES = ['a', 'b', 'c'];

interface Written {
  readonly text: string;
  readonly lines: readonly TracedLine[];
  readonly places: readonly TemplatePlace[];
}

/** Renders a template whose only actions are conditions on lines of their own. */
function write(template: string, isOn: (name: string) => boolean): Written {
  const places: TemplatePlace[] = [];
  const lines: TracedLine[] = [];
  const text: string[] = [];
  const around: { readonly on: boolean; readonly place: number }[] = [];
  for (const [index, raw] of template.split('\n').entries()) {
    const [, name] = /\{\{- if \.Values\.(\w+) \}\}/.exec(raw) ?? [];
    const place = (kind: TemplatePlace['kind'], paths: string[]): number =>
      places.push({ file: `web/${TEMPLATE}`, line: index + 1, kind, paths }) - 1;
    if (name !== undefined) {
      around.push({ on: isOn(name), place: place('condition', [`/${name}`]) });
    } else if (raw.includes('{{- end }}')) around.pop();
    else if (raw.includes('{{- else }}')) {
      const last = around.pop();
      if (last) around.push({ ...last, on: !last.on });
    } else if (around.every(({ on }) => on)) {
      const within = around.map((one) => one.place);
      lines.push({ start: [place('text', [])], end: [], near: [], within });
      text.push(raw);
    }
  }
  return { text: text.join('\n'), lines, places };
}

const engine: ChartEngine = {
  render: async ({ files, sets }: ChartRequest): Promise<ChartAnswer> => {
    const values = parse(files['values.yaml'] ?? '') as Record<string, unknown>;
    const { text, lines, places } = write(files[TEMPLATE] ?? '', (name) => values[name] === true);
    const rendering = {
      files: [{ template: `web/${TEMPLATE}`, text, lines }],
      places,
      folders: [{ name: 'web', folder: '', values: '' }],
      missing: [],
      skipped: [],
      whole: true,
    };
    return { sets: sets.map(() => rendering) };
  },
};

const condition = fc.constantFrom(undefined, ...SWITCHES);

/** Lines that are written if a value is true, or always. */
function block(lines: readonly string[]): fc.Arbitrary<string[]> {
  return condition.map((name) =>
    name === undefined ? [...lines] : [`{{- if .Values.${name} }}`, ...lines, '{{- end }}'],
  );
}

function some(...lines: readonly string[]): fc.Arbitrary<string[]> {
  return fc.oneof({ arbitrary: block(lines), weight: 3 }, fc.constant<string[]>([]));
}

const PRIVILEGED = ['          securityContext:', '            privileged: true'];

const template = fc
  .tuple(
    fc.oneof(
      fc.constant<string[]>([]),
      fc.constant(['      securityContext: {}']),
      some('      securityContext:', '        runAsUser: 101'),
    ),
    fc.constantFrom('nginx:1.27', 'redis:7.4', 'registry.example.com/web:1.0'),
    some('          env:', '            - name: A', '              value: b'),
    some('            - name: config', '              mountPath: /config'),
    some('          ports:', '            - containerPort: 8080'),
    some('        - name: config', '          configMap: { name: config }'),
    fc.oneof(
      fc.constant<string[]>([]),
      fc.constant(['          securityContext: {}']),
      some(...PRIVILEGED),
    ),
  )
  .map(([context, image, env, mount, ports, volume, own]) =>
    [
      'apiVersion: apps/v1',
      'kind: Deployment',
      'metadata:',
      '  name: web',
      'spec:',
      '  template:',
      '    spec:',
      ...context,
      '      containers:',
      '        - name: web',
      `          image: ${image}`,
      ...env,
      ...own,
      '          volumeMounts:',
      '            - name: data',
      '              mountPath: /data',
      ...mount,
      ...ports,
      '      volumes:',
      '        - name: data',
      '          emptyDir: {}',
      ...volume,
      '',
    ].join('\n'),
  );

interface PodSpec {
  readonly containers: readonly { readonly volumeMounts?: readonly { readonly name: string }[] }[];
  readonly volumes?: readonly { readonly name: string }[];
}

function specOf(text: string): PodSpec {
  // Refuses a key that is there twice.
  return (parse(text) as { spec: { template: { spec: PodSpec } } }).spec.template.spec;
}

function mountsWithoutVolume(text: string): string[] {
  const { containers, volumes = [] } = specOf(text);
  const names = new Set(volumes.map(({ name }) => name));
  return containers
    .flatMap(({ volumeMounts = [] }) => volumeMounts.map(({ name }) => name))
    .filter((name) => !names.has(name));
}

test(
  'a fix holds with all values, also with those that nobody rendered',
  { timeout: patience },
  async () => {
    await fc.assert(
      fc.asyncProperty(template, fc.subarray(SWITCHES), async (text, on) => {
        const values = SWITCHES.map((name) => `${name}: ${on.includes(name)}\n`).join('');
        const files = {
          'Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
          'values.yaml': values,
          [TEMPLATE]: text,
        };
        const sets = [{ name: undefined, values: [] }];
        const chart = { folder: 'web', files, binaries: {}, links: [], unread: [], sets };
        const { files: edited, all } = await fixChart(
          { chart },
          { engine, ruleSet },
          { unsafe: true, now: () => 0 },
        );
        const after = edited.find(({ path }) => path === `web/${TEMPLATE}`)?.after ?? text;
        const conditions = (one: string): string[] =>
          (one.match(/^.*\{\{.*$/gm) ?? []).filter((line) => !line.includes('else'));
        expect(conditions(after)).toEqual(conditions(text));
        for (let number = 0; number < 2 ** SWITCHES.length; number++) {
          const isOn = (name: string): boolean => (number >> SWITCHES.indexOf(name)) % 2 === 1;
          const [old, now] = [write(text, isOn).text, write(after, isOn).text];
          const known = new Set(mountsWithoutVolume(old));
          expect(mountsWithoutVolume(now).filter((name) => !known.has(name))).toEqual([]);
          const { findings } = judge(
            readManifest({ path: `web/${TEMPLATE}`, text: now }, { isRendered: true }),
            ruleSet,
          );
          // A securityContext that is not written with the chart's own values is not for their fix.
          const hasOwn = (one: string): boolean => one.includes('privileged');
          const isOther = hasOwn(old) !== hasOwn(write(text, (name) => on.includes(name)).text);
          const isBack = findings.filter(
            ({ rule, fingerprint }) =>
              !isOther && rule === 'read-only-root-filesystem' && all.fixed.has(fingerprint),
          );
          expect(isBack).toEqual([]);
        }
      }),
      runs(60),
    );
  },
);
