import { canonicalReference } from '../images/reference.ts';
import type { Finding, Judged } from '../judge/judge.ts';
import type { Container, Pod } from '../kubernetes/pod.ts';
import { podsOf } from '../kubernetes/workloads.ts';
import { type Value, field, textOf } from '../yaml/value.ts';

/** A container or an object of a file, as far as two versions of it can be told to be the same. */
export interface Unit {
  readonly path: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Empty for the object itself. */
  readonly container: string;
  /** The image of a container without its tag. */
  readonly image: string;
  /** What it says, without its layout. */
  readonly text: string;
  /** The part of that text that decides what it may do: security settings, command, mounts, image. */
  readonly settings: string;
  readonly findings: readonly Finding[];
}

/** All objects and containers of a judged file, each with its findings. */
export function unitsOf({ manifest, findings }: Judged): Unit[] {
  const path = manifest.file.path;
  const found = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { container, resource } = finding.subject;
    const key = placeKey((container ?? resource).value, container !== undefined);
    found.set(key, [...(found.get(key) ?? []), finding]);
  }
  const findingsAt = (value: Value, isContainer: boolean): readonly Finding[] =>
    found.get(placeKey(value, isContainer)) ?? [];
  return manifest.resources.flatMap((resource) => {
    const { kind, namespace, name } = resource;
    const about = { path, kind, namespace, name };
    const pods = podsOf(resource);
    const text = plainText(resource.value);
    const specs = pods.filter(({ spec }) => spec);
    const settings = specs.length > 0 ? specs.map(podSettings).join('\n') : text;
    const own = { text, settings, findings: findingsAt(resource.value, false) };
    return [
      { ...about, container: '', image: '', ...own },
      ...pods.flatMap(({ containers }) =>
        containers.map((container) => ({
          ...about,
          ...describe(container),
          findings: findingsAt(container.value, true),
        })),
      ),
    ];
  });
}

/** A securityContext in values is an object and a container at once. */
function placeKey({ document, path }: Value, isContainer: boolean): string {
  return JSON.stringify([document.index, path, isContainer]);
}

function describe(container: Container): Pick<Unit, 'container' | 'image' | 'text' | 'settings'> {
  const image = textOf(field(container.value, 'image')?.value) ?? '';
  const own = SETTINGS.map((name) => plainText(field(container.value, name)?.value));
  return {
    container: container.name,
    image: canonicalReference(image)?.name ?? image,
    text: plainText(container.value),
    settings: [...own, plainText(container.pod.securityContext)].join('\n'),
  };
}

const SETTINGS = ['image', 'command', 'args', 'securityContext', 'volumeMounts', 'volumeDevices'];

const POD_SETTINGS = [
  ...['securityContext', 'hostNetwork', 'hostPID', 'hostIPC', 'hostUsers', 'volumes', 'os'],
];

function podSettings({ spec }: Pod): string {
  return POD_SETTINGS.map((name) => plainText(field(spec, name)?.value)).join('\n');
}

function plainText(value: Value | undefined): string {
  if (!value) return '';
  const { document, span } = value;
  return document.text.slice(span.start, span.end).replace(/\s+/g, ' ').trim();
}
