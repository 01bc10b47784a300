import { expect, it } from 'vitest';
import { renderMarkdown } from '../../src/report/page/render-markdown.ts';

it('has numbered and other lists right below a paragraph, as comments have them', () => {
  const text = '**Before you merge:**\n1. Look at `a`.\n2. Try it.\n\nThen:\n- one <b>';
  expect(renderMarkdown(text)).toBe(
    '<p><strong>Before you merge:</strong></p>\n' +
      '<ol><li>Look at <code>a</code>.</li><li>Try it.</li></ol>\n' +
      '<p>Then:</p>\n<ul><li>one &#60;b&#62;</li></ul>',
  );
});
