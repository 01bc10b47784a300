import { type ImageConfig, startUser } from '../../../images/image-config.ts';
import type { KnownImage } from '../../../images/known-image.ts';
import { caveatsOf } from '../../../images/caveats.ts';
import { listPaths } from '../../../images/describe.ts';
import { covers } from '../../../images/paths.ts';
import { mountsOf, volumesOf } from '../../../kubernetes/mounts.ts';
import type { Container } from '../../../kubernetes/pod.ts';
import { field, isSet, items } from '../../../yaml/value.ts';
import { ownProgram } from '../container-image.ts';
import { code } from '../describe.ts';
import { environmentFor } from '../image-environment.ts';
import { unseenPlaces, writesOf } from '../image-writes.ts';
import { type Hint, declaredVolumes, namedPaths } from './inferred-writes.ts';
import { type Needed, describeInit } from './needed-places.ts';
import { type Place, isMounted } from './place.ts';

/** What a person has to check although the image is known; nothing where the fix is safe. */
export function imageChecks(
  container: Container,
  image: KnownImage,
  needed: readonly Needed[],
  places: readonly Place[],
): string[] {
  if (!image.writes) return [describeUnknown(image, code(image.id))];
  const isServed = (path: string): boolean =>
    isMounted(container, path) || places.some((place) => covers(place.path, path));
  const note = image.readOnlyRoot?.note ?? 'The image needs more than volumes.';
  return [
    ...writesOf(container, image).flatMap(({ path, when }) =>
      isServed(path)
        ? []
        : `The image also writes to ${code(path)} if ${when ?? 'it is set up to'}.`,
    ),
    ...unseenPlaces(container, image).map(
      (by) => `${code(by)} names a path that needs a volume: check that it has one.`,
    ),
    ...describeSettings(container, image, isServed),
    ...describeInit(container, needed),
    ...(image.readOnlyRoot?.works === 'with-changes' ? [note] : []),
    ...environmentFor(container, image, 'readOnlyRoot').map(({ check }) => check),
    ...describeCaveats(container, image),
  ];
}

/** What is uncertain about an image for a container, a sentence; what has a volume is not. */
export function describeCaveats(container: Container, image: KnownImage): string[] {
  const writes = image.writes && writesOf(container, image);
  const open = writes?.filter(({ path }) => !isMounted(container, path));
  const caveats = caveatsOf({ ...image, writes: open });
  return caveats.length > 0 ? [`Start it once: ${caveats.join('; ')}.`] : [];
}

/** What the settings of a container may change about where it writes. */
function describeSettings(
  container: Container,
  image: KnownImage,
  isServed: (path: string) => boolean,
): string[] {
  const program = ownProgram(container, image);
  // What its own charts run with a read-only root, they configure as well.
  const config = image.confidence === 'shipped' ? undefined : configurationOf(container);
  const named = namedPaths(container).filter(({ path }) => !isServed(path));
  return [
    ...(program === undefined
      ? []
      : [`The arguments start ${code(program)}: check that it writes nowhere else.`]),
    ...named.map(
      ({ path, by }) => `${by} names ${code(path)}: check that the container writes nothing there.`,
    ),
    ...(config === undefined
      ? []
      : [
          `The configuration comes from ${code(config)}: check that it names no other path to ` +
            'write to.',
        ]),
  ];
}

/** Where settings come from that can't be seen here. */
function configurationOf(container: Container): string | undefined {
  const volumes = new Map(volumesOf(container.pod).map(({ name, value }) => [name, value]));
  const mount = mountsOf(container).find(({ name }) =>
    ['configMap', 'secret', 'projected'].some((type) =>
      isSet(field(volumes.get(name), type)?.value),
    ),
  );
  const isFromEnvironment = items(field(container.value, 'envFrom')?.value).length > 0;
  return mount?.name ?? (isFromEnvironment ? 'envFrom' : undefined);
}

/** What to check where nothing says where a container writes. */
export function describeUnknown(
  image: KnownImage | undefined,
  name: string,
  config?: ImageConfig,
): string {
  return (
    `${describeNoWrites(image, name, config)}: list with \`docker diff\` the paths that it writes to. Each needs a volume: ` +
    'an `emptyDir` for scratch files, a claim for data.'
  );
}

function describeNoWrites(image: KnownImage | undefined, name: string, config?: ImageConfig) {
  if (!image) return describeConfig(name, config);
  return image.writes
    ? 'The container runs a command of its own'
    : `Nothing is known of where ${name} writes`;
}

function describeConfig(name: string, config: ImageConfig | undefined): string {
  if (!config) return `Nothing is known of ${name}`;
  const { declared, uid, name: user = '' } = startUser(config);
  const numeric = declared === 'numeric' ? `user ${uid}` : code(user);
  const volumes = declaredVolumes(config);
  const isSilent = config.volumes.length === 0;
  const declares = volumes.length > 0 || isSilent ? ` and ${describeVolumes(volumes)}` : '';
  return (
    `The registry says of ${name} that it starts as ` +
    `${declared === 'root' ? 'root' : numeric}${declares}, and nothing else is known of it`
  );
}

/** What volumes an image declares, a clause about the image. */
export function describeVolumes(volumes: readonly Hint[]): string {
  if (volumes.length === 0) return 'declares no volumes';
  return `declares ${volumes.length === 1 ? 'a volume' : 'volumes'} in ${listPaths(volumes)}`;
}
