import { describeUser } from '../images/describe.ts';
import type { KnownImage, Write } from '../images/known-image.ts';
import { sourceUrl } from '../images/source.ts';
import { code } from '../rules/describe.ts';

/** What is known of images, folded, with the sources, in Markdown; empty for no images. */
export function describeKnowledge(images: readonly KnownImage[]): string[] {
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
    ...(readOnlyRoot?.note === undefined ? [] : [readOnlyRoot.note]),
    ...(writes ?? []).map(describeWrite),
    ...notes,
  ].map((line) => `- ${line}`);
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
