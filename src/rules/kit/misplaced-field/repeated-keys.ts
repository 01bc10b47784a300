import { type Value, field, shadowedFields } from '../../../yaml/value.ts';
import { code } from '../describe.ts';
import type { Found, Report, Target } from '../rule.ts';

/**
 * Reports keys of an object with pods, of the pods and their containers that stand twice in one mapping. The
 * reader of kubectl and of Helm keeps the last one (kubernetes-sigs/yaml, Unmarshal); that of
 * Kustomize, and so of Flux, refuses the file.
 */
export function reportRepeatedKeys(
  { resource, pods }: Target,
  report: (report: Report) => void,
): void {
  // Other objects are of no matter here, and most of them are never parsed.
  if (pods.length === 0) return;
  const { value } = resource;
  if (value.document.repeatedKeys === 0) return;
  const ofObject = new Map<string, Value | undefined>();
  const parts = ['metadata', 'spec'].map((name) => field(value, name)?.value);
  for (const part of [value, ...parts, ...pods.flatMap((pod) => [pod.metadata, pod.spec])]) {
    if (part) ofObject.set(part.path.join('.'), part);
  }
  for (const { securityContext } of pods) {
    if (securityContext) ofObject.set(securityContext.path.join('.'), securityContext);
  }
  for (const part of ofObject.values()) {
    for (const found of repeatedIn(part)) report({ subject: { resource, value }, ...found });
  }
  for (const container of pods.flatMap(({ containers }) => containers)) {
    const subject = { resource, container, value: container.value };
    for (const part of [container.value, container.securityContext]) {
      for (const found of repeatedIn(part)) report({ subject, ...found });
    }
  }
}

/** One finding a key: an earlier one that does nothing. */
function repeatedIn(value: Value | undefined): Found[] {
  const byName = new Map(shadowedFields(value).map((found) => [found.name, found]));
  return [...byName.values()].map(({ name, key }) => ({
    at: key,
    message: `${code(name)} is here twice: remove one, as kubectl takes the last and Kustomize refuses the file`,
    detail: `${name} twice`,
  }));
}
