import { listPaths } from '../images/describe.ts';
import type { Lesson } from './learn.ts';
import type { LearnedPath } from './reduce.ts';

/** What became of a lesson: what was added, and what a person has to check, in lines. */
export function reportLesson(lesson: Lesson, added: readonly LearnedPath[]): string[] {
  const width = lesson.paths.reduce((most, { path }) => Math.max(most, path.length), 0);
  const isAdded = new Set(added);
  return [
    `${lesson.image}, from ${lesson.title}`,
    ...lesson.paths.map((path) => describePath(path, isAdded.has(path), width)),
    ...(lesson.paths.length === 0 && lesson.undecided.length === 0 ? ['  it wrote nothing'] : []),
    ...decisions(lesson),
    ...checks(lesson, added).map((check) => `  check   ${check}`),
  ];
}

function describePath(learned: LearnedPath, isAdded: boolean, width: number): string {
  const { path, kind, volume, count, example } = learned;
  const more = count > 1 ? ` and ${count - 1} more` : '';
  const why = isAdded
    ? `${kind.padEnd(7)}  ${volume.padEnd(10)}  for ${example}${more}`
    : 'is there';
  return `  ${isAdded ? 'added' : 'kept '}   ${path.padEnd(width)}  ${why}`;
}

/** How many files of one folder are named. */
const MAX_NAMED = 3;

function decisions({ undecided }: Lesson): string[] {
  const folders = new Map<string, string[]>();
  for (const { folder, path } of undecided) {
    const paths = folders.get(folder);
    if (paths) paths.push(path);
    else folders.set(folder, [path]);
  }
  return [...folders].map(([folder, paths]) => {
    const rest = paths.length > MAX_NAMED ? ` and ${paths.length - MAX_NAMED} more` : '';
    return (
      `  decide  ${paths.slice(0, MAX_NAMED).join(', ')}${rest}: a volume on ${folder} would hide what ` +
      'the image has there. Have the application write elsewhere, or change the image.'
    );
  });
}

function checks({ image, paths, title }: Lesson, added: readonly LearnedPath[]): string[] {
  const data = added.filter(({ volume }) => volume === 'persistent');
  const untold = added.filter(({ isTold }) => !isTold);
  const unseen = added.filter(({ isNew }) => !isNew);
  const folders = unseen.map(({ path }) => path).join(' ');
  return [
    ...(/\bdocker diff\b/.test(title)
      ? [
          'what comes and goes is not in a diff: take it while the program runs, or have podseal try or strace watch it.',
        ]
      : []),
    ...(data.length > 0
      ? [
          `${bare(data)}: by the name it is data, so it gets a claim. If it may be lost, write emptyDir.`,
        ]
      : []),
    ...(untold.length > 0
      ? [
          `${bare(untold)}: the name does not say what it holds. If it is data, write kind: data and volume: persistent.`,
        ]
      : []),
    ...(unseen.length > 0
      ? [
          `whether the image has files there that a volume would hide: docker run --rm --entrypoint ls ${image} -A ${folders}. Write hidesFiles: true or false.`,
        ]
      : []),
    ...(paths.length > 0
      ? [
          'once podseal try has run it with a read-only root: add readOnlyRoot: { works: as-is }. Until then no fix for it is safe.',
        ]
      : []),
  ];
}

function bare(paths: readonly LearnedPath[]): string {
  return listPaths(paths).replaceAll('`', '');
}
