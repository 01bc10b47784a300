import { bySubject, groupBy } from '../judge/grouping.ts';
import type { Finding } from '../judge/judge.ts';
import { shownObject } from '../judge/shown-object.ts';
import { codeImage } from '../rules/kit/describe.ts';
import { field, textOf } from '../yaml/value.ts';

/** A container or object that a comment names, and where it stands. */
export interface Named {
  readonly path: string;
  readonly line: number;
  readonly name: string;
}

/** How a comment stands to the others that ask for the same decision. */
export interface Decision {
  /** The one whose comment says all; undefined where this is it. */
  readonly sameAs: Named | undefined;
  /** Those that this comment lists, and that have none of their own. */
  readonly others: readonly Named[];
}

/** So many comments beside the first ask for the same; the other containers are in its list. */
const MAX_SAME = 5;

/** Which findings ask for the same decision: one comment explains it. */
export class Decisions {
  readonly #decisions = new Map<Finding, Decision>();
  readonly #listed = new Set<Finding>();

  /**
   * @param due all findings that are to be told
   * @param isKnown whether a comment tells of a finding already: it explains the decision then
   * @param remedyOf the remedy that its comment offers
   */
  constructor(
    due: readonly Finding[],
    isKnown: (finding: Finding) => boolean,
    remedyOf: (finding: Finding) => Finding['remedy'] = ({ remedy }) => remedy,
  ) {
    const told = (findings: readonly Finding[]): string =>
      decisionKey(findings.map((finding) => ({ ...finding, remedy: remedyOf(finding) })));
    for (const subjects of groupBy(bySubject(due), told)) {
      const known = subjects.filter((findings) => findings.some(isKnown));
      const [first = [], ...rest] = [
        ...known,
        ...subjects.filter((findings) => !known.includes(findings)),
      ];
      const [same, others] = [true, false].map((wanted) =>
        rest.filter((findings) => isSamePlace(findings, first) === wanted),
      );
      const listed = [...(same ?? []), ...(others ?? []).slice(MAX_SAME)].filter(
        (findings) => !known.includes(findings),
      );
      const leader = nameOf(first);
      this.#set(first, { sameAs: undefined, others: listed.map(nameOf) });
      for (const findings of rest) this.#set(findings, { sameAs: leader, others: [] });
      for (const finding of listed.flat()) this.#listed.add(finding);
    }
  }

  /** Whether a finding has no comment of its own, for it is in the list of another. */
  isListed(finding: Finding): boolean {
    return this.#listed.has(finding);
  }

  /** How the comment of these findings stands to others. */
  of(findings: readonly Finding[]): Decision {
    const all = new Set(findings.flatMap((finding) => this.#decisions.get(finding) ?? []));
    const leaders = new Map([...all].map(({ sameAs }) => [JSON.stringify(sameAs), sameAs]));
    const [only] = leaders.values();
    return {
      sameAs: leaders.size === 1 ? only : undefined,
      others: [...all].flatMap(({ others }) => others),
    };
  }

  #set(findings: readonly Finding[], decision: Decision): void {
    for (const finding of findings) this.#decisions.set(finding, decision);
  }
}

/** Whether one edit changes both: of values that a chart uses for several containers. */
function isSamePlace(findings: readonly Finding[], others: readonly Finding[]): boolean {
  return findings.every(({ rendered }) => rendered) && placesOf(findings) === placesOf(others);
}

function placesOf(findings: readonly Finding[]): string {
  return JSON.stringify(findings.map(({ file, line, rule }) => [file, line, rule]));
}

/**
 * Findings of one container or object that say the same as those of another, and whose fixes do the same
 * for the same reason: what differs may be the name of the image.
 */
function decisionKey(findings: readonly Finding[]): string {
  const said = findings.map(({ rule, severity, message, remedy, subject }) => {
    const image = codeImage(textOf(field(subject.container?.value, 'image')?.value) ?? '');
    const words = [message, remedy?.reason ?? '', remedy?.verify ?? ''];
    return JSON.stringify([rule, severity, ...words.map((one) => one.replaceAll(image, 'image'))]);
  });
  return said.toSorted().join();
}

function nameOf([finding]: readonly Finding[]): Named {
  if (!finding) return { path: '', line: 1, name: '' };
  const { file, line, subject, rendered } = finding;
  const { container } = subject;
  const { kind, name: called } = shownObject(finding);
  const object = `${kind}/${called}`;
  // One line of a chart may be for the same container of several objects.
  const name = rendered && container ? `${object} ${container.name}` : container?.name;
  return { path: file, line, name: name ?? object };
}
