import { describeConfidence, describeConfirmation, describeUser } from '../images/describe.ts';
import type { Alternative, NodeNeeds, NonRoot, ReadOnlyRoot } from '../images/facts.ts';
import type { KnownImage, Write } from '../images/known-image.ts';
import { sourceUrl } from '../images/source.ts';
import type { ImageFiles, OpenPath, PrivilegedProgram } from '../images/image-files.ts';
import type { FoundFiles, ImageResult, InspectedImage } from './image-result.ts';
import { docPage } from '../text/doc-page.ts';
import { type Shown, joinShown, shown, visible, visibleLine } from '../text/shown.ts';
import type { Paint } from './style.ts';

const WIDTH = 18;

/** What is known of images, for people. */
export function imagesText(results: readonly ImageResult[], paint: Paint): Shown {
  const texts = results.map(({ image, known, inspected }) => {
    const text = known ? knownText(image, known, paint) : unknownText(image, paint);
    return shown`${text}${inspected ? inspectedText(inspected) : shown``}`;
  });
  return joinShown(texts, '\n');
}

function knownText(image: string, known: KnownImage, paint: Paint): Shown {
  const { name } = known.reference;
  const alias = visibleLine(image.startsWith(name) ? '' : ` is ${name}`);
  const lines = [
    shown`${paint('strong', visibleLine(image))}${alias}`,
    row('User', plain(describeUser(known))),
    row('Without root', describeNonRoot(known.nonRoot)),
    row('Read-only root', describeReadOnlyRoot(known.readOnlyRoot)),
    ...(known.needs ? [row('Node', describeNeeds(known.needs))] : []),
    ...known.fileCapabilities.map((capability) =>
      row('Capability', describeCapability(capability)),
    ),
    ...known.environment.map((set) => row('Set', `${set.name}=${set.value}: ${set.why}`)),
    ...(known.ports.length > 0 ? [row('Ports', describePorts(known))] : []),
    row('Checked', describeConfidence(known)),
    ...(known.confirmed ? [row('Run', describeConfirmation(known.confirmed))] : []),
    ...section('Writes', writeLines(known)),
    ...section('Alternatives', known.alternatives.map(describeAlternative)),
    ...section('Notes', known.notes.map(plain)),
    ...section('Not certain', known.caveats.map(plain)),
    ...section(
      'Sources',
      known.sources.map((source, index) => `${index + 1}. ${sourceUrl(source)}`),
    ),
    paint('faint', visibleLine(`  ${footer(known)}`)),
    shown``,
  ];
  return joinShown(lines, '\n');
}

/** What strangers wrote, each on its line. */
function inspectedText({ config, files }: InspectedImage): Shown {
  const { user, volumes, exposedPorts, env, workingDir, platform } = config;
  const lines = [
    `Starts as         ${user === '' ? 'root' : user}`,
    ...(workingDir === '' ? [] : [`Works in          ${workingDir}`]),
    `Volumes           ${volumes.join(', ') || 'none'}`,
    `Ports             ${exposedPorts.join(', ') || 'none'}`,
    `Variables         ${Object.keys(env).join(', ') || 'none'}`,
    ...(config.files ? layerLines(config.files) : []),
    ...[...(files ?? [])].map(([path, found]) => `In ${path}: ${describeFiles(found)}`),
  ];
  return shown`${joinShown(section(`The registry says, for ${platform}`, lines), '\n')}\n`;
}

/** So many of each are listed: the JSON has all. */
const MAX_LISTED = 8;

/** What its layers tell. */
function layerLines({ accounts, scripts, privileged, open }: ImageFiles): string[] {
  const people = [...accounts].filter(([, { uid }]) => uid > 0 && uid < 65_534);
  return [
    ...listed(
      'Users',
      people
        .toSorted(([, one], [, other]) => other.uid - one.uid)
        .map(([name, { uid, gid }]) => `${name} (${uid}:${gid})`),
    ),
    ...listed(
      'Start scripts',
      scripts.map(({ path }) => path),
    ),
    ...listed('Gain privileges', privileged.map(describeProgram)),
    ...listed('Open to others', open.map(describeOpen)),
  ];
}

function listed(label: string, items: readonly string[]): string[] {
  const more = items.length > MAX_LISTED ? ', …' : '';
  const text = items.slice(0, MAX_LISTED).join(', ');
  return items.length === 0 ? [] : [`${label.padEnd(WIDTH)}${text}${more}`];
}

function describeProgram({ path, capabilities, isSetUser }: PrivilegedProgram): string {
  if (isSetUser) return path;
  return `${path} (${capabilities?.join(' ') ?? 'capabilities'})`;
}

function describeOpen({ path, uid, gid, mode }: OpenPath): string {
  return `${path} (${uid}:${gid} ${(mode & 0o7777).toString(8).padStart(4, '0')})`;
}

function describeFiles({ state, examples }: FoundFiles): string {
  const names = `files, such as ${examples.join(', ')}: copy them to a volume if the program needs them`;
  return { absent: 'nothing', empty: 'an empty folder', file: 'a file', content: names }[state];
}

function footer({ isOwn, writes, confirmed }: KnownImage): string {
  if (confirmed && !isOwn) return 'The other facts were read.';
  const own = isOwn ? "Some of these facts are from the project's own list. " : '';
  return writes?.some(({ evidence }) => evidence === 'observed')
    ? `${own}Observed paths are what one run of the image wrote.`
    : `${own}The facts were read, not confirmed by running the image.`;
}

function row(label: string, text: string): Shown {
  return visibleLine(`  ${label.padEnd(WIDTH)}${text}`);
}

function section(label: string, lines: readonly string[]): Shown[] {
  if (lines.length === 0) return [];
  return [`  ${label}`, ...lines.map((line) => `    ${line}`)].map(visibleLine);
}

function describeNonRoot(nonRoot: NonRoot | undefined): string {
  if (!nonRoot) return 'not known';
  const { works, uid, gid, checked, how } = nonRoot;
  const group = gid === undefined ? '' : `, group ${gid}`;
  const inferred = checked === false ? ' (inferred)' : '';
  const user = uid === undefined ? '' : ` as user ${uid}${group}${inferred}`;
  return sentence(`${WORKS[works]}${user}`, how);
}

function describeReadOnlyRoot(root: ReadOnlyRoot | undefined): string {
  return root ? sentence(WORKS[root.works], root.note) : 'not known';
}

function describeNeeds(needs: NodeNeeds): string {
  const parts = [
    ...(needs.privileged ? ['privileged: true'] : []),
    ...(needs.capabilities ?? []),
    ...(needs.hostNamespaces ?? []).map((name) => `${name}: true`),
    ...(needs.hostPaths ?? []).map(({ path, access }) => `host path ${path} (${access})`),
  ];
  const { why, instead } = needs;
  const reasons = [why, instead].flatMap((text) => text ?? []).join(' ');
  return parts.length === 0
    ? 'needs nothing of it'
    : sentence(`needs ${parts.join(', ')}`, reasons);
}

function describeCapability(capability: string): string {
  return `${capability}: the binary does not start without it; add it where ALL is dropped`;
}

const WORKS = {
  'as-is': 'works',
  shipped: "works: the project's own manifests have it",
  'with-changes': 'works with changes',
  never: 'does not work',
};

function sentence(start: string, rest: string | undefined): string {
  return rest === undefined ? start : `${start}. ${plain(rest)}`;
}

function describePorts({ ports, lowPorts }: KnownImage): string {
  const low =
    lowPorts.length > 0 ? `; ${lowPorts.join(', ')} may need root, or a sysctl of the pod` : '';
  return `${ports.join(', ')}${low}`;
}

function writeLines({ writes, sources }: KnownImage): string[] {
  if (!writes) return ['not known'];
  const width = writes.reduce((most, { path }) => Math.max(most, path.length), 0);
  return writes.length > 0
    ? writes.map((write) => `${describeWrite(write, width)} [${sources.indexOf(write.source) + 1}]`)
    : ['nothing'];
}

function describeWrite(write: Write, width: number): string {
  const { path, kind, isPersistent, when, hidesFiles, isRead } = write;
  const parts = [
    when === undefined ? 'always' : `if ${when}`,
    hidesFiles === true ? 'the image has files there: copy them to the volume first' : '',
    isRead ? '' : 'usual, but not checked',
  ];
  const volume = isPersistent ? 'persistent' : 'emptyDir';
  const text = parts.filter((part) => part !== '').join('; ');
  return `${path.padEnd(width)}  ${kind.padEnd(7)}  ${volume.padEnd(10)}  ${text}`;
}

function describeAlternative({ image, uid, note, checked }: Alternative): string {
  const user = uid === undefined ? '' : ` as user ${uid}`;
  const unchecked = checked === false ? ' (not checked whether it exists)' : '';
  return sentence(`${image}${user}${unchecked}`, note);
}

/** A terminal needs no backticks. */
function plain(text: string): string {
  return text.replaceAll('`', '');
}

function unknownText(image: string, paint: Paint): Shown {
  return shown`${paint('strong', visibleLine(image))}
${visible(howToFindOut(image))}`;
}

function howToFindOut(image: string): string {
  return `\
  Nothing is known of this image. To find out what it needs:
  1. Which user does the image start as? Nothing or 0 is root; for a name, set its number in runAsUser.
       docker pull ${image}
       docker image inspect --format '{{.Config.User}}' ${image}
  2. Where does the container write? Run it as in production, then list what has changed.
       docker run --detach --name probe ${image}
       docker diff probe
     Let Podseal keep that for your project (${docPage('learn')}):
       docker diff probe | podseal learn --image ${image} -
  3. Does it start as your manifest says, with a volume for each of these paths? See ${docPage('try')}:
       podseal try deploy/web.yaml --fixed
  A path with data needs a persistent volume, all other paths an emptyDir.
  ${docPage('images')} says how to add the image to Podseal's catalog.
`;
}
