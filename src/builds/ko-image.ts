import type { BuiltImage } from '../images/built-image.ts';
import { knownImage } from '../images/known-image.ts';
import type { ProjectImages } from '../images/project-images.ts';
import type { SourceFile } from '../kubernetes/manifest.ts';
import { code } from '../text/markdown.ts';
import { documentsOf, mappingAt, textAt } from './data.ts';
import { builtByTool } from './tool-image.ts';

/** Where ko has its configuration. */
export const KO_FILE = '.ko.yaml';

/**
 * The base that the configuration of ko names for an image; undefined where it names none, and ko takes its
 * own (ko-build/ko, docs/configuration.md).
 *
 * @param image `ko://` and the import path of its program
 */
export function koBase(file: SourceFile, image: string): string | undefined {
  const [configuration] = documentsOf(file);
  const overrides = mappingAt(configuration, 'baseImageOverrides');
  return (
    textAt(overrides, image.slice('ko://'.length)) ?? textAt(configuration, 'defaultBaseImage')
  );
}

/** What is known of an image that ko builds: as whom its base starts. */
export function builtByKo(
  base: string | undefined,
  evidence: string | undefined,
  own: ProjectImages | undefined,
): BuiltImage {
  const built = builtByTool('ko', evidence);
  if (base === undefined) return built;
  const { user, nonRoot } = knownImage(base, own) ?? {};
  const caveats = ['its configuration does not say where its program writes'];
  const { writes = [] } = built.facts;
  const says = user
    ? `has the base ${code(base)}`
    : `has the base ${code(base)}, of which nothing is known`;
  // Of the whole file system only what the default base has is known.
  const isSame = user?.declared === 'numeric' && user.uid === built.facts.user?.uid;
  return {
    ...built,
    says,
    facts: isSame ? built.facts : { writes, ...(user && { user }), ...(nonRoot && { nonRoot }) },
    ...(isSame ? {} : { caveats, asOther: { writes, isWhole: false, caveats } }),
    notes: [],
  };
}
