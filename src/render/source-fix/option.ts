import type { ParsedDocument } from '../../yaml/parse.ts';
import type { ValueChange } from '../../yaml/value-change.ts';
import type { ChartManifest } from '../rendered-manifests.ts';

/** Changes to a file of values, after which a rendering may be as it should. */
export interface ValuesOption {
  readonly kind: 'values';
  /** From the chart's folder. */
  readonly path: string;
  readonly document: ParsedDocument;
  readonly changes: readonly ValueChange[];
  /** The value that templates ask for, as a JSON pointer into the chart's values; empty for none. */
  readonly pointer: string;
  /** Whether the changes also set the key `enabled`, which has an effect of its own. */
  readonly switchesOn?: boolean;
  /** Whether items of a list that have the same name are one, as patches have it. */
  readonly mergesItems?: boolean;
}

/** Changes to a rendering that can be written into the text of its template. */
export interface TemplateOption {
  readonly kind: 'template';
  readonly rendered: ChartManifest;
  readonly document: ParsedDocument;
  readonly changes: readonly ValueChange[];
  /**
   * Set where the template asks for a value that may be written at the same place: to be tried only if an attempt has
   * shown that it is written somewhere else.
   */
  readonly ifUnread?: boolean;
}

/** One way to make some changes of a rendering at its source. */
export type Option = ValuesOption | TemplateOption;

/** Changes of a rendering that belong to one place of it, with the ways to make them, the best first. */
export interface Part {
  readonly changes: readonly ValueChange[];
  readonly options: readonly Option[];
}
