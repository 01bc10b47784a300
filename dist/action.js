import { H as readEvent, U as createClient, n as runAction, t as Judge } from "./action/action.js";
// src/action.ts
await runAction({
	event: readEvent(process.env),
	connect: createClient,
	judge: new Judge()
});
export {};
