import { writePatch } from '../../src/diff/patch.ts';
import { Engine } from '../../src/engine/engine.ts';
import type { KustomizationEngine } from '../../src/render/kustomization.ts';
import { RootMerger } from '../../src/render/merge-roots.ts';
import { type FixedRoots, fixRoots } from '../../src/run/fix-roots.ts';
import { judgeKustomization } from '../../src/run/judge-kustomization.ts';
import { type Files, sourcesOf } from '../building.ts';

/** The rules by which kustomizations are fixed here. */
export const ruleSet = { profile: 'immutable', skip: ['seccomp-profile'] } as const;

/** Fixes what kustomizations among files build. */
export async function fix(
  files: Files,
  roots: readonly string[],
  { engine = new Engine(), canEdit = () => true }: Partial<Means> = {},
): Promise<FixedRoots> {
  const means = { engine, ruleSet, folder: '' };
  const merger = new RootMerger(ruleSet);
  const built = [];
  for (const root of roots) {
    const sources = sourcesOf(root, files);
    if (!sources) throw new Error(`There is no kustomization in ${root}.`);
    const judged = await judgeKustomization(sources, means);
    merger.add(judged);
    if (judged.built) built.push({ name: judged.name, ...judged.built });
  }
  const found = { judged: merger.all(), origins: merger.origins };
  return fixRoots({ ...found, roots: built, means }, { unsafe: true, canEdit });
}

interface Means {
  readonly engine: KustomizationEngine;
  readonly canEdit: (path: string) => boolean;
}

/** A container that has nothing to fix but what is written for it. */
export const web = (context: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web # The shop.
          image: registry.example.com/web:1.0
          securityContext:
            readOnlyRootFilesystem: true
            runAsNonRoot: true
            allowPrivilegeEscalation: false
            capabilities: { drop: [ALL] }
${context}`;

/** What was fixed, as a person sees it. */
export function printFixed({ files, notFixed }: FixedRoots): string {
  const patches = files.map(({ path, before, after }) => writePatch(path, before, after));
  const reasons = notFixed.map(
    ({ finding: { file, line, rule }, reason }) => `${file}:${line} ${rule}: ${reason}\n`,
  );
  return [...patches, '\n', ...reasons].join('').replaceAll(/^@@.*\n/gm, '');
}
