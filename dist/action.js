import { d as createClient, n as runAction, t as Judge, u as readEvent } from "./action/action.js";
// src/action.ts
await runAction({
	event: readEvent(process.env),
	connect: createClient,
	judge: new Judge()
});
export {};
