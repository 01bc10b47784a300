import { createClient } from './action/client.ts';
import { readEvent } from './action/read-event.ts';
import { runAction } from './action/run-action.ts';
import { Judge } from './run/judge-apart.ts';

await runAction({ event: readEvent(process.env), connect: createClient, judge: new Judge() });
