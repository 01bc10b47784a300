import type { SourceFile } from '../../kubernetes/manifest.ts';
import { documentsOf, isPlain, listAt, mappingAt, plainText, textAt, textsOf } from '../data.ts';
import { folderOf, joinPath } from '../paths.ts';
import { fill } from '../template.ts';
import type { BuildLink } from './build-link.ts';

const NO_VARIABLES = new Map<string, string>();

/** What the artifacts of a `skaffold.yaml` say; profiles, which change them, are not looked at. */
export function skaffoldLinks(file: SourceFile): BuildLink[] {
  return documentsOf(file)
    .flatMap((document) => listAt(mappingAt(document, 'build'), 'artifacts'))
    .flatMap((artifact) => artifactLink(artifact, file.path) ?? []);
}

function artifactLink(artifact: unknown, evidence: string): BuildLink | undefined {
  const image = textAt(artifact, 'image');
  const context = joinPath(folderOf(evidence), textAt(artifact, 'context') ?? '.');
  if (image === undefined || context === undefined || !isPlain(artifact)) return undefined;
  const about = { image: filled(image), context, evidence };
  for (const tool of ['ko', 'jib', 'buildpacks'] as const) {
    if (Object.hasOwn(artifact, tool)) {
      const project = textAt(mappingAt(artifact, tool), 'project') ?? '.';
      // A project of Jib is a folder, or has another name that leads nowhere.
      const folder = joinPath(context, project);
      return { ...about, context: folder, by: { tool }, target: undefined, args: NO_VARIABLES };
    }
  }
  if (Object.hasOwn(artifact, 'bazel')) return undefined;
  const docker = mappingAt(artifact, 'docker');
  const custom = mappingAt(artifact, 'custom', 'dependencies', 'dockerfile');
  const path = textAt(docker, 'dockerfile') ?? textAt(custom, 'path');
  if (Object.hasOwn(artifact, 'custom') && path === undefined) return undefined;
  const dockerfile = joinPath(context, filled(path ?? 'Dockerfile'));
  if (dockerfile === undefined) return undefined;
  const target = textAt(docker, 'target');
  const args = new Map(textsOf(mappingAt(docker, 'buildArgs')));
  return { ...about, by: { dockerfile }, target, args };
}

function filled(text: string): string {
  return fill(plainText(text) ?? '', NO_VARIABLES);
}
