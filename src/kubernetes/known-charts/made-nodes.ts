import { type Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { Span } from '../../yaml/lines.ts';
import type { ParsedDocument } from '../../yaml/parse.ts';

/** A key of a mapping that is made: its name, its value, and where the key stands in the text. */
export type Entry = readonly [name: string, node: Node | null, at: Span];

/** Makes the nodes of objects that are not written. Each stands where what it is made from is written. */
export class MadeNodes {
  readonly #base: number;

  constructor({ span }: ParsedDocument) {
    this.#base = span.start;
  }

  text(value: string, at: Span): Scalar<string> {
    const node = new Scalar(value);
    node.type = 'PLAIN';
    node.range = this.#range(at);
    return node;
  }

  map(entries: readonly Entry[], at: Span): YAMLMap {
    const map = new YAMLMap();
    for (const [name, node, place] of entries) {
      map.items.push(new Pair<unknown>(this.text(name, place), node));
    }
    map.range = this.#range(at);
    return map;
  }

  list(nodes: readonly (Node | null)[], at: Span): YAMLSeq {
    const list = new YAMLSeq();
    for (const node of nodes) list.items.push(node);
    list.range = this.#range(at);
    return list;
  }

  #range({ start, end }: Span): [number, number, number] {
    return [start - this.#base, end - this.#base, end - this.#base];
  }
}
