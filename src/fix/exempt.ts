import { foreignText } from '../rules/kit/obstacles/foreign-text.ts';
import { UNFINISHED } from '../rules/kit/exemption.ts';
import { documentOf } from '../judge/grouping.ts';
import type { Finding, Judged } from '../judge/judge.ts';
import { type Accepts, type Edit, doOverlap, sortEdits } from '../yaml/edit/edit.ts';
import { whyNotToEdit } from '../kubernetes/made-elsewhere.ts';
import { lineBreakAt } from '../yaml/edit/layout.ts';
import { type Refusal, planEdits } from '../yaml/edit/plan-edits.ts';
import { startOfLine } from '../yaml/lines.ts';
import type { ParsedDocument } from '../yaml/parse.ts';
import type { ValueChange } from '../yaml/value-change.ts';
import { ProofBudget } from './proof-budget.ts';
import { type ExemptingEdits, provesExemption } from './prove-exemption.ts';

/** Findings that are to be exempt for a reason. */
export interface Exempting {
  readonly findings: readonly Finding[];
  /** On one line; with `<why>` in it where a person has to complete it. */
  readonly reason: string;
}

const UNPROVED: Refusal = {
  refused: 'no comment or annotation here would exempt this and nothing else',
};

/** What linters of YAML allow by default (yamllint, rule line-length). */
const MAX_LINE = 80;

/** Kubernetes allows no more behind the `/` of an annotation's name. */
const MAX_NAME = 63;

/**
 * Makes the narrowest exemption of findings that a manifest can have: a comment on their line, or where
 * comments are not possible an annotation; proved.
 *
 * @param wanted findings of one document
 * @param accepts which edits are wanted; no others are made
 */
export function exemptFor(
  judged: Judged,
  wanted: readonly Exempting[],
  accepts: Accepts = () => true,
  budget: ProofBudget = ProofBudget.ofReview(),
): ExemptingEdits | Refusal {
  const first = wanted[0]?.findings[0];
  if (!first) return UNPROVED;
  const document = documentOf(first);
  const refused = whyNotToEdit(judged.manifest.file) ?? foreignText(document, []);
  if (refused !== undefined) return { refused };
  // An exemption counts once its reason is complete, and is proved as it will be then.
  const complete = wanted.map((one) => ({
    ...one,
    reason: one.reason.replaceAll(UNFINISHED, 'why'),
  }));
  for (const form of formsFor(judged, document, wanted)) {
    const planned = form(judged, document, wanted);
    const proved = form(judged, document, complete);
    if (!planned || !proved || doOverlap(planned.edits) || !accepts(planned.edits)) continue;
    if (!budget.allowsProof(judged, document)) return UNPROVED;
    if (provesExemption(judged, document, proved, complete)) return planned;
  }
  return UNPROVED;
}

type Form = (
  judged: Judged,
  document: ParsedDocument,
  wanted: readonly Exempting[],
) => ExemptingEdits | undefined;

/** The forms of an exemption, the best first. */
function formsFor(
  judged: Judged,
  document: ParsedDocument,
  wanted: readonly Exempting[],
): readonly Form[] {
  // What starts like JSON is read as JSON, which has no comments (apimachinery, util/yaml/decoder.go).
  const isJson = /^\s*[{[]/.test(document.text.slice(document.span.start, document.span.end));
  if (isJson) return [annotate];
  const text = judged.manifest.file.text;
  const isShort = asComments(behind, judged, wanted).edits.every(
    (edit) => edit.start - startOfLine(text, edit.start) + edit.text.length <= MAX_LINE,
  );
  const comments: readonly Form[] = [
    (one, _, some) => asComments(behind, one, some),
    (one, _, some) => asComments(above, one, some),
  ];
  return [...(isShort ? comments : comments.toReversed()), annotate];
}

/** Puts a comment at the line around an offset. */
type Place = (judged: Judged, offset: number, comment: string) => Edit;

function asComments(place: Place, judged: Judged, wanted: readonly Exempting[]): ExemptingEdits {
  const { lines } = judged.manifest;
  const lineOf = (offset: number): number => lines.span(lines.position(offset).line).start;
  const all = wanted.flatMap(({ findings }) => findings);
  const places = new Set(all.map(({ span }) => lineOf(span.start)));
  const [container, ...others] = new Set(all.map(({ subject }) => subject.container));
  // Several places of one container have one: its first line.
  const shared =
    places.size > 1 && container && others.length === 0
      ? lineOf(container.value.span.start)
      : undefined;
  const edits = wanted.flatMap(({ findings, reason }) => {
    const rules = new Map<number, Set<string>>();
    for (const { rule, span } of findings) {
      const at = shared ?? lineOf(span.start);
      rules.set(at, (rules.get(at) ?? new Set()).add(rule));
    }
    return [...rules].map(([at, ids]) =>
      place(judged, at, `# podseal-ignore ${[...ids].join(', ')}: ${reason}`),
    );
  });
  return { by: 'comment', edits: sortEdits(edits), changes: [] };
}

/** At the end of the line. */
function behind({ manifest: { file, lines } }: Judged, offset: number, comment: string): Edit {
  const { start, end } = lines.span(lines.position(offset).line);
  const content = file.text.slice(start, end).trimEnd();
  return { start: start + content.length, end, text: ` ${comment}` };
}

/** On a line of its own above the line. */
function above({ manifest: { file, lines } }: Judged, offset: number, comment: string): Edit {
  const { start, end } = lines.span(lines.position(offset).line);
  const [indent = ''] = /^\s*/.exec(file.text.slice(start, end)) ?? [];
  return { start, end: start, text: `${indent}${comment}${lineBreakAt(file.text, start)}` };
}

/** As annotations of the objects, each for one container where the finding is about one. */
function annotate(
  _: Judged,
  document: ParsedDocument,
  wanted: readonly Exempting[],
): ExemptingEdits | undefined {
  const changes = wanted.flatMap(({ findings, reason }) =>
    findings.map(({ rule, subject: { resource, container } }): ValueChange => {
      const name = `exempt.${rule}${container ? `.${container.name}` : ''}`;
      const path = [...resource.value.path, 'metadata', 'annotations', `podseal.dev/${name}`];
      return { kind: 'set', path, value: reason };
    }),
  );
  const isTooLong = changes.some(
    ({ path }) => String(path.at(-1)).length > 'podseal.dev/'.length + MAX_NAME,
  );
  const made = wanted[0]?.findings[0]?.subject.value.document.madeFrom;
  const written = made ? made.toSource(changes) : changes;
  if (isTooLong || 'refused' in written) return undefined;
  const plan = planEdits(document, written);
  if ('refused' in plan) return undefined;
  return { by: 'annotation', edits: plan.edits, changes: written };
}
