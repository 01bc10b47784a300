import type { SourceFile } from '../../kubernetes/manifest.ts';
import { documentsOf, isPlain, listAt, mappingAt, plainText, textAt, textsOf } from '../data.ts';
import { folderOf, joinPath } from '../paths.ts';
import { type Variables, fill } from '../template.ts';
import type { BuildLink } from './build-link.ts';

/**
 * What the services of a Compose file say that have both `build` and `image`.
 *
 * @param environment the text of the `.env` beside it, whose values hold in it
 */
export function composeLinks(file: SourceFile, environment: string | undefined): BuildLink[] {
  const variables = readEnvironment(environment ?? '');
  return documentsOf(file).flatMap((document) =>
    Object.values(mappingAt(document, 'services')).flatMap(
      (service) => serviceLink(service, file.path, variables) ?? [],
    ),
  );
}

function serviceLink(
  service: unknown,
  evidence: string,
  variables: Variables,
): BuildLink | undefined {
  const image = textAt(service, 'image');
  const build = isPlain(service) ? service['build'] : undefined;
  const short = plainText(build);
  if (image === undefined || (short === undefined && !isPlain(build))) return undefined;
  const filled = (text: string): string => fill(text, variables);
  const folder = filled(short ?? textAt(build, 'context') ?? '.');
  const context = joinPath(folderOf(evidence), folder);
  // The context may be another repository.
  if (context === undefined || /^\w+:\/\/|^git@/.test(folder)) return undefined;
  const dockerfile = joinPath(context, filled(textAt(build, 'dockerfile') ?? 'Dockerfile'));
  if (dockerfile === undefined || textAt(build, 'dockerfile_inline') !== undefined) {
    return undefined;
  }
  const target = textAt(build, 'target');
  return {
    image: filled(image),
    by: { dockerfile },
    context,
    target: target === undefined ? undefined : filled(target),
    args: argsOf(build, variables),
    evidence,
  };
}

/** `args` is a mapping, or a list of `NAME=value`. */
function argsOf(build: unknown, variables: Variables): Variables {
  const listed = listAt(build, 'args').flatMap((item): [string, string][] => {
    const [, name, value] = /^(\w+)=(.*)$/s.exec(plainText(item) ?? '') ?? [];
    return name === undefined || value === undefined ? [] : [[name, value]];
  });
  const named = [...textsOf(mappingAt(build, 'args')), ...listed];
  return new Map(named.map(([name, value]) => [name, fill(value, variables)]));
}

/** Reads `NAME=value` lines. */
function readEnvironment(text: string): Variables {
  return new Map(
    [...text.matchAll(/^(?:export[ \t]+)?([A-Za-z_]\w*)=(.*)$/gm)].map(
      ([, name = '', value = '']) => [name, value.trim().replace(/^(["'])(.*)\1$/, '$2')],
    ),
  );
}
