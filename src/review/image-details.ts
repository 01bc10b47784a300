import { describeUser } from '../images/describe.ts';
import type { ReadOnlyRoot } from '../images/facts.ts';
import type { KnownImage, Write } from '../images/known-image.ts';
import { sourceUrl } from '../images/source.ts';
import { type Markdown, code, fence, joinMarkdown, link, md, prose } from '../text/markdown.ts';

/** What is known of images, with the sources; empty for no images. */
export function describeImageDetails(images: readonly KnownImage[]): Markdown[] {
  return images.map((image) => {
    const lines = joinMarkdown(linesAbout(image), '\n');
    const known = md`What is known of ${code(image.id)}:\n\n${lines}\n\n${runOf(image)}`;
    const edit = image.built?.userEdit;
    if (!edit) return known;
    return md`${known}\n\nThe change of its Dockerfile:\n\n${fence('diff', edit.patch)}`;
  });
}

function runOf({ writes }: KnownImage): Markdown {
  return writes?.some(({ evidence }) => evidence === 'observed')
    ? md`Observed paths are what one run of the image wrote; the other facts were read, not confirmed by running the image.`
    : md`The facts were read, not confirmed by running the image.`;
}

function linesAbout(image: KnownImage): Markdown[] {
  const { writes, readOnlyRoot, notes } = image;
  return [
    md`The image ${prose(describeUser(image))}.`,
    ...(readOnlyRoot ? [describeReadOnlyRoot(readOnlyRoot)] : []),
    ...(writes ?? []).map(describeWrite),
    ...notes.map(prose),
  ].map((line) => md`- ${line}`);
}

const READ_ONLY_ROOT: Readonly<Record<ReadOnlyRoot['works'], Markdown>> = {
  'as-is': md`The image works with a read-only root filesystem.`,
  shipped: md`The project's own manifests set a read-only root filesystem.`,
  'with-changes': md`The image works with a read-only root filesystem after some changes.`,
  never: md`The image does not work with a read-only root filesystem.`,
};

function describeReadOnlyRoot({ works, note }: ReadOnlyRoot): Markdown {
  return note === undefined ? READ_ONLY_ROOT[works] : md`${READ_ONLY_ROOT[works]} ${prose(note)}`;
}

function describeWrite({ path, when, isPersistent, isRead, source }: Write): Markdown {
  const what = isPersistent ? 'keeps data in' : 'writes to';
  const condition = when === undefined ? md`` : md` if ${prose(when)}`;
  const from = isRead ? describeSource(source) : md`usual, but not checked`;
  return md`The container ${what} ${code(path, Infinity)}${condition} (${from}).`;
}

/** What a project has seen itself has no address. */
function describeSource(source: string): Markdown {
  const url = sourceUrl(source);
  return url.startsWith('https://') ? link(md`source`, url) : code(source);
}
