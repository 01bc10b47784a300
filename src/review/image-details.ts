import { describeUser } from '../images/describe.ts';
import type { ReadOnlyRoot } from '../images/facts.ts';
import type { KnownImage, Write } from '../images/known-image.ts';
import { sourceUrl } from '../images/source.ts';
import { code } from '../rules/kit/describe.ts';

/** What is known of images, folded, with the sources, in Markdown; empty for no images. */
export function describeImageDetails(images: readonly KnownImage[]): string[] {
  return images.map(
    (image) =>
      `<details><summary>What is known of ${image.id}, and from where</summary>\n\n` +
      `${linesAbout(image).join('\n')}\n\n` +
      `${runOf(image)}\n\n</details>`,
  );
}

function runOf({ writes }: KnownImage): string {
  return writes?.some(({ evidence }) => evidence === 'observed')
    ? 'What was observed is what one run of the image wrote; the rest was not confirmed by running it.'
    : 'None of this was confirmed by running the image.';
}

function linesAbout(image: KnownImage): string[] {
  const { writes, readOnlyRoot, notes } = image;
  return [
    `It ${describeUser(image)}.`,
    ...(readOnlyRoot ? [describeReadOnlyRoot(readOnlyRoot)] : []),
    ...(writes ?? []).map(describeWrite),
    ...notes,
  ].map((line) => `- ${line}`);
}

const READ_ONLY_ROOT: Readonly<Record<ReadOnlyRoot['works'], string>> = {
  'as-is': 'It works with a read-only root.',
  shipped: 'Its own manifests give it a read-only root.',
  'with-changes': 'It works with a read-only root after some changes.',
  never: 'It does not work with a read-only root.',
};

function describeReadOnlyRoot({ works, note }: ReadOnlyRoot): string {
  return [READ_ONLY_ROOT[works], note].filter((one) => one !== undefined).join(' ');
}

function describeWrite({ path, when, isPersistent, isRead, source }: Write): string {
  const what = isPersistent ? 'keeps data in' : 'writes to';
  const condition = when === undefined ? '' : ` if ${when}`;
  const from = isRead ? describeSource(source) : 'as is usual for it: the source was not read';
  return `It ${what} \`${path}\`${condition} (${from}).`;
}

/** What a project has seen itself has no address. */
function describeSource(source: string): string {
  const url = sourceUrl(source);
  return url.startsWith('https://') ? `[source](${url})` : code(source);
}
