import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Builds what `npm run build` builds, into another folder. */
export function buildInto(folder: string): void {
  const { status, stderr, error } = spawnSync(
    `${ROOT}node_modules/.bin/rolldown`,
    ['--config', 'rolldown.config.js'],
    { cwd: ROOT, env: { ...process.env, PODSEAL_DIST: folder }, encoding: 'utf8' },
  );
  if (error) throw error;
  if (status !== 0) throw new Error(`The build failed: ${stderr}`);
}
