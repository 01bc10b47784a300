import type { Finding } from '../judge/judge.ts';

/** What a finding is about, in a word: its container, else its object. */
export function subjectName({ subject }: Finding): string {
  const { kind, name } = subject.resource;
  return subject.container?.name ?? `${kind}/${name}`;
}
