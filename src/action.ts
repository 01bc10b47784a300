import { sendEarly } from './action/early-request.ts';
import { readEvent } from './action/read-event.ts';

const event = readEvent(process.env);
const early = await sendEarly(event, process.env);
const { runAction } = await import('./action/run-action.ts');
const { createClient } = await import('./action/client.ts');
const { Judge } = await import('./run/judge-apart.ts');
try {
  const connect = async (token: string): ReturnType<typeof createClient> =>
    createClient(token, early?.fetch);
  await runAction({ event, connect, judge: new Judge() });
} finally {
  early?.end();
}
