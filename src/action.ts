import { context } from '@actions/github';
import { createClient } from './action/client.ts';
import { runAction } from './action/run-action.ts';
import { isEngineThread } from './engine/engine-thread.ts';
import { Judge } from './run/judge-apart.ts';
import { isJudgeThread } from './run/judge-thread.ts';

// The threads that judge and render run this same file, and serve in it.
if (!isJudgeThread && !isEngineThread) {
  await runAction({ event: context, connect: createClient, judge: new Judge() });
}
