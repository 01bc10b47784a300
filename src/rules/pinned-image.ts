import { isSetByTrigger } from '../kubernetes/image-triggers.ts';
import { type ImageReference, parseImageReference } from '../kubernetes/image-reference.ts';
import { changeImage } from '../kubernetes/kustomization/image-changes.ts';
import { type Field, field, isSet, scalar, textOf } from '../yaml/value.ts';
import { code, codeImage, codePath, describeValue } from './kit/describe.ts';
import { type Found, type Rule, type RuleSet, defineRule } from './kit/rule.ts';

export const pinnedImage: Rule = defineRule({
  id: 'pinned-image',
  summary: 'an image whose tag moves, so that another image may run after a restart',
  headline: 'can become another image',
  severity: { immutable: 'warning', strict: 'error' },
  dependsOn: [],
  check({ resource, pods, ruleSet }, report) {
    for (const pod of pods) {
      for (const container of pod.containers) {
        // What an image stream sets has a digest.
        const image = isSetByTrigger(container) ? undefined : field(container.value, 'image');
        const found = judgeImage(image, ruleSet, '', changedBy(image, ruleSet));
        if (found) report({ subject: { resource, container, value: container.value }, ...found });
      }
      for (const volume of pod.volumes) {
        const name = textOf(field(volume, 'name')?.value) ?? '';
        const reference = field(field(volume, 'image')?.value, 'reference');
        const found = judgeImage(reference, ruleSet, ` of volume ${code(name)}`);
        if (found) {
          const detail = `${name} ${found.detail ?? ''}`;
          report({ subject: { resource, value: volume }, ...found, detail });
        }
      }
    }
  },
});

/** What is wrong with a reference; nothing is where there is none, as in a patch. */
function judgeImage(
  image: Field | undefined,
  ruleSet: RuleSet,
  owner: string,
  changed?: ChangedImage,
): Found | undefined {
  if (!image || !isSet(image.value)) return undefined;
  const { name, value } = image;
  const written = `\`${name}\`${owner} is ${describeValue(value)}`;
  const plain = scalar(value);
  if (typeof plain !== 'string') {
    return { at: value.span, message: `${written}, not a string: the API server refuses it` };
  }
  const text = changed?.reference ?? plain;
  const from = changed ? ` (set by ${changed.by})` : '';
  if (isPlaceholder(text)) return undefined;
  const reference = parseImageReference(text);
  const fault = reference && faultOf(reference, ruleSet);
  if (reference && fault === undefined) return undefined;
  const message = fault
    ? `the image ${codeImage(text)}${owner}${from} ${fault}`
    : `${written}, which is not a valid image reference${hint(text)}`;
  return { at: value.span, message, detail: reference ? nameOf(reference) : '' };
}

/** An image as a kustomization names it, and where. */
interface ChangedImage {
  readonly reference: string;
  readonly by: string;
}

function changedBy(image: Field | undefined, { kustomization }: RuleSet): ChangedImage | undefined {
  const written = textOf(image?.value);
  if (written === undefined || !kustomization) return undefined;
  const changed = changeImage(written, kustomization.images);
  return changed && { ...changed, by: codePath(`${kustomization.name}:${changed.line}`) };
}

/** What stays when an image moves to another registry or a mirror: then it is no other finding. */
function nameOf({ repository }: ImageReference): string {
  return repository.slice(repository.lastIndexOf('/') + 1);
}

/** How an image can become another one under its name. */
function faultOf({ tag, digest }: ImageReference, { profile }: RuleSet): string | undefined {
  if (digest !== undefined) return undefined;
  const advice = profile === 'strict' ? 'pin its digest' : 'name a version, or better a digest';
  if (tag === undefined) return `has no tag, which means \`latest\`: ${advice}`;
  if (tag === 'latest') return `moves with every release: ${advice}`;
  return profile === 'strict' ? `can move: ${advice}` : undefined;
}

/** Why a reference is refused, where people go wrong most. */
function hint(text: string): string {
  if (/\s/.test(text)) return ': remove the space';
  if (/^\w+:\/\//.test(text)) return ': remove the scheme';
  if (/@sha256:/.test(text)) return ': a digest is `sha256:` and 64 hexadecimal digits';
  return /[A-Z]/.test(text.split(/[:@]/, 1).join(''))
    ? ': write its name without capitals'
    : ': write `name:version`';
}

/**
 * What something else replaces before the manifest runs: variables of templates, `{name}` in
 * examples, `ko://`, Istio's `auto`, the blank that OpenShift fills in from an image stream, and
 * words in capitals alone, as Kustomize's and Skaffold's examples have them.
 */
function isPlaceholder(text: string): boolean {
  return (
    /\{\w+\}|\{\{|\$[({]|\$\w|<[^<>]*>|%\w+%|@\w+@|^ko:\/\/|^\s+$|^auto$/.test(text) ||
    /(?:^|[/.-])[A-Z]{3}[A-Z0-9_]*(?![a-z])/.test(text.split(/[:@]/, 1).join(''))
  );
}
