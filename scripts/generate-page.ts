/** Makes the module with the style and the script of the page that a report in HTML is. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** @param header the first lines of a generated module */
export function pageModule(header: string): string {
  const [style, script] = [minifiedStyle(), minifiedScript()];
  return `${header}export const style = ${JSON.stringify(style)};

export const styleHash = '${hashOf(style)}';

export const script = ${JSON.stringify(script)};

export const scriptHash = '${hashOf(script)}';
`;
}

/** What a Content Security Policy names an inline style or script by. */
function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function minifiedStyle(): string {
  const lines = readFileSync(`${ROOT}page/style.css`, 'utf8').split('\n');
  return lines.map((line) => line.trim()).join('');
}

/** Without types, which no browser reads. */
function minifiedScript(): string {
  const args = ['page/script.ts', '--format', 'iife', '--platform', 'browser', '--minify'];
  const { status, stdout, stderr, error } = spawnSync(`${ROOT}node_modules/.bin/rolldown`, args, {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (error) throw error;
  const [, code] = /^([^]*?)\s*$/.exec(stdout) ?? [];
  if (status !== 0 || code === undefined) throw new Error(`The page was not built: ${stderr}`);
  return code;
}
