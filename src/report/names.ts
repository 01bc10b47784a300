import type { FindingData } from '../judge/finding-data.ts';

/** What a finding is about, in a word: its container, else its object. */
export function subjectName({ container, resource }: FindingData): string {
  return container ?? `${resource.kind}/${resource.name}`;
}
