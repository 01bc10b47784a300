/** The part of a name that changes whenever the data does. */
export interface NameVersion {
  readonly kind: 'hash' | 'version';
  readonly text: string;
}

/**
 * Ten letters of the alphabet of `kubectl` and Kustomize, which maps hex digits so that they
 * form no words (kubernetes-sigs/kustomize@10b31b0f, api/hasher/hasher.go). One at least is a letter:
 * ten digits are a number.
 */
const KUSTOMIZE_HASH = /-(?=[2-9]*[a-z])([2456789bcdfghkmt]{10})$/;

/**
 * The beginning of a digest or a commit. It has digits and letters, and is not a word with a number:
 * `-20240131`, `-default` and `-facade2` are not digests.
 */
const HEX_HASH = /-(?=\d*[a-f])(?=[a-f]*\d)(?![a-f]{4,}\d{1,2}$)([\da-f]{6,64})$/;

/** A UUID identifies an object, and does not change with the object's data. */
const UUID = /(?:^|-)[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** `-v12`, `-v1-2-3`, `-v1.2`; not the version of the internet protocol. */
const VERSION = /(?<!-ip|^ip)-(v\d+(?:[-.]\d+)*)$/;

/** The letters of a name in Kubernetes. */
const NAME = /^[a-z\d][a-z\d.-]*$/;

/** The hash or version at the end of a name; undefined for a name that does not change with the data. */
export function versionOf(name: string): NameVersion | undefined {
  if (!NAME.test(name) || UUID.test(name)) return undefined;
  const hash = (KUSTOMIZE_HASH.exec(name) ?? HEX_HASH.exec(name))?.[1];
  if (hash !== undefined) return { kind: 'hash', text: hash };
  const version = VERSION.exec(name)?.[1];
  return version === undefined ? undefined : { kind: 'version', text: version };
}

/** A name without what is new each time: names of jobs and of generated objects say a version, a date or a hash. */
export function withoutVersion(name: string): string {
  const text = versionOf(name)?.text ?? '';
  const rest = text === '' ? name : name.slice(0, -text.length - 1);
  return rest.replace(/[-.]?v?\d[\w.]*/g, '');
}
