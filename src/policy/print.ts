import { Document, isScalar, visit } from 'yaml';
import type { DataMap } from '../yaml/value-change.ts';

/** Objects of a file, below what their reader has to know. */
export interface Section {
  readonly comments: readonly string[];
  readonly objects: readonly DataMap[];
}

/** As wide as the docs; CEL is folded there. */
const WIDTH = 100;

/** Longer text is folded below its key. */
const MAX_PLAIN = 70;

/** A file as text. */
export function printSections(sections: readonly Section[]): string {
  let text = '';
  for (const { comments, objects } of sections) {
    const head = comments.map(comment).join('');
    if (objects.length === 0) text += `${head}\n`;
    for (const [index, object] of objects.entries()) {
      text += `${text === '' ? '' : '---\n'}${index === 0 ? head : ''}${printObject(object)}`;
    }
  }
  return text;
}

function printObject(object: DataMap): string {
  const document = new Document(object, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value === 'string' && node.value.length > MAX_PLAIN)
        node.type = 'BLOCK_FOLDED';
    },
    Seq(_, node) {
      if (node.items.every(isScalar)) node.flow = true;
    },
  });
  return document.toString({ lineWidth: WIDTH, singleQuote: true, flowCollectionPadding: false });
}

/** A line of the header as comments, whatever is in it. */
function comment(line: string): string {
  const words = line.split(/[\p{C}\p{Z}]+/u).filter((word) => word !== '');
  if (words.length === 0) return '#\n';
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length + 3 <= WIDTH) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines.map((text) => `# ${text}\n`).join('');
}
