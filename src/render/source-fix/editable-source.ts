import type { ParsedDocument } from '../../yaml/parse.ts';
import type { ValueChange } from '../../yaml/value-change.ts';
import type { RenderedManifest } from '../rendered-source.ts';
import type { Fault } from './compare-renderings.ts';
import type { Part, ValuesOption } from './option.ts';

/** What can be edited of a source that is rendered, and how. */
export interface EditableSource<Rendered extends RenderedManifest = RenderedManifest> {
  /** Texts by their path in the source. */
  readonly files: Readonly<Record<string, string>>;
  readonly canEdit: (path: string) => boolean;
  /** Takes the changes of a fix apart by their places, each with the ways to make them at the source. */
  readonly partsOf: (
    rendered: Rendered,
    document: ParsedDocument,
    changes: readonly ValueChange[],
  ) => Part[];
  /** Whether a value that an option sets is asked for where something became otherwise. */
  readonly isReadAt: (fault: Fault<Rendered>, option: ValuesOption) => boolean;
  readonly words: SourceWords<Rendered>;
}

/** How the reasons for which something is not fixed are worded, each as the end of a sentence. */
export interface SourceWords<Rendered extends RenderedManifest> {
  /** The proofs would take too much. */
  readonly tooMany: string;
  /** Nothing comes of the source with any edit. */
  readonly notRendered: string;
  /** No edit has the wanted effect alone. */
  readonly noEdit: string;
  /** There is no place to try. */
  readonly noPlace: (rendered: Rendered) => string;
}
