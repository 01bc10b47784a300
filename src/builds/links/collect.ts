import type { SourceFile } from '../../kubernetes/manifest.ts';
import { baseOf, folderOf, isForeign, joinPath } from '../paths.ts';
import { certainPart, marked, matchTemplate, refill } from '../template.ts';
import type { BuildLink, Tree } from './build-link.ts';
import { commandLinks, isMakefile } from './commands.ts';
import { composeLinks } from './compose.ts';
import { jibLinks } from './jib.ts';
import { skaffoldLinks } from './skaffold.ts';
import { tiltLinks } from './tiltfile.ts';
import { workflowLinks } from './workflow.ts';

/** As many as one request to GitHub asks for, with room for what is read beside them. */
const MAX_FILES = 90;

type Environment = (path: string) => string | undefined;

/** The kinds of files that say how images are built, those that say it best first. */
const KINDS: readonly {
  readonly isOne: (path: string) => boolean;
  readonly linksOf: (file: SourceFile, environmentOf: Environment) => BuildLink[];
}[] = [
  { isOne: (path) => /(?:^|\/)skaffold[\w.-]*\.ya?ml$/.test(path), linksOf: skaffoldLinks },
  {
    isOne: (path) => /(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$/.test(path),
    linksOf: (file, environmentOf) =>
      composeLinks(file, environmentOf(environmentBeside(file.path))),
  },
  { isOne: (path) => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path), linksOf: workflowLinks },
  { isOne: (path) => baseOf(path) === 'Tiltfile', linksOf: tiltLinks },
  { isOne: isMakefile, linksOf: commandLinks },
  { isOne: (path) => /(?:^|\/)\.gitlab-ci\.ya?ml$/.test(path), linksOf: commandLinks },
  {
    isOne: (path) =>
      /build|docker|image|release|push|(?:^|\/)ci/i.test(path) && /\.(?:ba)?sh$/.test(path),
    linksOf: commandLinks,
  },
  {
    isOne: (path) => /(?:^|\/)(?:pom\.xml|build\.gradle(?:\.kts)?)$/.test(path),
    linksOf: jibLinks,
  },
];

function environmentBeside(path: string): string {
  return joinPath(folderOf(path), '.env') ?? '.env';
}

/** The files of a repository that may say how its images are built, bounded. */
export function evidencePaths(tree: Tree): string[] {
  const own = [...tree].filter((path) => !isForeign(path));
  const kinds = KINDS.flatMap(({ isOne }) => own.filter(isOne).toSorted(byDepth));
  const chosen = [...new Set(kinds)].slice(0, MAX_FILES);
  const environments = chosen.filter((path) => KINDS[1]?.isOne(path)).map(environmentBeside);
  return [...new Set([...chosen, ...environments.filter((path) => tree.has(path))])];
}

function byDepth(one: string, other: string): number {
  return one.split('/').length - other.split('/').length;
}

/** A link whose Dockerfile is in the repository. */
export interface FoundLink extends Omit<BuildLink, 'by' | 'evidence'> {
  readonly dockerfile: string | undefined;
  readonly tool: 'ko' | 'jib' | 'buildpacks' | undefined;
  /** The file that says so; undefined where the name of the Dockerfile alone does. */
  readonly evidence: string | undefined;
}

/** The files of a repository that tell how its images are built. */
interface BuildPaths {
  readonly tree: Tree;
  readonly evidence: readonly string[];
  readonly dockerfiles: readonly string[];
}

/** What the files say whose texts are given. */
export function collectLinks(
  { tree, evidence, dockerfiles }: BuildPaths,
  texts: ReadonlyMap<string, string>,
): FoundLink[] {
  const links = evidence.flatMap((path) => {
    const text = texts.get(path);
    const kind = KINDS.find(({ isOne }) => isOne(path));
    if (text === undefined || !kind) return [];
    return kind.linksOf({ path, text }, (beside) => texts.get(beside));
  });
  return links.flatMap((link) => findDockerfiles(link, tree, dockerfiles));
}

/** Where a variable is in the path, it stands for each Dockerfile that it leads to. */
function findDockerfiles(
  { by, ...link }: BuildLink,
  tree: Tree,
  dockerfiles: readonly string[],
): FoundLink[] {
  if ('tool' in by) return [{ ...link, dockerfile: undefined, tool: by.tool }];
  const { dockerfile } = by;
  if (!marked(dockerfile)) {
    return tree.has(dockerfile) ? [{ ...link, dockerfile, tool: undefined }] : [];
  }
  // A path of variables alone leads everywhere.
  const certain = certainPart(dockerfile).replace(/\.?Dockerfile$/, '');
  if (!certain.includes('/') || !/[a-z]{2}/i.test(certain)) return [];
  return dockerfiles.flatMap((path) => {
    const values = matchTemplate(dockerfile, path);
    if (!values) return [];
    const [image, context] = [link.image, link.context].map((one) => one && refill(one, values));
    return [{ ...link, image: image ?? link.image, context, dockerfile: path, tool: undefined }];
  });
}
