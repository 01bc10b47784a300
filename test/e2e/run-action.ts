import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type RunAction, withFiles } from '../action/runner.ts';
import { stagesWith } from '../action/stage.ts';
import { BUILT } from './built.ts';

/** Runs the built Action as the runner does: a process with its variables and files. */
const runBuiltAction: RunAction = async (call) =>
  withFiles(call, async (variables, cwd) => {
    const env = { PATH: process.env['PATH'], ...variables };
    const child = spawn(process.execPath, [join(BUILT, 'action.js')], { cwd, env });
    const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
    const [stdout, stderr, code] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      closed,
    ]);
    return { code, log: stdout + stderr };
  });

/** Sets up a pull request on which the built Action runs. */
export const stage = stagesWith(runBuiltAction);
