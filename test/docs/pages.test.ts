import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** A README that nobody reads to its end helps nobody. */
const README_WORDS = 900;

const pages = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/**/*.md')];

/** The name that GitHub gives a heading, as far as our headings go. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
}

function anchorsOf(page: string): string[] {
  const headings = readFileSync(page, 'utf8').matchAll(/^#+ (.*)$/gm);
  return [...headings].map(([, heading = '']) => anchorOf(heading));
}

describe.each(pages)('%s', (page) => {
  it('links to pages and headings that are there', () => {
    const text = readFileSync(page, 'utf8').replace(/^```.*?^```/gms, '');
    const links = [...text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)];
    const broken = links
      .map(([, path = '', anchor]) => ({
        to: path === '' ? page : join(dirname(page), path),
        anchor,
      }))
      .filter(
        ({ to, anchor }) =>
          !existsSync(to) || (anchor !== undefined && !anchorsOf(to).includes(anchor)),
      );
    expect(broken).toEqual([]);
  });
});

it('README.md can be read in some minutes', () => {
  const words = readFileSync('README.md', 'utf8').split(/\s+/).filter(Boolean);
  expect(words.length).toBeLessThanOrEqual(README_WORDS);
});
