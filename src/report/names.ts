import type { FindingData } from '../judge/finding-data.ts';

/** What a finding is about, in a word: its container, else its object. */
export function subjectName({ container, resource }: FindingData): string {
  return container ?? `${resource.kind}/${resource.name}`;
}

/** The same for what no file of a project has, such as a list of kubectl: its object, then its container. */
export function fullName({ container, resource }: FindingData): string {
  const { kind, namespace, name } = resource;
  const object = [kind, ...(namespace === '' ? [] : [namespace]), name].join('/');
  return container === null ? object : `${object}, ${container}`;
}
